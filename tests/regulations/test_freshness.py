"""When a provision is due for review, and how late it is."""

from __future__ import annotations

from datetime import date

import pytest

from regulations.freshness import Freshness, interval, review_due, standing

NEW_YEAR = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("element", "key", "days"),
    [
        ("e01", "salary_min_general", 90),
        ("e04", "fee_processing", 90),
        ("e09", "quota_annual", 90),
        ("e05", "initial_stay", 365),
        ("e08", "appeal", 365),
        ("e02", "documents", 180),
    ],
)
def test_what_changes_often_is_reviewed_often(element, key, days):
    assert interval(element, key).days == days
    assert (review_due(element, key, NEW_YEAR) - NEW_YEAR).days == days


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2025, 12, 31), Freshness.FRESH),
        (date(2026, 1, 1), Freshness.AMBER),
        (date(2026, 3, 31), Freshness.AMBER),
        (date(2026, 4, 1), Freshness.RED),
    ],
)
def test_a_late_review_is_amber_and_after_another_interval_red(today, expected):
    assert standing("e04", "fee_processing", NEW_YEAR, today) == expected


def test_what_nobody_knows_the_age_of_is_not_called_fresh():
    assert standing("e04", "fee_processing", None, NEW_YEAR) == Freshness.UNKNOWN
