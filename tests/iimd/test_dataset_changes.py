"""The differences between two releases, on the page and in the API, and charts for pages of others."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from datasets.models import Release
from tests.factories.datasets import NOON, release

pytestmark = pytest.mark.django_db
API = "/api/v1/datasets/REM_FLOW_BILATERAL/changes"
PAGE = "/en/datasets/REM_FLOW_BILATERAL/changes/"
OLD = [("USA", "IND", "2021", 15000.0), ("USA", "MEX", "2017", 30019.0), ("USA", "MEX", "2021", 52595.3)]
NEW = [("DEU", "PHL", "2021", 311.0), ("USA", "IND", "2021", 15000.0), ("USA", "MEX", "2021", 52600.0)]
KEY = ["REF_AREA", "COUNTERPART_AREA", "TIME_PERIOD"]
DIFFERS = [
    ["DEU", "PHL", "2021", "added", None, 311.0, None, "A"],
    ["USA", "MEX", "2017", "removed", 30019.0, None, "A", None],
    ["USA", "MEX", "2021", "changed", 52595.3, 52600.0, "A", "A"],
]


@pytest.fixture
def two() -> tuple[Release, Release]:
    return release("REM_FLOW_BILATERAL", OLD), release("REM_FLOW_BILATERAL", NEW, published_at=NOON + timedelta(days=1))


@pytest.mark.usefixtures("two")
def test_every_figure_that_differs_is_told_with_before_and_after(client: Client) -> None:
    told = client.get(f"{API}?from_release=1").json()

    assert (told["from_release"], told["release"], told["next"]) == (1, 2, None)
    assert told["columns"] == [*KEY, "CHANGE", "BEFORE", "AFTER", "STATUS_BEFORE", "STATUS_AFTER"]
    assert told["rows"] == DIFFERS


@pytest.mark.usefixtures("two")
def test_backwards_what_was_added_is_removed(client: Client) -> None:
    rows = client.get(f"{API}?from_release=2&release=1").json()["rows"]

    assert [row[3] for row in rows] == ["removed", "added", "changed"]
    assert [row[5] for row in rows] == [row[4] for row in DIFFERS]


@pytest.mark.usefixtures("two")
def test_filters_and_pages_give_the_same_rows(client: Client) -> None:
    address, rows = f"{API}?from_release=1&limit=1", []
    while address:
        page = client.get(address).json()
        rows += page["rows"]
        address = page["next"]

    assert rows == DIFFERS
    assert client.get(f"{API}?from_release=1&counterpart_area=MEX").json()["rows"] == DIFFERS[1:]
    assert client.get(f"{API}?from_release=1&start_period=2021").json()["rows"] == [DIFFERS[0], DIFFERS[2]]


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("limit", ["", "&limit=10"])
def test_csv_has_the_same_cells(client: Client, limit: str) -> None:
    text = client.get(f"{API}.csv?from_release=1{limit}").getvalue().decode()
    rows = list(csv.DictReader(io.StringIO(text)))

    assert [[row[name] for name in (*KEY, "CHANGE")] for row in rows] == [row[:4] for row in DIFFERS]
    for name, place in (("BEFORE", 4), ("AFTER", 5)):
        assert [float(row[name]) if row[name] else None for row in rows] == [row[place] for row in DIFFERS]


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize(
    ("query", "status", "where"),
    [
        ("", 400, "from_release"),
        ("from_release=x", 400, "from_release"),
        ("from_release=9", 404, "release"),
        ("from_release=1&labels=both", 400, "labels"),
        ("from_release=1&ref_area=XYZ", 400, "ref_area"),
    ],
)
def test_what_cannot_be_compared_is_refused_with_the_place(client: Client, query: str, status: int, where: str) -> None:
    refused = client.get(f"{API}?{query}")

    assert refused.status_code == status
    assert where in {error["where"] for error in refused.json()["errors"]}


@given(
    before=st.dictionaries(st.sampled_from(["2018", "2019", "2020", "2021"]), st.integers(0, 3), min_size=1),
    after=st.dictionaries(st.sampled_from(["2018", "2019", "2020", "2021"]), st.integers(0, 3), min_size=1),
)
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@pytest.mark.slow
def test_what_differs_leads_from_one_release_to_the_other(
    client: Client, before: dict[str, int], after: dict[str, int]
) -> None:
    moment = NOON + timedelta(days=2 * Release.objects.count())
    first = release("REM_INFLOW", [("MEX", *each) for each in before.items()], published_at=moment)
    second = release("REM_INFLOW", [("MEX", *each) for each in after.items()], published_at=moment + timedelta(days=1))
    address = f"/api/v1/datasets/REM_INFLOW/changes?from_release={first.number}&release={second.number}"

    made: dict[str, Any] = dict(before)
    for _area, period, change, _before, value, *_statuses in client.get(address).json()["rows"]:
        if change == "removed":
            del made[period]
        else:
            made[period] = value

    assert made == after


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_the_page_compares_the_last_two_unless_told(client: Client, language: str) -> None:
    said = client.get(PAGE.replace("/en/", f"/{language}/"))

    assert said.status_code == 200
    assert "from_release=1&amp;release=2" in said.content.decode()


@pytest.mark.usefixtures("two")
def test_the_page_says_what_happened_in_words(client: Client) -> None:
    said = client.get(PAGE).content.decode()

    for words in ("Germany", "added", "removed", "changed", "52,600.0", "4.7"):
        assert words in said
    assert "No figure differs" in client.get(f"{PAGE}?from=1&to=1").content.decode()
    assert client.get(f"{PAGE}?from=7").status_code == 400
    assert client.get(f"{PAGE}?after=x").status_code == 400
    assert client.get("/en/datasets/NOBODY/changes/").status_code == 404


def test_one_release_alone_is_said_to_be_alone(client: Client) -> None:
    release("REM_FLOW_BILATERAL", OLD)

    assert "There is one release only" in client.get(PAGE).content.decode()


# Charts for others


@pytest.mark.usefixtures("two")
def test_the_page_gives_a_frame_that_shows_the_same_chart(client: Client) -> None:
    said = client.get("/en/datasets/REM_FLOW_BILATERAL/?counterpart_area=MEX")
    chart = said.context["part"].figures[0]
    framed = client.get(f"/en/datasets/REM_FLOW_BILATERAL/embed/?counterpart_area=MEX&chart={chart.key}")

    assert "/embed/?counterpart_area=MEX&amp;amp;chart=" in said.content.decode()
    assert chart.title in framed.content.decode()
    assert "frame-ancestors *" in framed.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in framed.headers


@pytest.mark.usefixtures("two")
def test_only_charts_may_be_framed(client: Client) -> None:
    page = client.get("/en/datasets/REM_FLOW_BILATERAL/")

    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    assert page.headers["X-Frame-Options"] == "DENY"
    assert client.get("/en/datasets/REM_FLOW_BILATERAL/embed/?chart=nothing").status_code == 404
    assert client.get("/en/datasets/REM_FLOW_BILATERAL/embed/?ref_area=XYZ").status_code == 404
    assert client.get("/en/datasets/REM_FLOW_BILATERAL/embed/?release=9").status_code == 404
