"""When a step is due: plain spans of time, or working days of a calendar that is handed in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

SATURDAY, SUNDAY = 5, 6


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """A number of working days, one or more."""

    days: int

    def __post_init__(self) -> None:
        if self.days < 1:
            raise ValueError(f"a deadline needs one working day or more, not {self.days}")


Deadline = timedelta | WorkingDays


def due_at(
    start: datetime,
    deadline: Deadline,
    *,
    holidays: Collection[date] = (),
    weekend: Collection[int] = (SATURDAY, SUNDAY),
) -> datetime:
    """The first moment at which a step that fell due from `start` is late.

    Working days are counted as in Regulation (EEC, Euratom) No 1182/71, article 3: the day of the event does not
    count, and the period runs to the end of its last day, that is to the midnight after it in the zone of `start`.
    `weekend` holds weekday numbers (Monday is 0), for not every country rests on Saturday and Sunday.
    """
    if isinstance(deadline, timedelta):
        return start + deadline
    if len({*weekend}) >= 7:
        raise ValueError("a week without a working day has no deadlines")
    day, left = start.date(), deadline.days
    while left:
        day += timedelta(days=1)
        if day.weekday() not in weekend and day not in holidays:
            left -= 1
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=start.tzinfo)
