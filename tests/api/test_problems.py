"""Every error under /api/ is a problem (RFC 9457) that says what is wrong and how to mend it."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.urls import path
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.views import APIView

from iimd.urls import urlpatterns as real
from tests.browser import axe
from web_api.problems import KINDS

pytestmark = pytest.mark.django_db


class Failing(APIView):
    """Raises what the test asks for."""

    def get(self, request: Request, what: str) -> Any:
        raise {
            "crash": RuntimeError("a secret"),
            "key": exceptions.AuthenticationFailed("no such key"),
            "role": exceptions.PermissionDenied(),
            "nested": exceptions.ValidationError({"salary": {"amount": ["too small"]}}),
        }[what]

    def get_authenticate_header(self, request: Request) -> str:
        return "Bearer"

    def post(self, request: Request, what: str) -> Any:
        return request.data


urlpatterns = [*real, path("api/v1/failing/<str:what>/", Failing.as_view())]
failing = override_settings(ROOT_URLCONF=__name__)


def problem(response: Any) -> dict[str, Any]:
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    body: dict[str, Any] = response.json()
    assert set(body) == {"type", "title", "status", "detail", "errors"}
    assert body["status"] == response.status_code
    assert body["type"].startswith(f"{settings.SITE_URL}/problems/")
    assert all(set(error) == {"where", "problem", "mend"} and all(error.values()) for error in body["errors"])
    return body


def test_unknown_address_under_api_is_a_problem(client: Client):
    assert problem(client.get("/api/v1/nowhere/"))["type"].endswith("/problems/not-found/")


def test_unknown_address_elsewhere_stays_a_page(client: Client):
    assert client.get("/nowhere/").headers["Content-Type"].startswith("text/html")


def test_unknown_country_is_a_problem_with_suggestions(client: Client):
    body = problem(client.get("/api/v1/countries/Germny/"))

    assert body["status"] == 404
    assert "DEU" in body["errors"][0]["mend"]


def test_write_to_a_read_address_says_what_is_allowed(client: Client):
    response = client.post("/api/v1/countries/")

    assert problem(response)["status"] == 405
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("format_", ["xlsx", "parquet", "arrow", "exe"])
def test_format_that_is_not_there_names_those_that_are(client: Client, format_: str):
    body = problem(client.get(f"/api/v1/countries.{format_}"))

    assert body["status"] == 406
    assert ".json" in body["errors"][0]["mend"]
    assert ".csv" in body["errors"][0]["mend"]


def test_accept_that_cannot_be_met_is_refused(client: Client):
    assert problem(client.get("/api/v1/countries/", headers={"Accept": "application/xml"}))["status"] == 406


@pytest.mark.parametrize(
    ("accept", "format_"),
    [
        ("", "application/json"),
        ("application/json;q=0.2, text/csv", "text/csv"),
        ("text/*;q=0.5, application/json;q=0.4", "text/csv"),
        ("text/html, */*;q=0.8", "application/json"),
        ("*/*, application/json;q=0", "text/csv"),
        ("application/json; charset=utf-8", "application/json"),
    ],
)
def test_the_format_wanted_most_is_chosen(client: Client, accept: str, format_: str):
    response = client.get("/api/v1/countries/?limit=1", headers={"Accept": accept})

    assert response.headers["Content-Type"].partition(";")[0] == format_


def test_format_that_is_refused_is_not_sent(client: Client):
    assert problem(client.get("/api/v1/countries/", headers={"Accept": "text/csv;q=0"}))["status"] == 406


def test_unknown_and_wrong_parameters_are_told_together(client: Client):
    body = problem(client.get("/api/v1/countries/?regoin=150&limit=0&currency=euro&lang=xx"))

    told = {error["where"]: error["mend"] for error in body["errors"]}
    assert set(told) == {"regoin", "limit", "currency", "lang"}
    assert "“region”" in told["regoin"]
    assert "EUR" in told["currency"]
    assert "1000" in told["limit"]


@pytest.mark.parametrize("query", ["q=%00", "%00=1", "limit=1&limit=2", "limit=²", "q=" + "x" * 5000])
def test_odd_parameters_are_refused_and_nothing_crashes(client: Client, query: str):
    assert problem(client.get(f"/api/v1/countries/?{query}"))["status"] == 400


def test_cursor_that_was_changed_is_refused(client: Client):
    cursor = client.get("/api/v1/countries/?limit=2").json()["next"].partition("cursor=")[2]

    assert problem(client.get(f"/api/v1/countries/?limit=2&cursor={cursor}x"))["type"].endswith("/invalid-cursor/")


def test_cursor_of_another_query_is_refused(client: Client):
    cursor = client.get("/api/v1/countries/?limit=2").json()["next"].partition("cursor=")[2]

    assert problem(client.get(f"/api/v1/countries/?limit=2&region=150&cursor={cursor}"))["status"] == 400


@failing
def test_crash_is_a_problem_that_gives_nothing_away(client: Client):
    client.raise_request_exception = False
    response = client.get("/api/v1/failing/crash/")

    assert problem(response)["status"] == 500
    assert b"secret" not in response.content


@failing
def test_wrong_key_is_401_with_a_challenge(client: Client):
    response = client.get("/api/v1/failing/key/")

    assert problem(response)["status"] == 401
    assert response.headers["WWW-Authenticate"] == "Bearer"


@failing
def test_missing_role_is_403(client: Client):
    assert problem(client.get("/api/v1/failing/role/"))["status"] == 403


@failing
def test_nested_validation_errors_name_the_field_by_its_path(client: Client):
    assert problem(client.get("/api/v1/failing/nested/"))["errors"][0]["where"] == "salary.amount"


@failing
@pytest.mark.parametrize(("media_type", "status"), [("text/plain", 415), ("application/json", 400)])
def test_body_that_cannot_be_read_is_refused(client: Client, media_type: str, status: int):
    response = client.post("/api/v1/failing/body/", data=b"{", content_type=media_type)

    assert problem(response)["status"] == status


def test_refused_host_is_a_problem(client: Client):
    assert problem(client.get("/api/v1/", headers={"Host": "evil.example"}))["status"] == 400


def test_precondition_that_fails_is_a_problem(client: Client):
    assert problem(client.get("/api/v1/countries/DEU/", headers={"If-Match": '"other"'}))["status"] == 412


@pytest.mark.parametrize("code", KINDS)
def test_type_of_each_problem_leads_to_its_page(client: Client, code: str):
    response = client.get(f"/problems/{code}/", follow=True)

    assert response.status_code == 200
    assert response.redirect_chain == [(f"/en/problems/{code}/", 302)]
    assert str(KINDS[code].mend)[:40] in response.content.decode().replace("&quot;", '"').replace("&#x27;", "'")


@pytest.mark.parametrize("address", ["/en/problems/", "/es/problems/invalid-parameters/"])
def test_problem_pages_keep_nobody_out(page: Page, live_server: LiveServer, address: str):
    page.goto(f"{live_server.url}{address}")

    axe(page)


def test_page_of_an_unknown_problem_is_404(client: Client):
    assert client.get("/en/problems/nothing/").status_code == 404
