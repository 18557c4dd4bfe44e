"""Rules whose day has come: the word "coming" turns into "in force"."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from audit.actions import record
from regulations.actions import journal
from regulations.models import Change, ProvisionVersion
from regulations.people import BY_RULE
from regulations.workflow import PROVISION_VERSION, SCHEDULED
from workflow import engine

# No place on earth is further ahead of Greenwich than the Line Islands, at fourteen hours.
_FURTHEST_AHEAD = timedelta(hours=14)


def publish_due(*, at: datetime) -> list[ProvisionVersion]:
    """Switch every scheduled version whose first day has begun where it holds; answers those that were switched.

    Which rule governs a day follows from valid ranges alone, so readers never wait for this. What a run missed the
    next one does; what is switched is left alone; a clock that is set back unswitches nothing. Two runs at once share
    the work.
    """
    day = (at + _FURTHEST_AHEAD).date()
    coming = ProvisionVersion.objects.filter(status=SCHEDULED, valid__startswith__lte=day)
    switched = [_take_effect(key, at) for key in coming.order_by("pk").values_list("pk", flat=True)]
    return [version for version in switched if version]


@transaction.atomic
def _take_effect(key: int, at: datetime) -> ProvisionVersion | None:
    waiting = ProvisionVersion.objects.select_for_update(skip_locked=True, of=("self",)).filter(status=SCHEDULED)
    version = waiting.filter(pk=key).first()
    if version is None or not version.has_begun(at):
        return None
    engine.perform(
        PROVISION_VERSION, version, "take_effect", person=BY_RULE, at=at, record=record, subject=version.subject
    )
    before = (
        ProvisionVersion.objects.on_record()
        .filter(provision=version.provision_id, claim=version.claim, valid__endswith=version.valid_from)
        .first()
    )
    journal.note(Change.Kind.IN_FORCE, version, old=before, at=at)
    return version
