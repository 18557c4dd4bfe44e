"""On every stretch of days on which a permit's facts say the same, somebody meets its conditions and somebody does not.

Where no value is held on a day, nobody can meet the condition; then everybody else's conditions can still be met, and
the hub names the one that is not known.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from regulations.rules.conditions import leaves
from regulations.rules.judging import evaluate
from regulations.rules.witnesses import witnesses
from tests.regulations.conditions.carried import TODAY, records

# Two of the three routes were read from 1 March 2026 on, so that before that day nobody is known to fail.
NOBODY_KNOWN_TO_FAIL = {("IE-CSEP", date(2026, 2, 28))}


def days(permit: str) -> list[date]:
    """One day of each stretch: every first day of a version, the day before the earliest, and today."""
    record = records()[permit]
    assert record.conditions
    used = {leaf.provision for leaf in leaves(record.conditions.conditions)}
    starts = {
        day
        for key in used
        for claim in record.provisions[key]
        for day in (claim.valid_from, claim.valid_to)
        if day is not None
    }
    return sorted({TODAY, *starts, *([min(starts) - timedelta(days=1)] if starts else [])})


STRETCHES = [(permit, day) for permit, record in records().items() if record.conditions for day in days(permit)]


@pytest.mark.parametrize(("permit", "day"), STRETCHES, ids=str)
def test_conditions_can_be_met_and_can_fail(permit: str, day: date) -> None:
    record = records()[permit]

    found = witnesses(record, day)

    assert found.met
    outcome = evaluate(record, found.met, as_of=day).outcome
    assert outcome == ("unknown" if found.not_held else "met")
    if not found.not_held and (permit, day) not in NOBODY_KNOWN_TO_FAIL:
        assert found.not_met
        assert evaluate(record, found.not_met, as_of=day).outcome == "not_met"


@pytest.mark.parametrize("permit", [permit for permit, record in records().items() if record.conditions])
def test_conditions_are_held_in_full_on_some_day(permit: str) -> None:
    assert any(not witnesses(records()[permit], day).not_held for day in days(permit))
