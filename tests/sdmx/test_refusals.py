"""What cannot be answered is refused in the words of the standard, and never by a crash."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from datasets.models import Release
from tests.api.releases import published, withdrawn
from tests.sdmx.conftest import Answer, Ask
from tests.sdmx.observations import matrix

pytestmark = pytest.mark.django_db

FLOW = "2.1/data/REM_FLOW_BILATERAL"
FLOW_3 = "3.0/data/dataflow/IIMD/REM_FLOW_BILATERAL/1.0.0"
MESSAGE = "{http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message}"
SQL = "USA'; DROP TABLE datasets_release; --"


def told(answer: Answer) -> tuple[int, str]:
    """The code of the standard and the sentences of an error, whichever format it is told in."""
    if answer.media_type == "application/json":
        (error, *_more) = json.loads(answer.body)["errors"]
        return error["code"], " ".join([error["title"], error.get("detail", "")])
    message = etree.fromstring(answer.body).find(f"{MESSAGE}ErrorMessage")
    return int(message.get("code")), " ".join(message.itertext())


@pytest.mark.parametrize(
    ("address", "status", "code", "says"),
    [
        # keys
        (f"{FLOW}/USA", 400, 140, "2 dimensions: REF_AREA.COUNTERPART_AREA"),
        (f"{FLOW}/" + ".".join(["USA"] * 30), 400, 140, "The key has 30 parts"),
        (f"{FLOW}/NOWHERE.MEX", 404, 100, "No observation"),
        (f"{FLOW}/{quote(SQL)}.MEX", 400, 140, "cannot be a code of REF_AREA"),
        (f"{FLOW}/USA.MEX/NOBODY", 404, 100, "No observation"),
        (f"{FLOW}/" + "+".join(["USA"] * 6_000) + ".", 413, 130, "no more than 20000"),
        # dataflows
        ("2.1/data/NO_SUCH_FLOW/all", 404, 100, "There is no dataflow “NO_SUCH_FLOW”"),
        ("2.1/data/REM_FLOW_BILATERL/all", 404, 100, "Did you mean “REM_FLOW_BILATERAL”"),
        ("2.1/data/WB,REM_FLOW_BILATERAL/all", 404, 100, "There is no dataflow"),
        ("2.1/data/IIMD,REM_FLOW_BILATERAL,9.9/all", 404, 100, "There is no dataflow"),
        ("2.1/data/A,B,C,D/all", 404, 100, "There is no dataflow"),
        ("2.1/data/REM_INFLOW/all", 404, 100, "nothing is published"),
        # periods
        (f"{FLOW}?startPeriod=2021-13", 400, 140, "startPeriod: “2021-13” is not a period"),
        (f"{FLOW}?endPeriod=2021-02-30", 400, 140, "endPeriod: “2021-02-30” is not a period"),
        (f"{FLOW}?startPeriod=2021-W54", 400, 140, "is not a period"),
        (f"{FLOW}?startPeriod=2021-D366", 400, 140, "is not a period"),
        (f"{FLOW}?startPeriod={quote(SQL)}", 400, 140, "is not a period"),
        (f"{FLOW}?startPeriod=2021&endPeriod=2020", 400, 140, "Exchange the two ends"),
        # numbers and choices
        (f"{FLOW}?firstNObservations=-1", 400, 140, "firstNObservations: “-1” is not a whole number"),
        (f"{FLOW}?lastNObservations=ten", 400, 140, "lastNObservations"),
        (f"{FLOW}?detail=everything", 400, 140, "full, dataonly, serieskeysonly, nodata"),
        (f"{FLOW}?dimensionAtObservation=COLOUR", 400, 140, "AllDimensions or one of"),
        (f"{FLOW}?starPeriod=2020", 400, 140, "Did you mean “startPeriod”"),
        (f"{FLOW}?asOf=yesterday", 400, 140, "is not a point in time"),
        (f"{FLOW}?asOf=1990-01-01", 404, 100, "nothing is published"),
        (f"{FLOW}?release=99", 404, 100, "nothing is published"),
        # what the standard has and the hub has not
        (f"{FLOW}?includeHistory=true", 501, 501, "asOf"),
        ("2.1/categoryscheme/all/all/latest", 501, 501, "categoryscheme"),
        ("2.1/schema/dataflow/IIMD/REM_INFLOW", 501, 501, "schema"),
        ("3.0/structure/hierarchy", 501, 501, "hierarchy"),
        ("3.0/data/provisionagreement/IIMD/REM_FLOW_BILATERAL", 501, 501, "provisionagreement"),
        # structures
        ("2.1/codelist/IIMD/CL_NOTHING", 404, 100, "no such artefact"),
        ("2.1/dataflow/ECB", 404, 100, "no such artefact"),
        ("2.1/dataflow?references=cousins", 400, 140, "“cousins” is no kind of reference"),
        ("2.1/dataflow?detail=some", 400, 140, "allstubs"),
        ("2.1/nonsense/of/all/kinds", 404, 100, "nothing at this address"),
        ("4.0/data/REM_FLOW_BILATERAL", 404, 100, "nothing at this address"),
        # REST 3
        (f"{FLOW_3}?c[REF_AREA]=xx:USA", 400, 140, "no operator"),
        (f"{FLOW_3}?c[REF_AREA]={quote(SQL)}", 400, 140, "cannot be a value"),
        (f"{FLOW_3}?c[COLOUR]=RED", 400, 140, "no such parameter"),
        (f"{FLOW_3}?c[TIME_PERIOD]=co:20", 501, 501, "TIME_PERIOD"),
        (f"{FLOW_3}?c[TIME_PERIOD]=ge:soon", 400, 140, "is not a period"),
        (f"{FLOW_3}/USA.MEX,DEU.PHL", 501, 501, "one dimension only"),
        ("3.0/availability/dataflow/IIMD/REM_FLOW_BILATERAL/1.0.0/*/COLOUR", 400, 140, "COLOUR"),
        ("3.0/availability/dataflow/IIMD/REM_FLOW_BILATERAL/1.0.0?mode=guess", 400, 140, "exact, available"),
    ],
)
def test_bad_requests_are_refused(ask: Ask, flows: Release, address: str, status: int, code: int, says: str) -> None:
    for accept in ("application/xml", "application/json"):
        answer = ask(address, accept)

        assert (answer.status, answer.media_type) == (status, accept)
        assert answer.headers["Cache-Control"] == "no-store"
        found, sentences = told(answer)
        assert found == code
        assert says in sentences


@pytest.mark.parametrize(
    ("address", "accept"),
    [
        (FLOW, "image/png"),
        (FLOW, "application/vnd.sdmx.data+csv;version=9.0.0"),
        (FLOW, "application/vnd.sdmx.data+json;version=2.0.0"),
        (FLOW, "application/vnd.sdmx.data+csv;version=2.0.0;labels=both"),
        (FLOW, "*/*;q=0"),
        (f"{FLOW}?format=parquet", "*/*"),
        (FLOW_3, "application/vnd.sdmx.genericdata+xml;version=2.1"),
        ("2.1/dataflow", "application/vnd.sdmx.genericdata+xml;version=2.1"),
    ],
)
def test_formats_that_cannot_be_made_are_named_with_those_that_can(
    ask: Ask, flows: Release, address: str, accept: str
) -> None:
    answer = ask(address, accept)

    assert answer.status == 406
    code, sentences = told(answer)
    assert code == 1406
    assert "application/vnd.sdmx." in sentences


@pytest.mark.parametrize(("where", "megabytes"), [("key", 2), ("query", 50), ("body", 50)])
def test_megabytes_are_refused_unread(client: Client, flows: Release, where: str, megabytes: int) -> None:
    much = "USA+" * (megabytes * 2**20 // 4)
    if where == "body":
        answer = Answer(client.post(f"/sdmx/{FLOW}", much, content_type="text/plain"))
        assert answer.status == 405
        assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"
        return

    address = {"PATH_INFO": f"/sdmx/{FLOW}/{much}."} if where == "key" else {"QUERY_STRING": f"startPeriod={much}"}
    answer = Answer(client.get(f"/sdmx/{FLOW}", **address))

    assert answer.status == 413
    assert told(answer)[0] == 130


def test_a_large_answer_as_json_is_refused(ask: Ask, flows: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("datasets.sdmx.json_data.MOST", 23)

    assert ask(FLOW, "application/vnd.sdmx.data+json").status == 413
    assert ask(f"{FLOW}/USA.", "application/vnd.sdmx.data+json").status == 200


def test_errors_speak_the_readers_language(ask: Ask) -> None:
    answer = ask("2.1/data/NO_SUCH_FLOW", **{"Accept-Language": "fr"})

    assert answer.headers["Content-Language"] == "fr"


def test_a_withdrawn_release_is_not_told(ask: Ask, flows: Release, django_user_model: Any) -> None:
    assert flows.published_at is not None
    withdrawn(flows, at=flows.published_at.replace(year=2027))

    assert ask(f"{FLOW}?release=1").status == 404
    assert ask(FLOW).status == 404


def test_too_many_requests_are_refused_in_the_format_asked_for(ask: Ask, flows: Release, settings: Any) -> None:
    settings.API_RATES = {"anonymous": "1/minute"}
    assert ask(FLOW).status == 200

    answer = ask(FLOW)

    assert answer.status == 429
    assert answer.headers["Retry-After"]
    assert told(answer)[0] == 1429


ANYTHING = st.text(max_size=60)
KEYISH = st.text(alphabet="USADEMX.+*,-_:$@%&' \x00é", max_size=40)
HARMLESS = {200, 400, 404, 406, 413, 501}
fuzzed = settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def harmless(answer: Answer) -> bool:
    """Answered, or refused by a message of the standard."""
    return answer.status == 200 or (answer.status in HARMLESS and bool(told(answer)[1].strip()))


@pytest.mark.slow
def test_no_key_makes_it_crash(ask: Ask, flows: Release) -> None:
    @fuzzed
    @given(KEYISH | ANYTHING)
    def asked(key: str) -> None:
        for before in (FLOW, FLOW_3, "2.1/availableconstraint/REM_FLOW_BILATERAL", "2.1/data", "3.0/structure", "2.1"):
            assert harmless(ask(f"{before}/{quote(key, safe='')}"))

    asked()


@pytest.mark.slow
def test_no_parameter_makes_it_crash(ask: Ask, flows: Release) -> None:
    names = st.sampled_from(
        [
            *("startPeriod", "endPeriod", "firstNObservations", "lastNObservations", "detail", "updatedAfter", "asOf"),
            *("dimensionAtObservation", "includeHistory", "release", "format", "lang", "references", "c[REF_AREA]"),
            *("c[TIME_PERIOD]", "attributes", "measures", "mode"),
        ]
    )
    values = st.sampled_from(["0000", "9999", "9999-12-31", "0001-01-01", "0001-Q1", "lt:0001", "gt:9999", "ne:2020"])

    @fuzzed
    @given(names, values | KEYISH | ANYTHING)
    def asked(name: str, value: str) -> None:
        for address in (FLOW, FLOW_3, "2.1/dataflow", "3.0/availability/dataflow/IIMD/REM_FLOW_BILATERAL"):
            assert harmless(ask(f"{address}?{quote(name)}={quote(value, safe='')}"))

    asked()


def test_updates_are_told_whole_or_not_at_all(ask: Ask, flows: Release) -> None:
    published("REM_FLOW_BILATERAL", matrix(scale=2), at=flows.published_at.replace(month=6))  # type: ignore[union-attr]

    before_all, between, after_all = "2025-01-01", "2026-04-01T00:00:00Z", "2026-07-01"
    assert ask(f"{FLOW}?updatedAfter={before_all}").status == 200
    assert told(ask(f"{FLOW}?updatedAfter={between}"))[0] == 501
    assert ask(f"{FLOW}?updatedAfter={after_all}").status == 404
