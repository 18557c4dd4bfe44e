"""Every encoded permit is met by somebody, and fails for the reason that is named when one thing changes."""

from __future__ import annotations

import pytest

from regulations.rules.answer import plain
from tests.regulations.conditions.carried import ask, asked, failing, finding, records
from tests.regulations.conditions.examples import EXAMPLES, changed, without

NOT_ENCODED = {"AE-STD", "GB-CHAR", "GB-HPI", "GB-INNO", "GB-SUPP", "GB-YMS"}
FAILS = [(permit, condition) for permit, example in EXAMPLES.items() for condition in example.fails]
OPEN = [(permit, fact) for permit, example in EXAMPLES.items() for fact in example.open]


def test_every_encoded_permit_has_an_example() -> None:
    encoded = {permit for permit, record in records().items() if record.conditions}

    assert encoded == set(EXAMPLES)
    assert set(records()) - encoded == NOT_ENCODED


@pytest.mark.parametrize("permit", sorted(NOT_ENCODED))
def test_permit_without_conditions_says_so(permit: str) -> None:
    assert ask(permit, age=30).outcome == "not_encoded"


@pytest.mark.parametrize("permit", EXAMPLES)
def test_permit_is_met_by_somebody(permit: str) -> None:
    example = EXAMPLES[permit]

    answer = ask(permit, on=example.on, **example.met)

    assert (answer.outcome, failing(answer), asked(answer)) == ("met", [], [])


@pytest.mark.parametrize(("permit", "condition"), FAILS)
def test_permit_fails_for_one_condition(permit: str, condition: str) -> None:
    example = EXAMPLES[permit]

    answer = ask(permit, on=example.on, **changed(example.met, example.fails[condition]))

    assert answer.outcome == "not_met"
    assert condition in failing(answer)


@pytest.mark.parametrize("permit", [permit for permit, example in EXAMPLES.items() if example.margin])
def test_permit_fails_by_the_smallest_coin(permit: str) -> None:
    example = EXAMPLES[permit]
    condition, change = next(iter(example.fails.items()))

    answer = ask(permit, on=example.on, **changed(example.met, change))

    assert plain(finding(answer, condition).margin) == example.margin


@pytest.mark.parametrize(("permit", "fact"), OPEN)
def test_permit_asks_what_would_settle_it(permit: str, fact: str) -> None:
    example = EXAMPLES[permit]

    answer = ask(permit, on=example.on, **without(example.met, example.open[fact]))

    assert answer.outcome == "unknown"
    assert fact in asked(answer)
