"""Which day decides: the dates of a case, and what may be said of those that the person does not know. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from regulations.rules.case import Dates
from regulations.rules.tree import DateKind

# What follows the application and has no known end.
LATER: tuple[DateKind, ...] = ("decision", "issue", "entry")
# What comes before it. A nomination or contract older than a year is taken for spent.
EARLIER: tuple[DateKind, ...] = ("nomination", "contract")
EARLIER_BY = timedelta(days=365)


class Window(NamedTuple):
    """The days, first and last included, on which something may fall; `last` None: open."""

    first: date
    last: date | None


def windows(dates: Dates, day: date) -> dict[DateKind, Window]:
    """For each kind of date the days on which it may fall, seen from `day` at the jurisdiction.

    An application that is not dated is made today; it is received on its own day unless another is said.
    """
    application = dates.application or dates.receipt or day
    found: dict[DateKind, Window] = {
        "application": Window(application, application),
        "receipt": _on(dates.receipt or application),
    }
    for kind in EARLIER:
        known = getattr(dates, kind)
        guess = Window(application - EARLIER_BY, application) if dates.application else _on(application)
        found[kind] = _on(known) if known else guess
    earliest = application
    for kind in LATER:
        known = getattr(dates, kind)
        found[kind] = _on(known) if known else Window(earliest, None)
        earliest = known or earliest
    return found


def _on(day: date) -> Window:
    return Window(day, day)


def segments(window: Window, boundaries: Sequence[date]) -> range:
    """The stretches between `boundaries` (0: before the first) that `window` touches."""
    first = bisect_right(boundaries, window.first)
    last = len(boundaries) if window.last is None else bisect_right(boundaries, window.last)
    return range(first, max(first, last) + 1)


def day_of(segment: int, boundaries: Sequence[date]) -> date:
    """A day that stands for a stretch: its first, or the day before the first boundary."""
    if not boundaries:
        return date(2000, 1, 1)
    return boundaries[segment - 1] if segment else boundaries[0] - timedelta(days=1)


class Stretch(NamedTuple):
    """From `start` until the day before `end`; None: open."""

    kind: DateKind
    start: date | None
    end: date | None

    def __str__(self) -> str:
        name = f"{self.kind}_date"
        match self.start, self.end:
            case None, None:
                return f"{name} on any day"
            case None, end:
                return f"{name} before {end}"
            case start, None:
                return f"{name} from {start}"
            case start, end:
                return f"{name} from {start} and before {end}"


def stretch(kind: DateKind, segment: int, among: range, boundaries: Sequence[date]) -> Stretch:
    """How to name a stretch to the reader, given those that come into question: the outermost are open."""
    start = boundaries[segment - 1] if segment > among.start and segment else None
    end = boundaries[segment] if segment < among.stop - 1 and segment < len(boundaries) else None
    return Stretch(kind, start, end)
