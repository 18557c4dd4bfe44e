"""What was shown at a moment of record time, for tables that keep it without a status."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q


def shown_at(moment: datetime | None) -> Q:
    """Rows on record at `moment`; now if None."""
    if moment is None:
        return Q(recorded_to=None)
    return Q(recorded_from__lte=moment) & (Q(recorded_to=None) | Q(recorded_to__gt=moment))
