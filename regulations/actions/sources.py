"""Texts that were read: added at the desk, so that drafts can cite them."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.permissions import NotAllowed
from audit.actions import record
from regulations.models import Jurisdiction, Source
from regulations.people import Acting
from regulations.policies import explain_in


@transaction.atomic
def add(*, jurisdiction: Jurisdiction, source: Source, actor: Acting, at: datetime) -> Source:
    """Keep a source that has no code yet, under the next free one of its jurisdiction, such as DE-DESK-7.

    Raises NotAllowed where the person does not write for the jurisdiction.
    """
    if refusal := explain_in(actor.user, "permits.write", jurisdiction):
        raise NotAllowed(refusal)
    Jurisdiction.objects.select_for_update(no_key=True).get(pk=jurisdiction.pk)  # one number for each
    beginning = f"{jurisdiction.pk}-DESK-"
    taken = Source.objects.filter(code__startswith=beginning).values_list("code", flat=True)
    number = 1 + max((int(code.removeprefix(beginning)) for code in taken), default=0)
    source.code = f"{beginning}{number}"
    source.save(force_insert=True)
    record(
        action="source.add",
        actor=actor.identifier,
        subject=f"source:{source.code}",
        data={"url": source.url, "publisher": source.publisher},
        occurred_at=at,
    )
    return source
