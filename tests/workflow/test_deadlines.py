"""When a step is due."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from workflow.deadlines import WorkingDays, due_at

FRIDAY = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)


def test_a_span_of_time_is_added_as_it_is():
    assert due_at(FRIDAY, timedelta(hours=72)) == datetime(2026, 11, 23, 15, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("days", "late_from"),
    [(1, date(2026, 11, 24)), (5, date(2026, 11, 28)), (6, date(2026, 12, 1)), (10, date(2026, 12, 5))],
)
def test_the_day_itself_and_the_weekend_do_not_count(days, late_from):
    assert due_at(FRIDAY, WorkingDays(days)) == datetime(late_from.year, late_from.month, late_from.day, tzinfo=UTC)


def test_holidays_do_not_count():
    holidays = {date(2026, 11, 23), date(2026, 11, 24)}

    assert due_at(FRIDAY, WorkingDays(1), holidays=holidays) == datetime(2026, 11, 26, tzinfo=UTC)


def test_a_week_that_rests_on_friday_and_saturday():
    assert due_at(FRIDAY, WorkingDays(1), weekend=(4, 5)) == datetime(2026, 11, 23, tzinfo=UTC)


def test_the_day_ends_where_the_deadline_was_set():
    madrid = ZoneInfo("Europe/Madrid")
    start = datetime(2026, 10, 23, 23, 30, tzinfo=madrid)  # the Friday before the clocks go back

    assert due_at(start, WorkingDays(1)) == datetime(2026, 10, 27, tzinfo=madrid)


@pytest.mark.parametrize("days", [0, -1])
def test_a_deadline_of_no_days_is_refused(days):
    with pytest.raises(ValueError, match="one working day or more"):
        WorkingDays(days)


def test_a_week_without_working_days_is_refused():
    with pytest.raises(ValueError, match="without a working day"):
        due_at(FRIDAY, WorkingDays(1), weekend=range(7))
