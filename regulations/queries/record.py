"""The record: everything that is known about permits at one moment of record time.

The one way from the tables to the engine and to the pages. A constant number of queries, whatever the number of
permits; what was made once is kept in the process until the stamp of the record moves.
"""

from __future__ import annotations

import gc
from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, time
from functools import lru_cache

from django.utils import timezone

from regulations.models import ProvisionVersion, RecordStamp
from regulations.queries.assembling import assemble, first_recorded
from regulations.rules.record import PermitRecord


def records(
    permits: Collection[str] | None = None,
    *,
    known_on: datetime | date | None = None,
    now: datetime | None = None,
) -> Mapping[str, PermitRecord]:
    """What was on record about each permit (all, unless some are named), by code in alphabetical order.

    `known_on`: a moment, or a day, which means its end by Greenwich; None means now. What readers will be shown
    tomorrow nobody knows, so a moment to come means now as well. Unknown codes are left out. One query where nothing
    has changed since the last call.
    """
    at = now or timezone.now()
    found = _assembled(stamp(), moment_of(known_on, at), at.astimezone(UTC).date())
    return found if permits is None else {code: found[code] for code in sorted(permits) if code in found}


def moment_of(known_on: datetime | date | None, now: datetime) -> datetime | None:
    """The moment of record time that is meant; None is now."""
    if known_on is None:
        return None
    if not isinstance(known_on, datetime):
        known_on = datetime.combine(known_on, time.max, tzinfo=UTC)
    return known_on if known_on < now else None


def keys_shown(permit: str) -> set[str]:
    """The matters of a permit that readers were ever shown something on.

    A matter that is only being written at the desk is none of them: its very name would tell what is coming.
    """
    shown = ProvisionVersion.objects.filter(provision__permit=permit, recorded_from__isnull=False)
    return set(shown.values_list("provision__key", flat=True))


def record_begins() -> datetime | None:
    """The first moment anything was on record here; None where nothing is."""
    return _begins(stamp())


def stamp() -> int | None:
    """What moves with every change of the record.

    Read before the rows: rows that are newer than their stamp are read again, never kept too long.
    """
    return RecordStamp.objects.values_list("counter", flat=True).first()


# The present record, and some of the past that people have asked for.
@lru_cache(maxsize=6)
def _assembled(_stamp: int | None, moment: datetime | None, day: date) -> Mapping[str, PermitRecord]:
    found = assemble(moment, day)
    # The record is large, lives long and holds no cycles. Looked through at every full collection, it would make one
    # answer in ten wait several times as long as the others; frozen it is left alone, and still freed when dropped.
    gc.freeze()
    return found


@lru_cache(maxsize=1)
def _begins(_stamp: int | None) -> datetime | None:
    return first_recorded()
