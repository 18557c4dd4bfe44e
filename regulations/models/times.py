"""Record time, for the tables that keep it: on record from one moment until another, half-open."""

from __future__ import annotations

from django.contrib.postgres.fields import DateTimeRangeField
from django.db.models import F, Func, Q


def on_record() -> Func:
    """The range of moments a row is, or was, shown."""
    return Func(F("recorded_from"), F("recorded_to"), function="tstzrange", output_field=DateTimeRangeField())


def ends_after_it_began() -> Q:
    """A row leaves the record no earlier than it came on it, and none leaves that never came."""
    return Q(recorded_to=None) | Q(recorded_from__isnull=False, recorded_to__gte=F("recorded_from"))
