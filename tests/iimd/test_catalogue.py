"""The catalogue for portals, the marks for search engines, and the lines of code on the page of a dataset."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from rdflib import DCAT, DCTERMS, RDF, Graph, Literal, URIRef

from datasets import queries
from datasets.actions import bulk
from datasets.definition import all_definitions
from datasets.formats.snippets import snippets
from datasets.models import Release
from tests.factories.datasets import NOON, release

FLOWS = [
    ("NAM", "ZAF", "2021", 12.5),  # NA, Namibia in two letters, is not a missing value
    ("USA", "IND", "2021", 15000.0),
    ("USA", "MEX", "2017", 30019.0),
    ("USA", "MEX", "2021", 52595.3),
]
PAGE = "/en/datasets/REM_FLOW_BILATERAL/"


@pytest.fixture
def flows(settings: Settings, tmp_path: Path) -> Release:
    settings.STATE_DIR = tmp_path
    made = release("REM_FLOW_BILATERAL", FLOWS, vintage="2021")
    bulk.write_bulk_files(release=made, at=NOON)
    return made


def catalogue(client: Client, syntax: str = "ttl") -> Graph:
    response = client.get(f"/catalog.{syntax}")
    assert response.status_code == 200
    return Graph().parse(data=response.content, format={"ttl": "turtle", "jsonld": "json-ld"}[syntax])


@pytest.mark.django_db
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own parser of JSON-LD uses it
def test_both_syntaxes_say_the_same(client: Client, flows: Release) -> None:
    assert catalogue(client, "ttl").isomorphic(catalogue(client, "jsonld"))


@pytest.mark.django_db
def test_a_dataset_stands_in_the_catalogue_as_the_profile_wants_it(client: Client, flows: Release) -> None:
    told = catalogue(client)
    (dataset,) = told.subjects(RDF.type, DCAT.Dataset)

    # What DCAT-AP 3 makes mandatory, and what it recommends.
    for mandatory in (DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCAT.theme, DCAT.distribution):
        assert (dataset, mandatory, None) in told, mandatory
    assert {title.language for title in told.objects(dataset, DCTERMS.title)} == {"en", "es", "fr"}  # type: ignore[attr-defined]
    assert told.value(dataset, DCTERMS.identifier) == Literal("REM_FLOW_BILATERAL")
    for way in told.objects(dataset, DCAT.distribution):
        assert (way, DCAT.accessURL, None) in told
        licence = told.value(way, DCTERMS.license)
        assert licence == URIRef(flows.definition.source.licence.url)


@pytest.mark.django_db
def test_every_file_of_the_catalogue_is_served_with_the_size_it_says(client: Client, flows: Release) -> None:
    told = catalogue(client)
    files = list(told.subject_objects(DCAT.downloadURL))

    assert len(files) == 4
    for way, address in files:
        response = client.get(str(address).removeprefix("http://127.0.0.1:8000"))
        assert len(b"".join(response.streaming_content)) == int(str(told.value(way, DCAT.byteSize)))


@pytest.mark.django_db
def test_an_empty_hub_has_an_empty_catalogue(client: Client) -> None:
    assert list(catalogue(client).subjects(RDF.type, DCAT.Catalog))
    assert not list(catalogue(client).subjects(RDF.type, DCAT.Dataset))


@pytest.mark.django_db
def test_a_harvester_that_has_the_catalogue_is_told_so(client: Client, flows: Release) -> None:
    tag = client.get("/catalog.ttl").headers["ETag"]
    assert client.get("/catalog.ttl", headers={"if-none-match": tag}).status_code == 304

    release("REM_FLOW_BILATERAL", FLOWS[:1], published_at=NOON + timedelta(days=1))

    assert client.get("/catalog.ttl", headers={"if-none-match": tag}).status_code == 200


@pytest.mark.django_db
def test_the_page_carries_marks_that_no_text_can_break_out_of(
    client: Client, flows: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = client.get(PAGE).content.decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', said)
    assert found
    marks = json.loads(found.group(1))

    assert marks["@type"] == "Dataset"
    assert marks["license"] == flows.definition.source.licence.url
    assert {each["encodingFormat"] for each in marks["distribution"]} == {
        "text/csv",
        "application/vnd.apache.parquet",
        "application/json",
    }
    monkeypatch.setattr("iimd.pages.datasets.dataset.marks", lambda *_: {"name": "</script><b>"})
    assert "</script><b>" not in client.get(PAGE).content.decode()


@pytest.mark.django_db
def test_the_page_offers_files_citations_and_code_for_what_is_shown(client: Client, flows: Release) -> None:
    said = client.get(f"{PAGE}?counterpart_area=MEX").content.decode()

    for offered in ("REM_FLOW_BILATERAL_1.parquet", "citation.bib", "citation.ris", "data.xlsx?counterpart_area=MEX"):
        assert offered in said
    for tool in ("Python", "R", "Excel (Power Query)", "Stata"):
        assert f"<summary>{tool}</summary>" in said
    assert "data.csv?counterpart_area=MEX&amp;release=1" in said


def code_of(tool: str, server: LiveServer, definition_key: tuple[str, ...]) -> str:
    address = f"{server.url}/api/v1/datasets/REM_FLOW_BILATERAL/data.csv?release=1"
    return next(each.code for each in snippets(address, definition_key) if each.tool == tool)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_python_lines_give_the_same_figures(live_server: LiveServer, flows: Release, tmp_path: Path) -> None:
    code = code_of("Python", live_server, flows.definition.key)
    code += "print('ROWS', table[['REF_AREA', 'COUNTERPART_AREA', 'TIME_PERIOD', 'OBS_VALUE']].values.tolist())\n"

    said = run([sys.executable, "-c", code])

    assert rows_in(said) == stored(flows)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed (apt-get install r-base-core)")
def test_the_r_lines_give_the_same_figures(live_server: LiveServer, flows: Release, tmp_path: Path) -> None:
    code = code_of("R", live_server, flows.definition.key)
    code += (
        'cat(\'ROWS [\')\nfor (i in seq_len(nrow(table))) cat(sprintf(\'["%s", "%s", "%s", %.10g],\','
        " table$REF_AREA[i], table$COUNTERPART_AREA[i], table$TIME_PERIOD[i], table$OBS_VALUE[i]))\ncat('null]\\n')\n"
    )

    said = run([str(shutil.which("Rscript")), "-e", code])

    assert rows_in(said) == stored(flows)


def run(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def rows_in(said: str) -> list[list[Any]]:
    written = next(line for line in said.splitlines() if line.startswith("ROWS "))
    return [row for row in json.loads(written.removeprefix("ROWS ").replace("'", '"')) if row]


def stored(flows: Release) -> list[list[Any]]:
    columns = ["REF_AREA", "COUNTERPART_AREA", "TIME_PERIOD", "OBS_VALUE"]
    return [list(row) for row in queries.frame(flows, columns=columns).rows()]


@pytest.mark.parametrize("dataset_id", sorted(all_definitions()))
def test_code_names_every_column_of_codes_of_any_dataset(dataset_id: str) -> None:
    key = all_definitions()[dataset_id].key
    python, r, _excel, stata = snippets("http://127.0.0.1/x.csv", key)

    assert all(f'"{name}": str' in python.code for name in key)
    assert all(f'{name} = "character"' in r.code for name in key)
    assert f"stringcols({' '.join(map(str, range(1, len(key) + 1)))})" in stata.code
