"""The same question has the same answer in every format: key, value and everything said of it."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import pytest
from lxml import etree

from datasets import queries
from datasets.models import Release
from datasets.selection import Selection
from tests.api.releases import published
from tests.sdmx.conftest import Ask
from tests.sdmx.observations import SAVINGS

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

Cells = dict[tuple[str, ...], dict[str, Any]]
GENERIC = "{http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/generic}"
VENDOR = "application/vnd.sdmx."


def number(text: Any) -> Any:
    """A number as a number, so that 3 and 3.0 are one; everything else as text."""
    try:
        return float(text)
    except (TypeError, ValueError):
        return text


def cell(said: dict[str, Any]) -> dict[str, Any]:
    return {name: number(value) for name, value in said.items() if value not in (None, "") and name != "UNIT_MEASURE"}


def from_generic(body: bytes, key: tuple[str, ...]) -> Cells:
    found: Cells = {}
    for observation in etree.fromstring(body).iter(f"{GENERIC}Obs"):
        named = {each.get("id"): each.get("value") for each in observation.iterfind(f"{GENERIC}ObsKey/{GENERIC}Value")}
        above = observation.getparent()
        named |= {each.get("id"): each.get("value") for each in above.iterfind(f"{GENERIC}SeriesKey/{GENERIC}Value")}
        for each in observation.iterfind(f"{GENERIC}ObsDimension"):
            named[each.get("id")] = each.get("value")
        said = {
            each.get("id"): each.get("value") for each in observation.iterfind(f"{GENERIC}Attributes/{GENERIC}Value")
        }
        for each in observation.iterfind(f"{GENERIC}ObsValue"):
            said["OBS_VALUE"] = each.get("value")
        found[tuple(named[name] for name in key)] = cell(said)
    return found


def from_specific(body: bytes, key: tuple[str, ...]) -> Cells:
    found: Cells = {}
    for observation in etree.fromstring(body).iter("Obs"):
        said = dict(observation.getparent().attrib) if observation.getparent().tag == "Series" else {}
        said |= dict(observation.attrib)
        at = tuple(said.pop(name) for name in key)
        found[at] = cell(said)
    return found


def from_csv(body: bytes, key: tuple[str, ...]) -> Cells:
    leave = {"DATAFLOW", "STRUCTURE", "STRUCTURE_ID", "ACTION"}
    rows = csv.DictReader(io.StringIO(body.decode()))
    return {
        tuple(row[name] for name in key): cell({k: v for k, v in row.items() if k not in leave and k not in key})
        for row in rows
    }


def from_json(body: bytes, key: tuple[str, ...]) -> Cells:
    message = json.loads(body)
    message = message.get("data", message)
    dimensions, attributes = message["structure"]["dimensions"], message["structure"]["attributes"]["observation"]
    (dataset,) = message["dataSets"]

    def named(level: str, places: str) -> Iterator[tuple[str, str]]:
        for dimension, place in zip(dimensions[level], places.split(":"), strict=True):
            yield dimension["id"], dimension["values"][int(place)]["id"]

    found: Cells = {}
    for series, content in dataset.get("series", {"": dataset}).items():
        for observation, (value, *marks) in content["observations"].items():
            at = dict(named("series", series)) if series else {}
            at |= dict(named("observation", observation))
            said = {"OBS_VALUE": value}
            for attribute, mark in zip(attributes, marks, strict=True):
                if mark is not None:
                    told = attribute["values"][mark]
                    said[attribute["id"]] = told.get("id", told["name"])
            found[tuple(at[name] for name in key)] = cell(said)
    return found


READERS: dict[str, Callable[[bytes, tuple[str, ...]], Cells]] = {
    f"{VENDOR}genericdata+xml;version=2.1": from_generic,
    f"{VENDOR}structurespecificdata+xml;version=2.1": from_specific,
    f"{VENDOR}data+csv;version=1.0.0": from_csv,
    f"{VENDOR}data+csv;version=2.0.0": from_csv,
    f"{VENDOR}data+json;version=1.0.0": from_json,
    f"{VENDOR}draft-sdmx-json+json;version=1.0.0": from_json,
}


@pytest.fixture
def savings(db: None) -> Release:
    return published("REM_SAVING", SAVINGS)


def stored(release: Release, selection: Selection | None = None) -> Cells:
    key = release.definition.key
    return {
        tuple(row[name] for name in key): cell({k: v for k, v in row.items() if k not in key})
        for row in queries.rows(release, selection or Selection())
    }


@pytest.mark.parametrize("observed", ["TIME_PERIOD", "AllDimensions", "REF_AREA"])
def test_every_format_holds_what_is_stored(
    ask: Ask, flows: Release, prices: Release, savings: Release, observed: str
) -> None:
    for release in (flows, prices, savings):
        for accept, read in READERS.items():
            answer = ask(f"2.1/data/{release.dataset_id}?dimensionAtObservation={observed}", accept)

            assert answer.media_type.startswith(accept)
            assert read(answer.body, release.definition.key) == stored(release)


def test_values_come_back_to_the_last_bit(ask: Ask, prices: Release) -> None:
    wanted = {at: said["OBS_VALUE"] for at, said in stored(prices).items()}
    assert any(not math.isclose(value, round(value, 6), rel_tol=0, abs_tol=0) for value in wanted.values())

    for accept, read in READERS.items():
        found = read(ask("2.1/data/REM_PRICE_CORRIDOR", accept).body, prices.definition.key)
        assert {at: said["OBS_VALUE"] for at, said in found.items()} == wanted


@pytest.mark.parametrize(
    ("question", "british", "saudi", "american"),
    [
        ("firstNObservations=1", ["2020-Q1"], ["2020-Q1"], ["2020-Q4"]),
        ("lastNObservations=2", ["2020-Q2", "2020-Q3"], ["2020-Q1", "2020-Q3"], ["2020-Q4", "2021-Q1"]),
        (
            "firstNObservations=1&lastNObservations=1",
            *(["2020-Q1", "2020-Q3"], ["2020-Q1", "2020-Q3"], ["2020-Q4", "2021-Q1"]),
        ),
        ("startPeriod=2020-07", ["2020-Q3"], ["2020-Q3"], ["2020-Q4", "2021-Q1"]),
        ("startPeriod=2020-08&endPeriod=2020", [], [], ["2020-Q4"]),
        ("startPeriod=2020-S2&endPeriod=2020-12-31", ["2020-Q3"], ["2020-Q3"], ["2020-Q4"]),
        ("endPeriod=2020-Q1", ["2020-Q1"], ["2020-Q1"], []),
    ],
)
def test_every_format_leaves_out_the_same(
    ask: Ask, prices: Release, question: str, british: list[str], saudi: list[str], american: list[str]
) -> None:
    for accept, read in READERS.items():
        found = sorted(read(ask(f"2.1/data/REM_PRICE_CORRIDOR?{question}", accept).body, prices.definition.key))

        for sender, periods in (("GBR", british), ("SAU", saudi), ("USA", american)):
            assert [at[2] for at in found if at[0] == sender] == periods


def test_observations_stand_in_the_order_of_the_key(ask: Ask, flows: Release) -> None:
    for accept, read in READERS.items():
        keys = list(read(ask("2.1/data/REM_FLOW_BILATERAL", accept).body, flows.definition.key))

        assert all(before < after for before, after in pairwise(keys))


@pytest.mark.parametrize("detail", ["dataonly", "serieskeysonly", "nodata"])
def test_details_leave_out_what_they_say(ask: Ask, prices: Release, detail: str) -> None:
    key = prices.definition.key
    for accept, read in READERS.items():
        body = ask(f"2.1/data/REM_PRICE_CORRIDOR?detail={detail}", accept).body
        if detail == "dataonly":
            found = read(body, key)
            assert found.keys() == stored(prices).keys()
            assert all(set(said) == {"OBS_VALUE"} for said in found.values())
            continue
        assert b"below" not in body
        assert b"2020-Q3" not in body
        for sender in ("GBR", "SAU", "USA"):
            assert body.count(sender.encode()) == 1
