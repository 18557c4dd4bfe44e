"""Closing a conflict between sources, with a reason that readers see."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.permissions import NotAllowed
from audit.actions import record
from regulations.actions import journal
from regulations.models import Conflict
from regulations.people import Acting
from regulations.policies import explain_in
from regulations.vocabulary import ConflictStatus
from workflow.engine import REASON_NEEDED, WRONG_STATE, TransitionRefused
from workflow.table import Refusal


@transaction.atomic
def close(*, conflict: Conflict, actor: Acting, at: datetime, reason: str) -> Conflict:
    """Say how a conflict ended. The claims stay on record as they are: a claim that turned out wrong is withdrawn.

    Raises NotAllowed unless the person may close conflicts in every jurisdiction it touches, TransitionRefused where
    it is closed already or no reason is given.
    """
    conflict.refresh_from_db(from_queryset=Conflict.objects.select_for_update())
    for permit in conflict.permits.select_related("jurisdiction__country"):
        if refusal := explain_in(actor.user, "permits.close_conflict", permit.jurisdiction):
            raise NotAllowed(refusal)
    if conflict.status == ConflictStatus.CLOSED:
        raise TransitionRefused([Refusal(WRONG_STATE, {"state": conflict.status, "needed": [ConflictStatus.OPEN]})])
    if not reason.strip():
        raise TransitionRefused([Refusal(REASON_NEEDED)])
    conflict.status, conflict.closed_reason = ConflictStatus.CLOSED, reason.strip()
    conflict.closed_at, conflict.closed_by = max(at, conflict.opened_at), actor.identifier
    conflict.save(update_fields=["status", "closed_reason", "closed_at", "closed_by"])
    journal.note_conflict_closed(conflict, at=at)
    record(
        action="conflict.close",
        actor=actor.identifier,
        subject=conflict.subject,
        data={"reason": conflict.closed_reason},
        occurred_at=at,
    )
    return conflict
