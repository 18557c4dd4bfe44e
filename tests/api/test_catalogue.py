"""/api/v1/datasets/ and /api/v1/releases/."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from datasets.definition import all_definitions
from datasets.models import Release
from tests.api.releases import FIRST, published, withdrawn
from tests.api.test_data import FLOWS, matrix

pytestmark = pytest.mark.django_db


@pytest.fixture
def release() -> Release:
    return published("REM_FLOW_BILATERAL", matrix())


@pytest.mark.usefixtures("release")
def test_list_says_what_a_dataset_is_and_what_is_in_force(client: Client):
    (dataset,) = client.get("/api/v1/datasets/?published=true&lang=fr").json()["results"]

    assert dataset["id"] == "REM_FLOW_BILATERAL"
    assert dataset["title"] == "Envois de fonds entre paires de pays"
    assert dataset["dimensions"] == ["REF_AREA", "COUNTERPART_AREA"]
    assert dataset["in_force"]["release"] == 1
    assert dataset["in_force"]["rows"] == 24
    assert client.get(dataset["data"]).status_code == 200


@pytest.mark.usefixtures("release")
def test_filters_narrow_the_list(client: Client):
    def ids(query: str) -> list[str]:
        return [dataset["id"] for dataset in client.get(f"/api/v1/datasets/?{query}").json()["results"]]

    assert ids("room=remittances&kind=imported&published=true") == ["REM_FLOW_BILATERAL"]
    computed = {"REM_PRICE_AVERAGE", "REM_PRICE_CORRIDOR", "REM_SAVING"}
    assert (
        computed
        <= set(ids("kind=derived&limit=100"))
        <= {each.id for each in all_definitions().values() if each.derived}
    )
    assert client.get("/api/v1/datasets/?room=remitances").json()["errors"][0]["mend"] == "Did you mean “remittances”?"


@pytest.mark.usefixtures("release")
def test_dataset_tells_structure_method_source_and_licence(client: Client):
    dataset = client.get("/api/v1/datasets/rem_flow_bilateral/?lang=es").json()

    sender = dataset["structure"]["dimensions"][0]
    assert (sender["id"], sender["parameter"], sender["label"]) == ("REF_AREA", "ref_area", "País de envío")
    assert {"id": "DEU", "label": "Alemania"} in sender["codes"]
    assert dataset["structure"]["time"] == {"frequency": "year", "example": "2021"}
    assert dataset["source"]["licence"]["id"] == "CC-BY-4.0"
    assert dataset["method"]
    assert dataset["derived"] is None


def test_derived_dataset_names_its_inputs_and_parameters(client: Client):
    published("REM_SAVING", [saving()])

    derived = client.get("/api/v1/datasets/REM_SAVING/").json()["derived"]

    assert derived["inputs"] == ["REM_PRICE_CORRIDOR", "REM_FLOW_BILATERAL"]
    assert derived["parameters"] == {"thresholds": [3, 5], "least_corridors": 150}


def saving() -> dict[str, object]:
    corridor = {"REF_AREA": "DEU", "COUNTERPART_AREA": "PHL", "INDICATOR": "SAVING_3PCT"}
    return corridor | {"TIME_PERIOD": "2020-Q3", "OBS_VALUE": 1.0}


def test_unknown_dataset_is_404_with_a_suggestion(client: Client):
    answer = client.get("/api/v1/datasets/REM_FLOW/")

    assert answer.status_code == 404
    assert "REM_" in answer.json()["errors"][0]["mend"]


def test_releases_are_listed_newest_first_with_what_each_rests_on(client: Client):
    published("REM_FLOW_BILATERAL", matrix())
    published("REM_FLOW_BILATERAL", matrix(), at=FIRST + dt.timedelta(days=1))
    published("REM_SAVING", [saving()], at=FIRST + dt.timedelta(days=2))

    everywhere = client.get("/api/v1/releases/").json()["results"]
    here = client.get("/api/v1/datasets/REM_FLOW_BILATERAL/releases/").json()["results"]

    assert [each["id"] for each in everywhere] == ["REM_SAVING@1", "REM_FLOW_BILATERAL@2", "REM_FLOW_BILATERAL@1"]
    assert [(each["release"], each["status"]) for each in here] == [(2, "published"), (1, "superseded")]
    assert here[0]["source_file"]["name"].startswith("file ")
    assert client.get(here[1]["data"]).json()["release"] == 1
    assert client.get(here[1]["url"]).json()["id"] == "REM_FLOW_BILATERAL@1"


def test_pages_of_releases_hold_each_once(client: Client):
    for number in range(1, 6):
        published("REM_FLOW_BILATERAL", matrix(), at=FIRST + dt.timedelta(days=number))

    found, following = [], "/api/v1/releases/?limit=2"
    while following:
        page = client.get(following).json()
        found += [each["release"] for each in page["results"]]
        following = page["next"]

    assert found == [5, 4, 3, 2, 1]


def test_release_of_a_day_is_found(client: Client):
    published("REM_FLOW_BILATERAL", matrix())
    published("REM_FLOW_BILATERAL", matrix(), at=FIRST + dt.timedelta(days=5))

    def numbers(day: str) -> list[int]:
        answer = client.get(f"/api/v1/datasets/REM_FLOW_BILATERAL/releases/?as_of={day}").json()
        return [each["release"] for each in answer["results"]]

    assert [numbers(day) for day in ("2026-02-28", "2026-03-02", "2026-03-06")] == [[], [1], [2]]


def test_withdrawn_release_stays_listed_with_its_reason(client: Client, release: Release):
    withdrawn(release, at=FIRST + dt.timedelta(days=1))

    (listed,) = client.get("/api/v1/releases/?status=withdrawn").json()["results"]

    assert listed["reason"] == "Rows were counted twice."


def test_drafts_are_nobodys_business(client: Client, release: Release):
    Release.objects.create(
        dataset=release.dataset,
        number=9,
        kind="imported",
        source_file=release.source_file,
        read_sha256="9" * 64,
        declared=release.declared,
        definition_digest="d",
        code_version="c",
        imported_at=FIRST,
        imported_by="system:test",
    )

    assert [each["release"] for each in client.get("/api/v1/releases/").json()["results"]] == [1]
    assert client.get("/api/v1/datasets/REM_FLOW_BILATERAL/releases/9/").status_code == 404
    assert client.get(f"{FLOWS}?release=9").status_code == 404
    assert client.get("/api/v1/releases/?status=draft").status_code == 400


@pytest.mark.parametrize("address", ["/api/v1/datasets.csv", "/api/v1/releases.csv"])
@pytest.mark.usefixtures("release")
def test_lists_are_tables_too(client: Client, address: str):
    lines = client.get(address).content.decode().splitlines()

    assert lines[0].startswith("id,")
    assert len(lines) >= 2
