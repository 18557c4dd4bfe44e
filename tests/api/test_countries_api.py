"""/api/v1/countries/."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from countries.models import Country

pytestmark = pytest.mark.django_db


def walk(client: Client, address: str) -> Iterator[dict[str, Any]]:
    """Every result of a list, following `next`."""
    following: str | None = address
    while following:
        page = client.get(following).json()
        yield from page["results"]
        following = page["next"]


def codes(client: Client, query: str) -> list[str]:
    return [country["code"] for country in client.get(f"/api/v1/countries/?{query}").json()["results"]]


@pytest.mark.slow
@pytest.mark.parametrize("limit", [7, 83, 1000])
def test_walk_yields_every_country_once(client: Client, limit: int):
    found = [country["code"] for country in walk(client, f"/api/v1/countries/?limit={limit}")]

    assert found == list(Country.objects.order_by("code").values_list("code", flat=True))


def test_country_is_found_by_any_of_its_codes(client: Client):
    answers = [client.get(f"/api/v1/countries/{code}/").json() for code in ("DEU", "DE", "276", "de")]

    assert {answer["code"] for answer in answers} == {"DEU"}


def test_country_has_names_in_six_languages_and_one_in_the_language_asked(client: Client):
    answer = client.get("/api/v1/countries/DEU/?lang=ar").json()

    assert answer["names"]["fr"] == "Allemagne"
    assert set(answer["names"]) == {"en", "es", "fr", "ar", "zh", "ru"}
    assert answer["name"] == answer["names"]["ar"]


def test_accept_language_decides_where_lang_is_silent(client: Client):
    response = client.get("/api/v1/countries/DEU/", headers={"Accept-Language": "es-MX,es;q=0.9"})

    assert response.json()["name"] == "Alemania"
    assert response.headers["Content-Language"].startswith("es")


def test_filters_narrow_together(client: Client):
    found = codes(client, "region=150&currency=EUR&income_group=high&limit=1000")

    assert {"DEU", "FRA"} <= set(found)
    assert not {"USA", "GBR", "CHE"} & set(found)


def test_search_ranks_the_likeliest_first(client: Client):
    assert codes(client, "q=Alemania&limit=1") == ["DEU"]


def test_search_takes_no_cursor(client: Client):
    assert client.get("/api/v1/countries/?q=ger&cursor=x").status_code == 400


def test_list_as_csv_is_a_table_with_the_next_page_in_the_link_header(client: Client):
    response = client.get("/api/v1/countries.csv?limit=3")
    rows = list(csv.DictReader(io.StringIO(response.content.decode())))

    assert [row["code"] for row in rows] == ["ABW", "AFG", "AGO"]
    assert rows[0]["names.en"] == "Aruba"
    assert 'rel="next"' in response.headers["Link"]


def test_accept_gives_the_same_table(client: Client):
    by_header = client.get("/api/v1/countries/?limit=3", headers={"Accept": "text/csv"})

    assert by_header.content == client.get("/api/v1/countries.csv?limit=3").content


@pytest.mark.parametrize("address", ["/api/v1/", "/api/v1/countries/", "/api/v1/countries/DEU/"])
def test_same_tag_is_answered_with_304(client: Client, address: str):
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})

    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["ETag"] == first.headers["ETag"]
    assert {"Accept", "Accept-Language", "Accept-Encoding"} <= set(again.headers["Vary"].split(", "))
    assert "public" in again.headers["Cache-Control"]


def test_tag_differs_by_language(client: Client):
    tags = {client.get(f"/api/v1/countries/DEU/?lang={lang}").headers["ETag"] for lang in ("en", "fr")}

    assert len(tags) == 2


def test_modified_since_is_answered_with_304(client: Client):
    modified = client.get("/api/v1/countries/").headers["Last-Modified"]

    assert client.get("/api/v1/countries/", headers={"If-Modified-Since": modified}).status_code == 304


def test_head_has_the_headers_and_no_body(client: Client):
    response = client.head("/api/v1/countries/DEU/")

    assert response.status_code == 200
    assert response.content == b""
    assert response.headers["ETag"] == client.get("/api/v1/countries/DEU/").headers["ETag"]


def test_list_costs_the_same_queries_whatever_its_length(client: Client, django_assert_max_num_queries: Any):
    with django_assert_max_num_queries(7):
        client.get("/api/v1/countries/?limit=200")
