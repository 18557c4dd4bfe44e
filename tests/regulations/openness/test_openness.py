"""REG_OPENNESS: what it says, and that it is published once for the same rules."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import polars as pl
import pytest

from datasets import queries
from datasets.actions import sync_datasets
from datasets.definition import load
from regulations import tasks
from regulations.actions import openness as publishing
from regulations.derived import openness
from regulations.rules.record import PermitRecord
from tests.regulations.rules.records import claim, items, record, text

DAY = date(2026, 11, 22)
AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
DERIVED = load("REG_OPENNESS").derived
OCCUPATIONS = ["22", "25", "93"]

BAR = {"op": "nationality_not_in", "id": "nationality", "provision": "bar"}
DEGREE = {"op": "education_at_least", "id": "degree", "provision": "degree", "isced": 6}
LISTED = {"op": "occupation_in", "id": "occupation", "provision": "degree", "isco": ["251", "93"]}


def permits(*, bar: str = "VN") -> list[PermitRecord]:
    held = (claim("bar", items(bar)), claim("degree", text()))
    return [
        record(BAR, *held, permit="HK-GEP"),
        record({"op": "all", "of": [DEGREE, LISTED]}, *held, permit="HK-TOP"),
        record(None, *held, permit="HK-NEW"),
        record(None, permit="KR-E9"),
        record(BAR, *held, permit="DE-EUBC"),
        record(BAR, *held, permit="EU-EUBC"),
        record(BAR, *held, permit="IN-ECR", purpose="exit_clearance"),
    ]


@pytest.fixture(scope="module")
def table() -> pl.DataFrame:
    assert DERIVED
    return openness(permits(), OCCUPATIONS, DERIVED.parameters, DAY)


def row(table: pl.DataFrame, destination: str, occupation: str, nationality: str) -> dict[str, Any]:
    found = table.filter(
        (pl.col("REF_AREA") == destination)
        & (pl.col("OCCUPATION") == occupation)
        & (pl.col("COUNTERPART_AREA") == nationality)
    )
    return found.row(0, named=True) if found.height else {}


@pytest.mark.parametrize(
    ("nationality", "occupation", "value", "open_permits"),
    [
        ("IND", "25", 100.0, "HK-GEP HK-TOP"),  # "25" may be 251 or not: nobody can tell, so it is open
        ("IND", "22", 50.0, "HK-GEP"),
        ("IND", "93", 50.0, "HK-GEP"),  # the occupation is listed, the schooling of major group 9 is too short
        ("VNM", "25", 50.0, "HK-TOP"),
        ("VNM", "22", 0.0, None),
    ],
)
def test_share_of_the_encoded_permits_that_stay_open(
    table: pl.DataFrame, nationality: str, occupation: str, value: float, open_permits: str | None
) -> None:
    found = row(table, "HKG", occupation, nationality)

    assert (found["OBS_VALUE"], found["OPEN_PERMITS"], found["NOT_ENCODED"]) == (value, open_permits, 1)
    assert found["OPEN"] + found["CLOSED"] == 2


def test_not_encoded_is_not_closed(table: pl.DataFrame) -> None:
    found = row(table, "KOR", "25", "IND")

    assert (found["OBS_VALUE"], found["OBS_STATUS"], found["NOT_ENCODED"]) == (None, "L", 1)


def test_who_needs_no_permit_has_no_row(table: pl.DataFrame) -> None:
    assert row(table, "DEU", "25", "IND")
    assert not row(table, "DEU", "25", "DEU")
    assert not row(table, "DEU", "25", "CHE")
    assert row(table, "HKG", "25", "DEU")


def test_rules_of_leaving_and_rules_above_countries_are_no_destinations(table: pl.DataFrame) -> None:
    assert set(table["REF_AREA"]) == {"DEU", "HKG", "KOR"}
    assert "PRI" not in set(table["COUNTERPART_AREA"])


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch, db: None) -> dict[str, Any]:
    """The record, to be changed by a test, with the stamp that it has."""
    state: dict[str, Any] = {"permits": permits(), "stamp": 1}

    def records(**_: Any) -> Mapping[str, PermitRecord]:
        return {each.permit: each for each in state["permits"]}

    monkeypatch.setattr(publishing, "records", records)
    monkeypatch.setattr(publishing, "stamp", lambda: state["stamp"])
    monkeypatch.setattr(publishing, "sub_major_groups", lambda: OCCUPATIONS)
    publishing.cache.clear()
    sync_datasets(at=AT)
    return state


@pytest.mark.slow
def test_the_same_rules_make_no_new_release(held: dict[str, Any]) -> None:
    first = publishing.compute_openness(at=AT)
    again = publishing.compute_openness(at=AT)
    held["stamp"] = 2
    after_a_change_of_words = publishing.compute_openness(at=AT)

    assert first
    assert (first.number, first.status, first.kind) == (1, "published", "derived")
    assert first.parameters["age"] == 30
    assert (again, after_a_change_of_words) == (None, None)


@pytest.mark.slow
def test_a_changed_rule_makes_a_release_and_keeps_the_years_gone_by(held: dict[str, Any]) -> None:
    publishing.compute_openness(at=AT)
    held |= {"permits": permits(bar="IN"), "stamp": 2}

    second = publishing.compute_openness(at=AT.replace(year=2027, month=1))

    assert second
    frame = queries.frame(second)
    barred = frame.filter((pl.col("OBS_VALUE") == 0) & (pl.col("REF_AREA") == "HKG") & (pl.col("OCCUPATION") == "22"))
    assert sorted(barred.select("TIME_PERIOD", "COUNTERPART_AREA").rows()) == [("2026", "VNM"), ("2027", "IND")]


@pytest.mark.slow
def test_the_task_publishes(held: dict[str, Any]) -> None:
    tasks.compute_openness()
    tasks.compute_openness()

    release = queries.published_release("REG_OPENNESS")
    assert release
    assert release.number == 1
