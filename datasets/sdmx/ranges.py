"""From when to when: periods as SDMX writes them, and what they mean in a dataset of another frequency. Pure.

An observation is in a range when its whole period is: `endPeriod=2021` takes in 2021-Q4, `endPeriod=2021-06` does not
take in the year 2021. Source: SDMX 2.1, section 6, time formats.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from typing import Final

from datasets.periods import Frequency
from datasets.sdmx.faults import Malformed

_YEAR: Final = r"(?P<year>[0-9]{4})"
Days = tuple[dt.date, dt.date]


def _months(each: int) -> Callable[[int, int], Days]:
    """The span of the n-th part of a year, of so many months each."""

    def span(year: int, number: int) -> Days:
        last_month = number * each
        last_day = calendar.monthrange(year, last_month)[1]
        return dt.date(year, last_month - each + 1, 1), dt.date(year, last_month, last_day)

    return span


def _week(year: int, number: int) -> Days:
    first = dt.date.fromisocalendar(year, number, 1)
    return first, first + dt.timedelta(days=6)


def _day_of_year(year: int, number: int) -> Days:
    day = dt.date(year, 1, 1) + dt.timedelta(days=number - 1)
    if day.year != year:
        raise ValueError(number)
    return day, day


_FORMS: Final[tuple[tuple[re.Pattern[str], Callable[[int, int], Days]], ...]] = tuple(
    (re.compile(_YEAR + pattern, re.ASCII), span)
    for pattern, span in (
        (r"(-A(?P<n>1))?", _months(12)),
        (r"-S(?P<n>[12])", _months(6)),
        (r"-T(?P<n>[1-3])", _months(4)),
        (r"-Q(?P<n>[1-4])", _months(3)),
        (r"-M?(?P<n>0[1-9]|1[0-2])", _months(1)),
        (r"-W(?P<n>[0-9]{2})", _week),
        (r"-D(?P<n>[0-9]{3})", _day_of_year),
    )
)


def days(text: str) -> Days:
    """The first and the last day of a period; ValueError for what is none."""
    for pattern, span in _FORMS:
        if found := pattern.fullmatch(text):
            return span(int(found["year"]), int(found["n"] or 1))
    if "T" in text:
        moment = dt.datetime.fromisoformat(text)
        return moment.date(), moment.date()
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text, re.ASCII):
        raise ValueError(text)
    day = dt.date.fromisoformat(text)
    return day, day


def _parsed(name: str, text: str) -> Days:
    try:
        return days(text)
    except ValueError as error:
        raise Malformed("period", parameter=name, value=text[:40]) from error


def containing(day: dt.date, frequency: Frequency) -> str:
    """The period of a frequency that a day lies in."""
    match frequency:
        case "year":
            return f"{day.year:04}"
        case "quarter":
            return f"{day.year:04}-Q{(day.month + 2) // 3}"
        case "month":
            return f"{day.year:04}-{day.month:02}"
        case "day":
            return day.isoformat()


def start(name: str, text: str, frequency: Frequency) -> str:
    """The first period that lies after the beginning of `text` as a whole."""
    first, _last = _parsed(name, text)
    found = containing(first, frequency)
    begins, ends = days(found)
    if begins == first or ends == dt.date.max:
        return found
    return containing(ends + dt.timedelta(days=1), frequency)


def end(name: str, text: str, frequency: Frequency) -> str:
    """The last period that lies before the end of `text` as a whole."""
    _first, last = _parsed(name, text)
    found = containing(last, frequency)
    begins, ends = days(found)
    if ends == last or begins == dt.date.min:
        return found
    return containing(begins - dt.timedelta(days=1), frequency)


def after(name: str, text: str, frequency: Frequency) -> str:
    """The first period that begins after `text` is over."""
    _first, last = _parsed(name, text)
    if last == dt.date.max:
        raise Malformed("period", parameter=name, value=text)
    return start(name, (last + dt.timedelta(days=1)).isoformat(), frequency)


def before(name: str, text: str, frequency: Frequency) -> str:
    """The last period that is over before `text` begins."""
    first, _last = _parsed(name, text)
    if first == dt.date.min:
        raise Malformed("period", parameter=name, value=text)
    return end(name, (first - dt.timedelta(days=1)).isoformat(), frequency)


def moment(name: str, text: str) -> dt.datetime:
    """A point in time; one without a zone is in UTC, a bare day means its end."""
    try:
        found = dt.datetime.fromisoformat(text.replace(" ", "+"))
    except ValueError as error:
        raise Malformed("moment", parameter=name, value=text[:40]) from error
    if len(text) == len("2026-03-01"):
        found = dt.datetime.combine(found.date(), dt.time.max)
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)
