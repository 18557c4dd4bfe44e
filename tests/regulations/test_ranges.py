"""What is left of a range of days when another takes its days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulations.ranges import Days

JANUARY, JUNE, DECEMBER = date(2026, 1, 1), date(2026, 6, 1), date(2026, 12, 1)
SPAN = 12  # days


@pytest.mark.parametrize(
    ("days", "taken", "left"),
    [
        (Days(JANUARY, None), Days(JUNE, None), [Days(JANUARY, JUNE)]),
        (Days(None, None), Days(JUNE, None), [Days(None, JUNE)]),
        (Days(JANUARY, None), Days(JANUARY, None), []),
        (Days(JANUARY, DECEMBER), Days(None, JUNE), [Days(JUNE, DECEMBER)]),
        (Days(JANUARY, None), Days(JUNE, DECEMBER), [Days(JANUARY, JUNE), Days(DECEMBER, None)]),
        (Days(JANUARY, JUNE), Days(JUNE, DECEMBER), [Days(JANUARY, JUNE)]),
        (Days(JANUARY, JUNE), Days(None, None), []),
    ],
)
def test_what_is_left(days, taken, left):
    assert days.without(taken) == left


def test_open_ends_hold_everything():
    assert Days(None, None).holds(Days(JANUARY, None))
    assert not Days(JANUARY, None).holds(Days(None, JUNE))
    assert Days(JANUARY, JUNE).holds(Days(JANUARY, JUNE))
    assert not Days(JANUARY, JUNE).holds(Days(JANUARY, None))


ends = st.one_of(st.none(), st.integers(0, SPAN))


def days_of(ordinals):
    start, end = ordinals
    return Days(*(None if each is None else JANUARY + timedelta(days=each) for each in (start, end)))


def members(days):
    """The slow twin: the days of a range, one by one, within a window wider than any range with ends."""
    window = [JANUARY + timedelta(days=number) for number in range(-3, SPAN + 4)]
    return {day for day in window if (days.start is None or days.start <= day) and (days.end is None or day < days.end)}


ranges = st.tuples(ends, ends).filter(lambda pair: None in pair or pair[0] < pair[1]).map(days_of)


@given(ranges, ranges)
def test_what_is_left_and_what_is_taken_are_the_days_one_by_one(days, taken):
    left = days.without(taken)
    assert set().union(*(members(each) for each in left)) == members(days) - members(taken)
    assert sum(len(members(each)) for each in left) == len(members(days) - members(taken))
    assert days.meets(taken) == bool(members(days) & members(taken))
    assert days.holds(taken) == (
        members(taken) <= members(days)
        and (taken.start is not None or days.start is None)
        and (taken.end is not None or days.end is None)
    )
