"""Feeds, sitemap, robots and search."""

from __future__ import annotations

import datetime as dt
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.urls import reverse

from remittances import corridors
from tests.api.releases import FIRST, published, withdrawn
from tests.api.test_data import matrix

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}
MAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def read(client: Client, address: str) -> ET.Element:
    return ET.fromstring(client.get(address).content)  # noqa: S314 - our own answer


def test_atom_feed_lists_releases_newest_first(client: Client):
    published("REM_FLOW_BILATERAL", matrix())
    published("REM_FLOW_BILATERAL", matrix(), at=FIRST + dt.timedelta(days=1))

    feed = read(client, "/feeds/releases.atom?lang=fr")
    titles = [entry.text for entry in feed.findall("a:entry/a:title", ATOM)]

    assert titles == [
        "Envois de fonds entre paires de pays, édition 2",
        "Envois de fonds entre paires de pays, édition 1",
    ]
    assert feed.findtext("a:updated", namespaces=ATOM) == "2026-03-02T12:00:00+00:00"


def test_json_feed_has_the_same_entries(client: Client):
    published("REM_FLOW_BILATERAL", matrix())

    feed = client.get("/feeds/releases.json").json()
    atom = read(client, "/feeds/releases.atom")

    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["id"] for item in feed["items"]] == [each.text for each in atom.findall("a:entry/a:id", ATOM)]
    assert "24 observations, from 2020 to 2021" in feed["items"][0]["content_text"]


def test_withdrawal_is_told_with_its_reason_and_keeps_its_id(client: Client):
    release = published("REM_FLOW_BILATERAL", matrix())
    before = client.get("/feeds/releases.json").json()["items"][0]["id"]
    withdrawn(release, at=FIRST + dt.timedelta(days=1))

    (item,) = client.get("/feeds/releases.json").json()["items"]

    assert item["id"] == before
    assert item["title"].startswith("Withdrawn")
    assert item["content_text"] == "Rows were counted twice."
    assert item["date_modified"] > item["date_published"]


def test_feed_that_has_not_changed_is_304(client: Client):
    published("REM_FLOW_BILATERAL", matrix())
    tag = client.get("/feeds/releases.atom").headers["ETag"]

    assert client.get("/feeds/releases.atom", headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.slow
def test_sitemap_names_every_page_in_every_language(client: Client):
    corridors._corridors.cache_clear()
    published("REM_FLOW_BILATERAL", matrix())

    sections = [each.text or "" for each in read(client, "/sitemap.xml").findall("s:sitemap/s:loc", MAP)]
    addresses = set()
    for section in sections:
        for url in read(client, section).findall("s:url", MAP):
            addresses.add((url.findtext("s:loc", namespaces=MAP) or "").partition("testserver")[2])
            languages = {link.get("hreflang") for link in url.findall("x:link", MAP)}
            assert languages == {"en", "es", "fr", "x-default"}

    assert {"/en/", "/es/countries/DEU/", "/fr/corridors/PHL-DEU/", "/en/datasets/REM_FLOW_BILATERAL/"} <= addresses


def test_robots_may_read_what_is_public(client: Client):
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert {"Disallow: /fr/desk/", f"Disallow: {reverse('account_home')}"} <= set(lines)
    assert lines[-1].endswith("/sitemap.xml")


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("Filipinas", ("country", "PHL")),
        ("Philippines to Germany", ("corridor", "PHL-DEU")),
        ("bilateral", ("dataset", "REM_FLOW_BILATERAL")),
    ],
)
def test_search_finds_countries_corridors_and_datasets(client: Client, asked: str, first: tuple[str, str]):
    published("REM_FLOW_BILATERAL", matrix())
    results = client.get("/api/v1/search/", {"q": asked}).json()["results"]

    assert first in {(each["kind"], each["id"]) for each in results}
    assert all(client.get(each["url"]).status_code == 200 for each in results if each["kind"] != "dataset")


def test_search_for_nothing_is_refused(client: Client):
    assert client.get("/api/v1/search/").json()["errors"][0]["where"] == "q"
