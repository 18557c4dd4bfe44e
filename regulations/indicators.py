"""When a dated figure can have held, where its start or end was not read. Pure.

An indicator has one value at a time. A value read on a day held on that day; so it had begun by then, and whatever else
was read later had not. From that follows the widest range each value can have. Where ranges still overlap, nobody
here knows which of the values held.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Dated:
    """What was read about when a value holds: half-open range, None where unread, and the day it was seen in force."""

    valid_from: date | None
    valid_to: date | None
    seen_on: date | None

    @property
    def certain(self) -> tuple[date, date] | None:
        """The days on which it certainly held, half-open."""
        start = self.valid_from or self.seen_on
        end = self.valid_to or (max(filter(None, (self.valid_from, self.seen_on)), default=None))
        if start is None or end is None:
            return None
        return (start, end if self.valid_to else end + timedelta(days=1))


def possible(dated: Sequence[Dated]) -> list[tuple[date | None, date | None]]:
    """The range in which each value can have held, half-open, None where nothing bounds it; in the order given."""
    certain = [each.certain for each in dated]
    return [_bounds(each, [span for n, span in enumerate(certain) if n != m and span]) for m, each in enumerate(dated)]


def _bounds(each: Dated, others: list[tuple[date, date]]) -> tuple[date | None, date | None]:
    start, end = each.valid_from, each.valid_to
    if each.certain is None:
        return start, end
    first, last = each.certain
    if start is None:
        start = max((until for _, until in others if until <= first), default=None)
    if end is None:
        end = min((since for since, _ in others if since >= last), default=None)
    return start, end
