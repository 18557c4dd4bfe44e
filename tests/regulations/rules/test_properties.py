"""What holds for every tree, record and case."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from decimal import Decimal
from itertools import chain, combinations
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regulations.rules.answer import plain
from regulations.rules.applicant import Applicant
from regulations.rules.case import InvalidCase, read
from regulations.rules.judging import evaluate, explain, outcome
from regulations.rules.nodes import AllOf, AnyOf, Negated, SomeOf, effective
from regulations.rules.plan import plan_of
from regulations.rules.record import PermitRecord
from regulations.rules.sets import changing
from regulations.rules.states import MET, NOT_MET
from tests.regulations.rules import strategies
from tests.regulations.rules.rates import EuroRates
from tests.regulations.rules.records import claim, duration, money, record

TODAY = date(2026, 3, 1)
RATES = EuroRates({"SEK": "11.25", "USD": "1.08"})
ORDER = {"not_met": 0, "unknown": 1, "met": 2}
many = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | st.dates().map(str),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
FIELDS = [
    "nationality",
    "destinations",
    "occupation",
    "education",
    "age",
    "salary",
    "dates",
    "facts",
    "funds",
    "family",
]


@pytest.mark.slow
@many
@given(record=strategies.records(), written=strategies.CASES)
def test_outcome_and_explanation_agree_and_never_raise(record: PermitRecord, written: dict[str, Any]) -> None:
    applicant = Applicant(read(written), TODAY, RATES)

    answer = explain(record, applicant)

    assert outcome(record, applicant) == answer.outcome
    assert plain(answer)["permit"] == record.permit
    if answer.branches:
        outcomes = {branch.outcome for branch in answer.branches}
        assert answer.outcome == (outcomes.pop() if len(outcomes) == 1 else "unknown")


@pytest.mark.slow
@many
@given(record=strategies.records(), written=strategies.CASES)
def test_not_met_names_what_stands_in_the_way(record: PermitRecord, written: dict[str, Any]) -> None:
    answer = evaluate(record, read(written), as_of=TODAY, rates=RATES)

    assert bool(answer.failing) or answer.outcome != "not_met"
    assert not answer.failing or answer.outcome != "met"


@pytest.mark.slow
@many
@given(written=JSON | st.dictionaries(st.sampled_from(FIELDS), JSON))
def test_any_json_is_read_or_refused_with_its_faults(written: object) -> None:
    with suppress(InvalidCase):
        assert evaluate(record(None), read(written), as_of=TODAY).outcome == "not_encoded"


@pytest.mark.slow
@many
@given(
    record=strategies.records(),
    written=strategies.CASES,
    more=st.integers(0, 10**6),
    field=st.sampled_from(["salary", "experience_years"]),
)
def test_more_pay_or_experience_never_hurts(
    record: PermitRecord, written: dict[str, Any], more: int, field: str
) -> None:
    """Except under a `not`, and in points grids that give less for more."""
    assert record.conditions is not None
    tree = msgspec.json.encode(record.conditions)
    if b'"op":"not"' in tree or b'"by":"experience"' in tree:
        return
    before = {**written, "salary": {"amount": 30000, "currency": "EUR"}, "experience_years": 2}
    after = dict(before)
    if field == "salary":
        after["salary"] = {"amount": 30000 + more, "currency": "EUR"}
    else:
        after["experience_years"] = 2 + more % 20

    worse = evaluate(record, read(before), as_of=TODAY, rates=RATES).outcome
    better = evaluate(record, read(after), as_of=TODAY, rates=RATES).outcome

    assert ORDER[better] >= ORDER[worse]


@pytest.mark.slow
@many
@given(
    cents=st.integers(1, 10**9),
    period=st.sampled_from(["year", "month"]),
    off=st.sampled_from([Decimal("-0.01"), Decimal(0), Decimal("0.01")]),
)
def test_a_cent_decides_at_the_floor(cents: int, period: str, off: Decimal) -> None:
    floor = Decimal(cents) / 100
    held = record(
        {"op": "salary_at_least", "id": "salary", "provision": "floor"},
        claim("floor", money(str(floor), "EUR", period)),
    )
    case = read({"salary": {"amount": str(floor + off), "currency": "EUR", "period": period}})

    answer = evaluate(held, case, as_of=TODAY)

    assert answer.outcome == ("met" if off >= 0 else "not_met")
    assert (answer.passing or answer.failing)[0].margin == {"amount": off, "currency": "EUR", "period": period}


@pytest.mark.parametrize(("years", "expected"), [("1.9", "not_met"), ("2", "met"), ("2.1", "met")])
def test_experience_decides_at_the_floor(years: str, expected: str) -> None:
    held = record(
        {"op": "experience_at_least", "id": "experience", "provision": "floor"}, claim("floor", duration("P2Y"))
    )

    assert evaluate(held, read({"experience_years": years}), as_of=TODAY).outcome == expected


@pytest.mark.slow
@many
@given(record=strategies.records(), written=strategies.CASES)
def test_the_failing_set_is_the_smallest_there_is(record: PermitRecord, written: dict[str, Any]) -> None:
    """Tried by brute force: every set of the failing leaves, smallest first."""
    applicant = Applicant(read(written), TODAY, RATES)
    plan = plan_of(record)
    assert plan is not None
    bound = plan.branches(record, applicant.moment).every[0].bound
    if bound.state(applicant) != NOT_MET:
        return
    against = sorted({leaf.leaf.id for leaf, state in effective(bound, applicant) if state == NOT_MET})
    subsets = chain.from_iterable(combinations(against, size) for size in range(len(against) + 1))

    smallest = next(len(each) for each in subsets if _turned(bound, applicant, frozenset(each)) != NOT_MET)

    assert len(changing(bound, applicant, NOT_MET)[0]) == smallest


def _turned(bound: Any, applicant: Applicant, turned: frozenset[str]) -> int:
    """The state if the leaves `turned` were the other way round, computed the slow way."""
    if isinstance(bound, Negated):
        return -_turned(bound.parts[0], applicant, turned)
    if isinstance(bound, AllOf | AnyOf | SomeOf):
        states = [_turned(part, applicant, turned) for part in bound.parts]
        needed = len(states) if isinstance(bound, AllOf) else bound.n if isinstance(bound, SomeOf) else 1
        possible = len(states) - states.count(NOT_MET)
        return MET if states.count(MET) >= needed else NOT_MET if possible < needed else 0
    state = bound.state(applicant)
    return -state if bound.leaf.id in turned else state
