"""How messages are asked for, labelled, kept and found again."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree

from datasets import codes
from datasets import definition as definitions
from datasets.models import Release
from datasets.sdmx import catalogue, identity
from datasets.sdmx.media import DATA_2, DATA_3
from tests.api.releases import FIRST, published
from tests.sdmx.conftest import Ask
from tests.sdmx.observations import matrix
from tests.sdmx.test_same_cells import READERS

pytestmark = pytest.mark.django_db

FLOW = "2.1/data/REM_FLOW_BILATERAL"
STRUCTURE = "2.1/dataflow/IIMD/REM_FLOW_BILATERAL/latest?references=all"
SPECIFIC = "application/vnd.sdmx.structurespecificdata+xml;version=2.1"


@pytest.mark.parametrize(
    ("accept", "label"),
    [
        ("*/*", "application/vnd.sdmx.genericdata+xml;version=2.1"),
        ("", "application/vnd.sdmx.genericdata+xml;version=2.1"),
        ("application/xml", "application/xml"),
        ("text/xml, */*;q=0.1", "text/xml"),
        (SPECIFIC, SPECIFIC),
        ("application/vnd.sdmx.structurespecificdata+xml; version=2.1.0", SPECIFIC),
        ("application/vnd.sdmx.structurespecifictimeseriesdata+xml;version=2.1",) * 2,
        ("application/vnd.sdmx.data+csv", "application/vnd.sdmx.data+csv;version=1.0.0;charset=utf-8"),
        ("application/vnd.sdmx.data+csv;version=2.0.0", "application/vnd.sdmx.data+csv;version=2.0.0;charset=utf-8"),
        ("text/csv", "text/csv;charset=utf-8"),
        ("application/json", "application/json"),
        ("image/png;q=0.9, application/vnd.sdmx.data+json;q=0.5", "application/vnd.sdmx.data+json;version=1.0.0"),
    ],
)
def test_a_format_is_answered_under_the_name_it_was_asked_by(ask: Ask, flows: Release, accept: str, label: str) -> None:
    assert ask(FLOW, accept).media_type == label


@pytest.mark.parametrize("path", [FLOW, "3.0/data/dataflow/IIMD/REM_FLOW_BILATERAL/*"])
def test_a_format_can_be_asked_for_in_the_address(ask: Ask, flows: Release, path: str) -> None:
    for form in DATA_2 if path == FLOW else DATA_3:
        assert ask(f"{path}?format={form.short}", "text/html").media_type.startswith(form.media_type)


@pytest.mark.parametrize(
    "address",
    [
        "2.1/data/REM_FLOW_BILATERAL",
        "2.1/data/REM_FLOW_BILATERAL/",
        "2.1/data/rem_flow_bilateral/all",
        "2.1/data/IIMD,REM_FLOW_BILATERAL/all/all/",
        "2.1/data/IIMD,REM_FLOW_BILATERAL,1.0.0/.",
        "2.1/data/all,REM_FLOW_BILATERAL,latest/all/IIMD",
        "2.1/data/IIMD,REM_FLOW_BILATERAL,1.0/all/IIMD,IIMD",
    ],
)
def test_one_dataflow_has_many_addresses(ask: Ask, flows: Release, address: str) -> None:
    assert ask(address).body == ask(FLOW).body


@pytest.mark.parametrize("key", ["USA+DEU.", "DEU+USA+USA.", "usa+de."])
def test_one_key_is_written_in_many_ways(ask: Ask, flows: Release, key: str) -> None:
    wanted = ask(f"{FLOW}/USA+DEU.")

    found = ask(f"{FLOW}/{key}")

    assert found.body == wanted.body
    assert found.headers["ETag"] == wanted.headers["ETag"]


@pytest.mark.parametrize("address", [FLOW, f"{FLOW}?format=csv", f"{FLOW}?format=jsondata", STRUCTURE])
def test_what_the_client_has_is_not_sent_again(ask: Ask, flows: Release, address: str) -> None:
    first = ask(address)
    assert first.status == 200
    assert {"Accept", "Accept-Language", "Accept-Encoding"} <= set(first.headers["Vary"].split(", "))
    assert first.headers["Last-Modified"]

    with CaptureQueriesContext(connection) as queries:
        again = ask(address, **{"If-None-Match": first.headers["ETag"]})

    assert (again.status, again.body) == (304, b"")
    assert len(queries) == 0
    assert again.headers["ETag"] == first.headers["ETag"]


def test_a_tag_belongs_to_release_question_format_and_language(ask: Ask, flows: Release) -> None:
    asked = [
        (FLOW, "*/*", "en"),
        (f"{FLOW}/USA.", "*/*", "en"),
        (f"{FLOW}?detail=dataonly", "*/*", "en"),
        (f"{FLOW}?firstNObservations=1", "*/*", "en"),
        (FLOW, SPECIFIC, "en"),
        (FLOW, "application/json", "en"),
        (FLOW, "application/json", "fr"),
    ]
    tags = {ask(address, accept, **{"Accept-Language": lang}).headers["ETag"] for address, accept, lang in asked}
    published("REM_FLOW_BILATERAL", matrix(scale=2), at=FIRST + dt.timedelta(days=1))

    assert len(tags | {ask(FLOW).headers["ETag"]}) == len(asked) + 1


def test_earlier_releases_are_told_by_day_and_by_number(ask: Ask, flows: Release) -> None:
    before = ask(FLOW).body
    published("REM_FLOW_BILATERAL", matrix(scale=2), at=FIRST + dt.timedelta(days=1))

    assert ask(FLOW).body != before
    assert ask(f"{FLOW}?asOf={FIRST:%Y-%m-%d}").body == before
    assert ask(f"{FLOW}?asOf={FIRST:%Y-%m-%dT%H:%M:%S}Z").body == before
    assert ask(f"{FLOW}?release=1").body == before


def test_head_says_what_get_would_send(client: Client, flows: Release) -> None:
    head, get = client.head(f"/sdmx/{FLOW}"), client.get(f"/sdmx/{FLOW}")

    assert head.content == b""
    for name in ("Content-Type", "ETag", "Last-Modified", "Vary"):
        assert head.headers[name] == get.headers[name]


def test_any_web_page_may_read_it(ask: Ask, flows: Release) -> None:
    assert ask(FLOW).headers["Access-Control-Allow-Origin"] == "*"


def test_a_cached_structure_asks_the_database_nothing(ask: Ask) -> None:
    first = ask(STRUCTURE)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert ask(STRUCTURE).body == first.body
    assert len(queries) == 0


def test_a_message_costs_the_same_queries_whatever_its_size(ask: Ask, flows: Release) -> None:
    def asked(address: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            ask(address)
        return len(queries)

    assert asked(f"{FLOW}/USA.MEX") == asked(FLOW)


def test_stubs_are_short_and_carry_names(ask: Ask) -> None:
    whole, stubs = (ask(f"{STRUCTURE}&detail={each}") for each in ("full", "allstubs"))

    assert len(stubs.body) < len(whole.body) / 10
    message = etree.fromstring(stubs.body)
    lists = message.findall(".//{*}Codelist")
    assert lists
    assert all(each.get("isExternalReference") == "true" and each.find("{*}Name") is not None for each in lists)


@pytest.mark.parametrize(
    ("references", "kinds"),
    [
        ("none", {"Dataflow"}),
        ("children", {"Dataflow", "DataStructure"}),
        ("descendants", {"Dataflow", "DataStructure", "ConceptScheme", "Codelist"}),
        ("all", {"Dataflow", "DataStructure", "ConceptScheme", "Codelist"}),
        ("parents", {"Dataflow"}),
        ("codelist", {"Dataflow", "Codelist"}),
        ("categorisation", {"Dataflow"}),
    ],
)
def test_references_bring_what_they_say(ask: Ask, references: str, kinds: set[str]) -> None:
    message = etree.fromstring(ask(f"2.1/dataflow/IIMD/REM_FLOW_BILATERAL?references={references}").body)

    found = {etree.QName(each).localname for group in message.findall(".//{*}Structures/*") for each in group}
    assert found == kinds


def test_a_code_list_knows_who_uses_it(ask: Ask) -> None:
    answer = ask("3.0/structure/codelist/IIMD/CL_CURRENCY/~?references=parents", "application/json")

    structures = {each["id"] for each in json.loads(answer.body)["data"]["dataStructures"]}
    assert structures == {
        each.id
        for each in definitions.all_definitions().values()
        if any(dimension.codelist == "CURRENCY" for dimension in each.dimensions)
    }


def test_the_readers_language_stands_first(ask: Ask) -> None:
    answer = ask("3.0/structure/dataflow/IIMD/REM_FLOW_BILATERAL", **{"Accept-Language": "es-MX"})

    (flow,) = json.loads(answer.body)["data"]["dataflows"]
    assert flow["name"] == flow["names"]["es"] == "Remesas entre pares de países"
    assert set(flow["names"]) == {"en", "es", "fr"}


def test_every_code_of_every_dataset_can_stand_in_a_key() -> None:
    for definition in definitions.all_definitions().values():
        for dimension in definition.dimensions:
            for code in codes.codes_of(dimension):
                assert identity.CODE.fullmatch(code), f"{definition.id}: {dimension.id}: {code}"


@pytest.mark.slow
def test_every_dataset_of_every_room_is_a_dataflow_with_data(ask: Ask) -> None:
    """Whatever a room declares can be published and is told in every format, without a word of SDMX there."""
    for definition in definitions.all_definitions().values():
        row: dict[str, Any] = {each.id: min(codes.codes_of(each)) for each in definition.dimensions}
        period = {"year": "2020", "quarter": "2020-Q1", "month": "2020-01", "day": "2020-01-02"}[definition.time.format]
        release = published(
            definition.id, [row | {"TIME_PERIOD": period, "OBS_VALUE": definition.measure.minimum or 1.0}]
        )

        key = tuple(str(value) for value in row.values())
        for accept, read in READERS.items():
            answer = ask(f"2.1/data/{definition.id}/{'.'.join(key)}", accept)
            assert answer.status == 200, answer.text
            assert set(read(answer.body, release.definition.key)) == {(*key, period)}
        assert ask(f"2.1/datastructure/IIMD/{definition.id}/latest?references=children").status == 200


def test_a_changed_definition_changes_the_tag(monkeypatch: pytest.MonkeyPatch, ask: Ask) -> None:
    before = ask(STRUCTURE).headers["ETag"]
    monkeypatch.setattr(catalogue, "_definitions_digest", lambda: "another")

    assert ask(STRUCTURE).headers["ETag"] != before


def test_what_the_client_has_is_sent_anew_once_something_is_published(ask: Ask, flows: Release) -> None:
    tag = ask(FLOW).headers["ETag"]
    published("REM_FLOW_BILATERAL", matrix(scale=2), at=FIRST + dt.timedelta(days=1))

    assert ask(FLOW, **{"If-None-Match": tag}).status == 200


@pytest.mark.parametrize("accept", ["application/vnd.sdmx.data+csv;version=1.0.0;labels=both", "text/csv;labels=both"])
def test_csv_has_names_beside_codes_where_they_are_asked_for(ask: Ask, flows: Release, accept: str) -> None:
    answer = ask(f"{FLOW}/CHE.PHL+IND?lastNObservations=1", accept, **{"Accept-Language": "es"})

    assert answer.media_type == f"{accept};charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [row["COUNTERPART_AREA: País receptor"] for row in rows] == ["IND: India", "PHL: Filipinas"]
    assert rows[0]["DATAFLOW"] == "IIMD:REM_FLOW_BILATERAL(1.0.0): Remesas entre pares de países"
    assert rows[0]["OBS_STATUS: Estado de la observación"].startswith("M: ")
    assert rows[1]["TIME_PERIOD: Período"] == "2021"
    assert answer.body == ask(f"{FLOW}/CHE.PHL+IND?lastNObservations=1&format=csvlabels&lang=es").body


def test_labels_are_told_of_series_keys_too(ask: Ask, flows: Release) -> None:
    answer = ask(f"{FLOW}/CHE.?detail=serieskeysonly&format=csvlabels")

    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [row["COUNTERPART_AREA: Receiving country"] for row in rows] == [
        *("IND: India", "MEX: Mexico", "PHL: Philippines")
    ]
