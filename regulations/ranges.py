"""Ranges of days, half-open, either end open where it is not known: what is left of one when another takes its days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Days:
    """From `start` until the day before `end`; None is open."""

    start: date | None
    end: date | None

    def without(self, other: Days) -> list[Days]:
        """What is left of these days, before and after `other`; all of them where the two don't meet."""
        if not self.meets(other):
            return [self]
        before = Days(self.start, other.start) if other.start and _starts_before(self.start, other.start) else None
        after = Days(other.end, self.end) if other.end and _ends_after(self.end, other.end) else None
        return [each for each in (before, after) if each]

    def meets(self, other: Days) -> bool:
        """Whether a day is in both."""
        return _begins(self.start, other.end) and _begins(other.start, self.end)

    def holds(self, other: Days) -> bool:
        """Whether every day of `other` is in these."""
        starts = self.start is None or (other.start is not None and self.start <= other.start)
        ends = self.end is None or (other.end is not None and other.end <= self.end)
        return starts and ends


def _begins(start: date | None, end: date | None) -> bool:
    return start is None or end is None or start < end


def _starts_before(start: date | None, day: date) -> bool:
    return start is None or start < day


def _ends_after(end: date | None, day: date) -> bool:
    return end is None or end > day
