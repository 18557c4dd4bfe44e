"""The OpenAPI description is valid, complete and readable without script, network or error."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest
from django.test import Client
from drf_spectacular.validation import validate_schema

from datasets import definition as definitions
from web_api.description import description

pytestmark = pytest.mark.django_db


@pytest.fixture
def described(client: Client) -> dict[str, Any]:
    description.cache_clear()
    answer: dict[str, Any] = client.get("/api/v1/openapi.json").json()
    return answer


@pytest.mark.slow
def test_description_is_valid_openapi_3_1(described: dict[str, Any]):
    assert described["openapi"] == "3.1.0"
    validate_schema(described)


@pytest.mark.slow
def test_description_is_made_without_warnings(client: Client, capsys: pytest.CaptureFixture[str]):
    description.cache_clear()
    client.get("/api/v1/openapi.json")

    assert capsys.readouterr().err == ""


@pytest.mark.slow
def test_every_operation_documents_its_errors_as_problems(described: dict[str, Any]):
    for path, operations in described["paths"].items():
        for operation in operations.values():
            assert {"200", "304", "400", "401", "406", "429", "500"} <= set(operation["responses"]), path
            assert ("404" in operation["responses"]) or "{" not in path, path
    for name, response in described["components"]["responses"].items():
        content = response["content"]["application/problem+json"]
        jsonschema.validate(content["example"], described["components"]["schemas"]["Problem"])
        assert content["example"]["type"].endswith("/"), name


@pytest.mark.slow
def test_every_dataset_is_described_with_its_dimensions(described: dict[str, Any]):
    for definition in definitions.all_definitions().values():
        operation = described["paths"][f"/api/v1/datasets/{definition.id}/data"]["get"]
        parameters = {parameter["name"] for parameter in operation["parameters"]}
        assert {dimension.column for dimension in definition.dimensions} <= parameters
        assert {"time_period", "release", "as_of", "labels", "limit", "cursor", "lang"} <= parameters


@pytest.mark.slow
def test_every_described_address_refuses_an_unknown_parameter(client: Client, described: dict[str, Any]):
    filled = {
        "{code}": "DEU",
        "{dataset_id}": "REM_INFLOW",
        "{number}": "1",
        "{corridor}": "PHL-DEU",
        "{format}": "json",
    }
    for path in described["paths"]:
        address = path
        for place, value in filled.items():
            address = address.replace(place, value)
        response = client.get(f"{address}?nonsense=1")
        assert response.status_code == 400, address
        assert "nonsense" in {error["where"] for error in response.json()["errors"]}, address


def test_console_needs_nothing_from_elsewhere_and_no_inline_script(client: Client):
    response = client.get("/api/docs/")
    page = response.content.decode()

    assert response.status_code == 200
    assert "http://" not in page
    assert "https://" not in page
    assert page.count("<script") == page.count("<script src=")
    assert "unsafe-inline" not in response.headers["Content-Security-Policy"]


def test_console_renders_without_errors_in_the_console(page: Any, live_server: Any):
    page.goto(f"{live_server.url}/api/docs/")

    page.wait_for_selector(".opblock", timeout=20_000)
    assert "/api/v1/countries/" in page.content()
