"""/api/v1/datasets/{id}/data."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from datasets.models import Release
from tests.api.releases import FIRST, published, withdrawn

pytestmark = pytest.mark.django_db

FLOWS = "/api/v1/datasets/REM_FLOW_BILATERAL/data"
SENDERS = ("CHE", "DEU", "FRA", "USA")
RECEIVERS = ("IND", "MEX", "PHL")


def flow(sender: str, receiver: str, year: str, value: float | None) -> dict[str, Any]:
    status = "A" if value is not None else "M"
    return {
        "REF_AREA": sender,
        "COUNTERPART_AREA": receiver,
        "TIME_PERIOD": year,
        "OBS_VALUE": value,
        "OBS_STATUS": status,
    }


def matrix(scale: float = 1.0) -> list[dict[str, Any]]:
    """Twelve corridors in two years; one value is missing."""
    return [
        flow(sender, receiver, year, None if (sender, receiver) == ("CHE", "IND") else scale * (10 * i + j) / 4)
        for i, sender in enumerate(SENDERS)
        for j, receiver in enumerate(RECEIVERS)
        for year in ("2020", "2021")
    ]


@pytest.fixture
def release() -> Release:
    return published("REM_FLOW_BILATERAL", matrix())


def rows(client: Client, query: str = "") -> list[list[Any]]:
    response = client.get(f"{FLOWS}?{query}")
    assert response.status_code == 200, response.content
    found: list[list[Any]] = response.json()["rows"]
    return found


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode())))


def errors(client: Client, query: str, address: str = FLOWS) -> dict[str, str]:
    response = client.get(f"{address}?{query}")
    assert response.status_code == 400, response.content
    assert response.headers["Content-Type"] == "application/problem+json"
    told: dict[str, str] = {}
    for error in response.json()["errors"]:
        told[error["where"]] = f"{told.get(error['where'], '')} {error['problem']} {error['mend']}"
    return told


# What is answered


@pytest.mark.usefixtures("release")
def test_page_is_columns_and_rows_in_the_order_of_the_key(client: Client):
    answer = client.get(FLOWS).json()

    assert answer["dataset"] == "REM_FLOW_BILATERAL"
    assert answer["release"] == 1
    assert answer["next"] is None
    assert answer["total"] == 24
    assert answer["columns"][:5] == ["REF_AREA", "COUNTERPART_AREA", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS"]
    assert answer["rows"][0][:5] == ["CHE", "IND", "2020", None, "M"]
    assert answer["rows"][-1][:5] == ["USA", "PHL", "2021", 8.0, "A"]


@pytest.mark.usefixtures("release")
def test_records_are_objects_with_the_same_values(client: Client):
    columns, lists = (client.get(FLOWS).json()[key] for key in ("columns", "rows"))

    records = client.get(f"{FLOWS}?shape=records").json()["rows"]

    assert records == [dict(zip(columns, row, strict=True)) for row in lists]


@pytest.mark.usefixtures("release")
def test_dimensions_are_restricted_by_lists_repetition_and_alpha_2(client: Client):
    by_list = rows(client, "ref_area=DEU,USA&counterpart_area=PHL")

    assert [row[:3] for row in by_list] == [
        ["DEU", "PHL", "2020"],
        ["DEU", "PHL", "2021"],
        ["USA", "PHL", "2020"],
        ["USA", "PHL", "2021"],
    ]
    assert rows(client, "ref_area=DEU&ref_area=USA&counterpart_area=PHL") == by_list
    assert rows(client, "ref_area=us,de&counterpart_area=608") == by_list


@pytest.mark.usefixtures("release")
@pytest.mark.parametrize(
    ("query", "years"),
    [
        ("time_period=2020", {"2020"}),
        ("time_period=2020,2021", {"2020", "2021"}),
        ("start_period=2021", {"2021"}),
        ("end_period=2020", {"2020"}),
        ("start_period=2022", set()),
    ],
)
def test_periods_restrict(client: Client, query: str, years: set[str]):
    assert {row[2] for row in rows(client, query)} == years


def test_coarser_end_takes_in_the_whole_year(client: Client):
    saving = {"REF_AREA": "DEU", "COUNTERPART_AREA": "PHL", "INDICATOR": "SAVING_3PCT", "OBS_VALUE": 1.0}
    published("REM_SAVING", [saving | {"TIME_PERIOD": f"{year}-Q{q}"} for year in (2019, 2020) for q in (1, 4)])
    address = "/api/v1/datasets/rem_saving/data?start_period=2020&end_period=2020"

    assert [row[3] for row in client.get(address).json()["rows"]] == ["2020-Q1", "2020-Q4"]


@pytest.mark.usefixtures("release")
def test_csv_has_every_row_and_the_columns_of_the_contract(client: Client):
    response = client.get(f"{FLOWS}.csv")
    content = b"".join(response.streaming_content)

    assert content.splitlines()[0].startswith(b"REF_AREA,COUNTERPART_AREA,TIME_PERIOD,OBS_VALUE,OBS_STATUS")
    assert len(table(content)) == 24
    assert response.headers["Content-Type"].startswith("text/csv")
    assert "REM_FLOW_BILATERAL_1.csv" in response.headers["Content-Disposition"]


@pytest.mark.usefixtures("release")
def test_csv_and_json_hold_the_same_cells(client: Client):
    answer = client.get(f"{FLOWS}.json").json()
    in_csv = table(b"".join(client.get(FLOWS, headers={"Accept": "text/csv"}).streaming_content))

    assert [list(row) for row in in_csv] == [answer["columns"]] * 24
    as_text = [["" if value is None else str(value) for value in row] for row in answer["rows"]]
    assert [list(row.values()) for row in in_csv] == as_text


@pytest.mark.usefixtures("release")
def test_labels_name_codes_in_the_language_asked(client: Client):
    named = client.get(f"{FLOWS}?ref_area=DEU&counterpart_area=PHL&labels=name&lang=es").json()
    both = client.get(f"{FLOWS}?ref_area=DEU&counterpart_area=PHL&labels=both&lang=fr").json()

    assert named["rows"][0][:2] == ["Alemania", "Filipinas"]
    assert both["columns"][:4] == ["REF_AREA", "REF_AREA_LABEL", "COUNTERPART_AREA", "COUNTERPART_AREA_LABEL"]
    assert both["rows"][0][:4] == ["DEU", "Allemagne", "PHL", "Philippines"]
    assert "OBS_STATUS_LABEL" in both["columns"]


@pytest.mark.usefixtures("release")
def test_labels_stand_in_csv_too(client: Client):
    response = client.get(f"{FLOWS}.csv?ref_area=DEU&labels=both&lang=ru")

    assert table(b"".join(response.streaming_content))[0]["REF_AREA_LABEL"] == "Германия"


def test_text_is_escaped_in_json(client: Client):
    awkward = 'He said "3 %" \\ and\nleft, % s'
    saving = {"REF_AREA": "DEU", "COUNTERPART_AREA": "PHL", "INDICATOR": "SAVING_3PCT", "TIME_PERIOD": "2020-Q1"}
    published("REM_SAVING", [saving | {"OBS_VALUE": 1e-12, "QUALITY": awkward, "CORRIDORS": 3}])

    record = client.get("/api/v1/datasets/REM_SAVING/data?shape=records").json()["rows"][0]

    assert record["QUALITY"] == awkward
    assert record["OBS_VALUE"] == 1e-12
    assert record["CORRIDORS"] == 3


# Releases and days


def test_vintages_are_told_apart_by_number_and_by_day(client: Client):
    published("REM_FLOW_BILATERAL", matrix())
    published("REM_FLOW_BILATERAL", matrix(scale=2), at=FIRST + dt.timedelta(days=10))

    def value(query: str) -> float:
        answer = client.get(f"{FLOWS}?ref_area=USA&counterpart_area=PHL&time_period=2021&{query}").json()
        return float(answer["rows"][0][3])

    assert value("") == 16.0
    assert value("release=1") == 8.0
    assert value("as_of=2026-03-01") == 8.0
    assert value("as_of=2026-03-10") == 8.0
    assert value("as_of=2026-03-11") == 16.0


@pytest.mark.usefixtures("release")
def test_day_before_the_first_release_is_404_with_the_first_day(client: Client):
    response = client.get(f"{FLOWS}?as_of=2026-02-28")

    assert response.status_code == 404
    assert "2026-03-01" in response.json()["errors"][0]["mend"]


def test_withdrawn_release_is_gone_and_says_why(client: Client, release: Release):
    withdrawn(release, at=FIRST + dt.timedelta(days=1))

    gone = client.get(f"{FLOWS}?release=1")

    assert gone.status_code == 410
    assert "counted twice" in gone.content.decode()
    assert client.get(f"{FLOWS}?as_of=2026-03-01").status_code == 410
    assert client.get(FLOWS).status_code == 404


@pytest.mark.usefixtures("release")
def test_unknown_release_and_dataset_are_404(client: Client):
    assert client.get(f"{FLOWS}?release=7").status_code == 404
    unknown = client.get("/api/v1/datasets/REM_INFLOWS/data")
    assert unknown.status_code == 404
    assert "REM_INFLOW" in unknown.json()["errors"][0]["mend"]


def test_dataset_without_a_release_is_404(client: Client):
    assert client.get("/api/v1/datasets/REM_OUTFLOW/data").status_code == 404


# Refusals


@pytest.mark.usefixtures("release")
def test_each_unknown_code_is_told_with_a_suggestion(client: Client):
    response = client.get(f"{FLOWS}?ref_area=DEU,Germany,XQX&counterpart_area=PHI")
    told = [(error["where"], error["problem"], error["mend"]) for error in response.json()["errors"]]

    assert response.status_code == 400
    assert [where for where, _problem, _mend in told] == ["ref_area", "ref_area", "counterpart_area"]
    assert "DEU" in told[0][2]
    assert "XQX" in told[1][1]


@pytest.mark.usefixtures("release")
@pytest.mark.parametrize(
    ("query", "where", "hint"),
    [
        ("ref_aera=DEU", "ref_aera", "ref_area"),
        ("REF_AREA=DEU", "REF_AREA", "ref_area"),
        ("ref_area=", "ref_area", "Give one"),
        ("time_period=2020-Q1", "time_period", "2021"),
        ("start_period=2020-05", "start_period", "2021"),
        ("start_period=2021&end_period=2020", "start_period", "Exchange"),
        ("limit=10001", "limit", "10000"),
        ("limit=0", "limit", "10000"),
        ("release=first", "release", "whole number"),
        ("release=1&as_of=2026-03-01", "as_of", "Leave one"),
        ("as_of=2026-02-30", "as_of", "YYYY-MM-DD"),
        ("labels=names", "labels", "name"),
        ("shape=object", "shape", "records"),
        ("lang=de", "lang", "en"),
        ("format=csv", "format", "Accept"),
        ("ref_area=%00", "ref_area", "NUL"),
    ],
)
def test_wrong_parameter_is_refused_with_a_hint(client: Client, query: str, where: str, hint: str):
    assert hint in errors(client, query)[where]


@pytest.mark.usefixtures("release")
@pytest.mark.parametrize("suffix", ["xml", "xls", "dta"])
def test_format_that_is_not_there_is_406(client: Client, suffix: str):
    response = client.get(f"{FLOWS}.{suffix}")

    assert response.status_code == 406
    assert ".csv" in response.json()["errors"][0]["mend"]


@pytest.mark.usefixtures("release")
def test_cursor_of_another_filter_is_refused(client: Client):
    cursor = client.get(f"{FLOWS}?limit=2").json()["next"].split("cursor=")[1].split("&")[0]

    assert client.get(f"{FLOWS}?limit=2&ref_area=DEU&cursor={cursor}").status_code == 400
    assert client.get(f"{FLOWS}?cursor=nonsense").status_code == 400


# Pages


def walk(client: Client, address: str) -> Iterator[dict[str, Any]]:
    following: str | None = address
    while following:
        page = client.get(following)
        assert page.status_code == 200, page.content
        answer = page.json()
        assert page.headers.get("Link") == (f'<{answer["next"]}>; rel="next"' if answer["next"] else None)
        yield answer
        following = answer["next"]


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(limit=st.integers(1, 30), senders=st.sets(st.sampled_from(SENDERS)))
def test_walk_yields_every_row_once(client: Client, release: Release, limit: int, senders: set[str]):
    query = f"limit={limit}" + (f"&ref_area={','.join(sorted(senders))}" if senders else "")

    walked = [row for page in walk(client, f"{FLOWS}?{query}") for row in page["rows"]]

    assert [tuple(row[:3]) for row in walked] == sorted(
        (each["REF_AREA"], each["COUNTERPART_AREA"], each["TIME_PERIOD"])
        for each in matrix()
        if not senders or each["REF_AREA"] in senders
    )


def test_walk_stays_in_its_release_when_a_new_one_is_published(client: Client, release: Release):
    first = client.get(f"{FLOWS}?limit=20").json()
    published("REM_FLOW_BILATERAL", matrix(scale=2), at=FIRST + dt.timedelta(days=1))

    second = client.get(first["next"]).json()

    assert (first["release"], second["release"]) == (1, 1)
    assert len(second["rows"]) == 4


@pytest.mark.usefixtures("release")
def test_csv_page_names_the_next_in_its_link_header(client: Client):
    response = client.get(f"{FLOWS}.csv?limit=20")
    following = response.headers["Link"].partition("<")[2].partition(">")[0]

    assert len(table(response.content)) == 20
    assert len(table(client.get(following).content)) == 4


# Conditional answers


@pytest.mark.usefixtures("release")
@pytest.mark.parametrize("address", [FLOWS, f"{FLOWS}.csv", f"{FLOWS}?limit=2", f"{FLOWS}?labels=both&lang=fr"])
def test_304_looks_at_no_observation(client: Client, address: str):
    first = client.get(address)
    b"".join(first)

    with CaptureQueriesContext(connection) as queries:
        again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})

    assert again.status_code == 304
    assert again.content == b""
    assert not [query["sql"] for query in queries if "observations" in query["sql"]]
    assert len(queries) <= 2
    for name in ("ETag", "Last-Modified", "Cache-Control", "Vary"):
        assert again.headers[name] == first.headers[name]


@pytest.mark.usefixtures("release")
def test_tag_is_the_same_for_the_same_question_and_differs_for_another(client: Client):
    def tag(query: str = "", suffix: str = "") -> str:
        return str(client.head(f"{FLOWS}{suffix}?{query}").headers["ETag"])

    assert tag("ref_area=DEU,USA") == tag("ref_area=us&ref_area=DEU")
    different = [tag(), tag("ref_area=DEU"), tag(suffix=".csv"), tag("limit=1"), tag("shape=records")]
    different += [tag("labels=name&lang=fr"), tag("labels=name&lang=es")]
    assert len(set(different)) == len(different)


@pytest.mark.usefixtures("release")
def test_tag_changes_with_a_new_release(client: Client):
    old = client.get(FLOWS).headers["ETag"]
    published("REM_FLOW_BILATERAL", matrix(), at=FIRST + dt.timedelta(days=1))

    assert client.get(FLOWS, headers={"If-None-Match": old}).status_code == 200
    assert client.get(f"{FLOWS}?release=1").status_code == 200


@pytest.mark.usefixtures("release")
def test_head_looks_at_no_observation(client: Client):
    with CaptureQueriesContext(connection) as queries:
        response = client.head(f"{FLOWS}.csv")

    assert response.status_code == 200
    assert not [query["sql"] for query in queries if "observations" in query["sql"]]


@pytest.mark.usefixtures("release")
def test_answer_is_json_to_the_letter(client: Client):
    assert json.loads(client.get(f"{FLOWS}?limit=3").content)["rows"][2]
