"""Witnesses that conditions can be met and can fail."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from regulations.rules.judging import evaluate
from regulations.rules.record import PermitRecord
from regulations.rules.witnesses import witnesses
from tests.regulations.rules import records, strategies

DAY = date(2026, 3, 1)


@pytest.mark.parametrize("held", [records.blue_card(), records.sweden(), records.employment_pass()])
def test_real_conditions_have_both(held: PermitRecord) -> None:
    found = witnesses(held, DAY)

    assert found.met
    assert found.not_met
    assert evaluate(held, found.met, as_of=DAY).outcome == "met"
    assert evaluate(held, found.not_met, as_of=DAY).outcome == "not_met"
    assert found.not_held == ()


def test_a_value_that_is_not_held_is_named() -> None:
    found = witnesses(records.skilled_worker(), DAY)

    assert found.not_held == ("selection_grid",)
    assert found.not_met is None


def test_what_cannot_be_met_or_cannot_fail_has_no_witness() -> None:
    young = {"op": "age", "id": "young", "provision": "age", "max": 30}
    old = {"op": "age", "id": "old", "provision": "age", "min": 60}
    age = records.claim("age", records.text())

    never = witnesses(records.record({"op": "all", "of": [young, old]}, age), DAY)
    always = witnesses(records.record({"op": "any", "of": [young, {"op": "not", "of": young}]}, age), DAY)

    assert (never.met, always.not_met) == (None, None)
    assert never.not_met
    assert always.met


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(held=strategies.records())
def test_a_witness_is_never_wrong(held: PermitRecord) -> None:
    found = witnesses(held, DAY)

    if found.met:
        outcome = evaluate(held, found.met, as_of=DAY).outcome
        assert outcome == "met" or (found.not_held and outcome == "unknown")
    if found.not_met:
        assert evaluate(held, found.not_met, as_of=DAY).outcome == "not_met"
