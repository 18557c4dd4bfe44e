"""ISO 8601 durations as numbers of a unit. Pure.

A month of days has 30, a year of days 365: such a comparison is asked for only by leaves that name their unit.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

from regulations.values import Duration

_PARTS = re.compile(r"^P(?:(?P<year>\d{1,6})Y)?(?:(?P<month>\d{1,6})M)?(?:(?P<week>\d{1,6})W)?(?:(?P<day>\d{1,6})D)?$")


def in_unit(duration: Duration, unit: Literal["year", "month", "day"]) -> Decimal:
    """The length of `duration` in `unit`. A text that is no such duration is nought long."""
    found = _PARTS.match(duration.iso8601)
    if not found:
        return Decimal(0)
    years, months, weeks, days = (Decimal(found[part] or 0) for part in ("year", "month", "week", "day"))
    days += weeks * 7
    match unit:
        case "year":
            return years + months / 12 + days / 365
        case "month":
            return years * 12 + months + days / 30
        case "day":
            return years * 365 + months * 30 + days
