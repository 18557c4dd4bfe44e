"""How soon a provision must be looked at again, and how a reader is warned when nobody did. Pure.

What changes often is reviewed often: fees, thresholds and quotas every quarter, the length of stay and remedies once a
year, the rest twice a year (regulations.md, section 3.4). A review that is late is amber; one that has been left out
for a whole interval is red. What is late stays visible: an old rule with a warning beats a blank.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

QUARTER, HALF_YEAR, YEAR = timedelta(days=90), timedelta(days=180), timedelta(days=365)

_OF_ELEMENT: Final = {
    "e04": QUARTER,  # time and fees
    "e05": YEAR,  # stay
    "e08": YEAR,  # review and appeal
    "e09": QUARTER,  # labour-market test and quota
    "e12": YEAR,  # legislation
}
# Thresholds stand among the requirements, and move with an index every January.
_OF_KEY: Final = ("salary", "income", "funds", "threshold", "quota", "fee", "pay_")


class Freshness(StrEnum):
    """How old what readers see is."""

    FRESH = "fresh"
    AMBER = "amber"  # the review is late
    RED = "red"  # a whole interval has gone by since it was due
    UNKNOWN = "unknown"  # nobody knows how old the source is


def interval(element: str, key: str) -> timedelta:
    """How long a provision may go without being looked at."""
    if any(part in key for part in _OF_KEY):
        return QUARTER
    return _OF_ELEMENT.get(element, HALF_YEAR)


def review_due(element: str, key: str, certified_on: date) -> date:
    """The day on which a provision that was certified on a day is due for review."""
    return certified_on + interval(element, key)


def standing(element: str, key: str, due: date | None, today: date) -> Freshness:
    """How a provision stands whose review is due on a day; `today` by the clock of its jurisdiction."""
    if due is None:
        return Freshness.UNKNOWN
    if today < due:
        return Freshness.FRESH
    return Freshness.AMBER if today < due + interval(element, key) else Freshness.RED
