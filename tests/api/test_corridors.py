"""/api/v1/corridors/: named by people, so the money goes the other way."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from remittances import corridors
from tests.api.releases import FIRST, published
from tests.api.test_data import flow

pytestmark = pytest.mark.django_db


def series(sender: str, receiver: str, period: str, value: float, **others: Any) -> dict[str, Any]:
    return flow(sender, receiver, period, value) | others


@pytest.fixture(autouse=True)
def _figures() -> None:
    corridors._corridors.cache_clear()
    published(
        "REM_FLOW_BILATERAL",
        [
            series("USA", "MEX", "2018", 30_000),
            series("USA", "MEX", "2021", 52_595),
            series("DEU", "PHL", "2021", 500),
            series("DEU", "TUR", "2021", 500),
            series("FRA", "MAR", "2021", 2_000),
            series("FRA", "PHL", "2021", 0),
        ],
    )
    published(
        "REM_PRICE_CORRIDOR",
        [series("DEU", "PHL", "2020-Q2", 8), series("DEU", "PHL", "2020-Q3", 7.5), series("CHE", "SRB", "2020-Q3", 9)],
    )
    published(
        "REM_SAVING",
        [
            series("DEU", "PHL", "2020-Q3", 22.5, INDICATOR="SAVING_3PCT"),
            series("DEU", "PHL", "2020-Q3", 12.5, INDICATOR="SAVING_5PCT"),
            series("001", "001", "2020-Q3", 8_970, INDICATOR="SAVING_3PCT"),
        ],
        at=FIRST + dt.timedelta(days=1),
    )


def listed(client: Client, query: str = "") -> list[str]:
    return [each["corridor"] for each in client.get(f"/api/v1/corridors/?{query}").json()["results"]]


def test_largest_flow_stands_first_and_corridors_without_one_last(client: Client):
    assert listed(client) == ["MEX-USA", "MAR-FRA", "PHL-DEU", "TUR-DEU", "SRB-CHE"]


def test_list_is_narrowed_by_either_end_in_any_code(client: Client):
    assert listed(client, "destination=DE") == ["PHL-DEU", "TUR-DEU"]
    assert listed(client, "origin=mex") == ["MEX-USA"]
    assert listed(client, "origin=PHL&destination=USA") == []


def test_list_is_sorted_by_price(client: Client):
    assert listed(client, "sort=-price")[:2] == ["SRB-CHE", "PHL-DEU"]


@pytest.mark.parametrize("limit", [1, 2, 4, 5])
@pytest.mark.parametrize("sort", ["-flow", "-price", "corridor"])
def test_walk_yields_every_corridor_once(client: Client, limit: int, sort: str):
    found, following = [], f"/api/v1/corridors/?limit={limit}&sort={sort}"
    while following:
        page = client.get(following).json()
        found += [each["corridor"] for each in page["results"]]
        following = page["next"]

    assert found == listed(client, f"sort={sort}")
    assert len(set(found)) == 5


def test_corridor_shows_the_latest_figures_and_where_they_stand(client: Client):
    corridor = client.get("/api/v1/corridors/PHL-DEU/?lang=es").json()

    assert corridor["origin"] == {"code": "PHL", "name": "Filipinas"}
    assert (corridor["price"]["value"], corridor["price"]["period"]) == (7.5, "2020-Q3")
    assert (corridor["flow"]["value"], corridor["flow"]["unit"]) == (500.0, "USD_MILLION")
    assert {saving["indicator"]: saving["value"] for saving in corridor["savings"]} == {
        "SAVING_3PCT": 22.5,
        "SAVING_5PCT": 12.5,
    }
    assert [row[2] for row in client.get(corridor["price"]["data"]).json()["rows"]] == ["2020-Q2", "2020-Q3"]


def test_money_goes_against_the_people(client: Client):
    assert client.get("/api/v1/corridors/MEX-USA/").json()["flow"]["value"] == 52_595
    assert client.get("/api/v1/corridors/USA-MEX/").json()["flow"] is None


def test_flow_of_nought_is_shown_but_not_listed(client: Client):
    assert client.get("/api/v1/corridors/PHL-FRA/").json()["flow"]["value"] == 0
    assert "PHL-FRA" not in listed(client)


def test_alpha_2_is_understood_and_the_proper_address_told(client: Client):
    response = client.get("/api/v1/corridors/ph-de/")

    assert response.json()["corridor"] == "PHL-DEU"
    assert response.headers["Content-Location"].endswith("/api/v1/corridors/PHL-DEU/")


@pytest.mark.parametrize(
    ("pair", "where"),
    [("PHLDEU", "corridor"), ("PHL-XQX", "destination"), ("Germny-PHL", "origin"), ("DEU-DEU", "corridor")],
)
def test_what_is_no_corridor_is_404(client: Client, pair: str, where: str):
    response = client.get(f"/api/v1/corridors/{pair}/")

    assert response.status_code == 404
    assert response.json()["errors"][0]["where"] == where


def test_unknown_end_is_refused_with_a_suggestion(client: Client):
    response = client.get("/api/v1/corridors/?origin=Philipines&sort=size")

    assert response.status_code == 400
    assert [error["where"] for error in response.json()["errors"]] == ["origin", "sort"]
    assert "Philippines" in response.json()["errors"][0]["mend"]


@pytest.mark.parametrize("address", ["/api/v1/corridors/", "/api/v1/corridors/PHL-DEU/"])
def test_304_looks_at_no_observation(client: Client, address: str):
    tag = client.get(address).headers["ETag"]
    corridors._corridors.cache_clear()

    with CaptureQueriesContext(connection) as queries:
        response = client.get(address, headers={"If-None-Match": tag})

    assert response.status_code == 304
    assert not [query["sql"] for query in queries if "observations" in query["sql"]]


def test_new_release_gives_a_new_answer(client: Client):
    tag = client.get("/api/v1/corridors/").headers["ETag"]
    published("REM_FLOW_BILATERAL", [series("DEU", "PHL", "2022", 9)], at=FIRST + dt.timedelta(days=2))

    response = client.get("/api/v1/corridors/", headers={"If-None-Match": tag})

    assert response.status_code == 200
    assert response.json()["results"][0]["corridor"] == "PHL-DEU"


def test_corridors_as_csv(client: Client):
    header, first, *_rest = client.get("/api/v1/corridors.csv").content.decode().splitlines()

    assert header.startswith("corridor,origin.code,origin.name")
    assert first.startswith("MEX-USA,MEX,Mexico")
