"""Conditions that cannot be used are refused with their place."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from regulations import values
from regulations.rules.conditions import InvalidConditions, decode, encode, faults_against
from regulations.rules.tables import parse_table
from tests.regulations.rules.records import blue_card, items, money, number, text

JOB = {"op": "job_offer", "id": "job_offer", "provision": "offer"}


def written(tree: Any) -> bytes:
    return msgspec.json.encode({"permit": "DE-TEST", "conditions": tree})


@pytest.mark.parametrize(
    ("tree", "where", "problem"),
    [
        ({"op": "agee"}, "$.conditions.op", "agee"),
        ({"op": "all", "of": []}, "$.conditions.of", "length >= 1"),
        ({"op": "all", "of": [JOB, {**JOB, "extra": 1}]}, "$.conditions.of[1]", "extra"),
        ({"op": "job_offer", "id": "job_offer"}, "$.conditions", "provision"),
        ({"op": "education_at_least", "id": "e", "provision": "x", "isced": 9}, "$.conditions.isced", "<= 8"),
        ({"op": "at_least", "n": 3, "of": [JOB]}, "$.conditions.n", "3 of 1"),
        ({"op": "all", "of": [JOB, {**JOB, "provision": "x"}]}, "$.conditions.of[1].id", "already names"),
        ({"op": "age", "id": "a", "provision": "x", "min": 40, "max": 30}, "$.conditions.min", "above max"),
        ({"op": "family", "id": "f", "provision": "x"}, "$.conditions", "nothing about the family"),
        (
            {"op": "fact", "id": "f", "provision": "x", "fact": "months", "is": True, "min": 1},
            "$.conditions",
            "more than one way",
        ),
        (
            {"op": "points", "id": "p", "provision": "x", "factors": [{"id": "f", "provision": "x"}]},
            "$.conditions.factors[0]",
            "either",
        ),
        (
            {"op": "experience_at_least", "id": "e", "provision": "x", "years": "NaN"},
            "$.conditions.years",
            "no usable number",
        ),
    ],
)
def test_refused_with_place(tree: Any, where: str, problem: str) -> None:
    with pytest.raises(InvalidConditions) as refusal:
        decode(written(tree))

    (fault,) = refusal.value.faults
    assert fault.where == where
    assert problem in fault.problem
    assert fault.mend


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b"\xff", b'{"op":"not","of":' * 3000])
def test_what_is_no_tree_at_all_is_refused(raw: bytes) -> None:
    with pytest.raises(InvalidConditions):
        decode(raw)


def test_nesting_has_an_end() -> None:
    tree: Any = JOB
    for _ in range(30):
        tree = {"op": "not", "of": tree}

    with pytest.raises(InvalidConditions, match="nested too deep"):
        decode(written(tree))


def test_written_and_read_again_they_are_the_same() -> None:
    conditions = blue_card().conditions
    assert conditions is not None

    assert decode(encode(conditions)) == conditions


def test_every_pointer_must_lead_to_a_provision_that_can_carry_it() -> None:
    tree = {
        "op": "all",
        "of": [
            {"op": "salary_at_least", "id": "salary", "provision": "offer"},
            {"op": "quota_available", "id": "quota", "provision": "quota"},
            {"op": "salary_by_age", "id": "by_age", "provision": "table", "currency": "SGD"},
            {**JOB, "provision": "missing"},
        ],
    }
    held = {
        "offer": (values.decode(text()),),
        "quota": (values.decode(number(5)), None),
        "table": (values.decode(items("23:5600", "twenty:1")),),
        "floor": (values.decode(money("1")),),
    }

    faults = faults_against(decode(written(tree)), held)

    assert [fault.where for fault in faults] == [
        "$.conditions.of[3].provision",
        "$.conditions.of[0].provision",
        "$.conditions.of[2].provision",
    ]
    assert "floor, offer, quota, table" in faults[0].mend
    assert "twenty:1" in faults[2].problem


@pytest.mark.parametrize("item", ["", ":", "23", "23:", "a-b:3", "23:5600:1", "<:1", "9999999999999999:1", "23:1e9"])
def test_what_is_no_row_of_a_table_is_left_out(item: str) -> None:
    assert parse_table((item,)) == ()
