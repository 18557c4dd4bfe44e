"""The dates of a case seen from one day. Pure."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from regulations.rules.case import Dates
from regulations.rules.dates import Window, windows
from regulations.rules.tree import DateKind


class Moment:
    """The dates of a case seen from one day; the same object for the same dates, so that plans find it quickly."""

    __slots__ = ("windows",)

    def __init__(self, dates: Dates, day: date) -> None:
        self.windows: dict[DateKind, Window] = windows(dates, day)


@lru_cache(maxsize=4096)
def moment(dates: Dates, day: date) -> Moment:
    """The moment of a case."""
    return Moment(dates, day)
