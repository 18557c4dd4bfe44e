"""The pathway finder in the API: the shape of the contract, the same answer by address and body, problems by field."""

import json

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from regulations.rules.case import Case

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("facts")]
ADDRESS = "/api/v1/pathways/"
CONTRACT = {
    "nationality": "IND",
    "residence": "IND",
    "destinations": ["DEU"],
    "occupation": "2512",
    "education": 6,
    "experience_years": 3,
    "age": 29,
    "salary": {"amount": 46000, "currency": "EUR", "period": "year", "gross": True},
    "job_offer": True,
    "languages": {"de": "B1", "en": "C1"},
    "dates": {"application": "2026-02-01"},
    "facts": {"graduated_within_years": 4},
    "family": {"partner": False, "children": 0},
    "permits": ["DE-EUBC"],
}


@pytest.fixture(autouse=True)
def _full_budget(settings):
    settings.API_RATES = {"anonymous": "100000/minute"}
    cache.clear()


def post(client, body, query=""):
    return client.post(ADDRESS + query, body if isinstance(body, bytes) else json.dumps(body), "application/json")


def test_the_request_of_the_contract_gets_its_answer(client):
    response = post(client, CONTRACT)

    assert response.status_code == 200
    answer = response.json()
    assert answer["asked"] == CONTRACT
    (result,) = answer["results"]
    assert set(result) >= {
        *("permit", "outcome", "branches", "failing", "passing", "questions", "alternatives"),
        *("costs", "time", "documents", "exit_rules", "conflicts", "freshness"),
    }
    assert result["permit"] == "DE-EUBC"


def test_the_blue_card_general_route_fails_by_4700_and_the_reduced_passes_by_65_80(client):
    (result,) = post(client, CONTRACT).json()["results"]

    routes = {route["route"]: route for route in result["alternatives"]}
    assert routes["salary_min_general"]["outcome"] == "not_met"
    assert routes["salary_min_general"]["margin"]["amount"] == -4700
    assert routes["salary_min_reduced"]["outcome"] == "unknown"
    assert routes["salary_min_reduced"]["margin"]["amount"] == pytest.approx(65.80)
    assert "shortage_occupation" in {question["fact"] for question in result["questions"]}
    failing = {finding["condition"]: finding for finding in result["failing"]}
    assert failing["salary_min"]["needs"] == {"amount": 50700, "currency": "EUR", "period": "year", "gross": True}
    assert failing["salary_min"]["margin"] == {"amount": -4700, "currency": "EUR", "period": "year"}
    assert failing["salary_min"]["citation"]["url"].startswith("https://")


def test_the_address_asks_what_the_body_asks(client):
    flat = (
        "?nationality=IND&residence=IND&destinations=DEU&occupation=2512&education=6&experience_years=3&age=29"
        "&salary.amount=46000&salary.currency=EUR&salary.period=year&salary.gross=true&job_offer=true"
        "&languages.de=B1&languages=en:C1&dates.application=2026-02-01&facts.graduated_within_years=4"
        "&family.partner=false&family.children=0&permits=DE-EUBC"
    )

    assert client.get(ADDRESS + flat).json()["results"] == post(client, CONTRACT).json()["results"]


def test_everything_may_be_left_out(client):
    answer = post(client, {}).json()

    assert answer["total"] == sum(answer["outcomes"].values()) > 50
    assert "IN-ECR" not in {result["permit"] for result in answer["results"]}


def test_results_come_in_the_order_of_outcomes_and_in_pages(client):
    whole = post(client, {"nationality": "IND"}).json()["results"]
    first = post(client, {"nationality": "IND"}, "?limit=40").json()
    second = post(client, {"nationality": "IND"}, first["next"][first["next"].index("?") :]).json()

    assert [each["permit"] for each in first["results"] + second["results"]] == [each["permit"] for each in whole]
    order = ["met", "unknown", "not_met", "not_encoded"]
    places = [order.index(each["outcome"]) for each in whole]
    assert places == sorted(places)


def test_a_cursor_is_good_for_its_own_case_only(client):
    first = post(client, {"nationality": "IND"}, "?limit=10").json()
    query = first["next"][first["next"].index("?") :]

    assert post(client, {"nationality": "PHL"}, query).status_code == 400


def test_a_permit_whose_conditions_are_not_encoded_says_so(client):
    answer = post(client, {"nationality": "IND"}).json()

    not_encoded = [each for each in answer["results"] if each["outcome"] == "not_encoded"]
    assert len(not_encoded) == answer["outcomes"]["not_encoded"]
    assert all(each["failing"] == each["passing"] == each["questions"] == [] for each in not_encoded)


def test_who_pays_and_what_may_not_be_passed_on(client):
    (result,) = post(client, {"permits": ["CA-WP-LMIA"]}).json()["results"]

    employer = next(cost for cost in result["costs"] if cost["payer"] == "employer")
    assert (employer["amount"], employer["currency"], employer["may_pass_on"]) == (1000, "CAD", "no")


def test_statutory_target_and_observed_times_are_told_apart(client):
    results = post(client, {"permits": ["ES-CA-INI", "AU-482-SPEC", "IE-GEP"]}).json()["results"]

    bases = {result["permit"]: {time["basis"] for time in result["time"]} for result in results}
    assert bases == {"ES-CA-INI": {"statutory"}, "AU-482-SPEC": {"target"}, "IE-GEP": {"observed"}}
    spain = next(result for result in results if result["permit"] == "ES-CA-INI")
    assert {time["silence"] for time in spain["time"]} == {"deemed_refused", None}


def test_the_origins_rule_of_leaving_stands_with_the_destinations_it_names(client):
    case = {"nationality": "IND", "occupation": "2221", "permits": ["AE-STD", "DE-EUBC"]}
    results = {each["permit"]: each for each in post(client, case).json()["results"]}

    assert [rule["permit"] for rule in results["AE-STD"]["exit_rules"]] == ["IN-ECR"]
    assert results["DE-EUBC"]["exit_rules"] == []


def test_nothing_is_written(client):
    with CaptureQueriesContext(connection) as queries:
        post(client, CONTRACT)
        client.get(ADDRESS + "?nationality=IND")

    assert not [each for each in queries if not each["sql"].lstrip().upper().startswith("SELECT")]


def test_no_cache_on_the_way_may_keep_the_answer(client):
    for response in (post(client, CONTRACT), client.get(ADDRESS + "?nationality=IND")):
        assert response.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({"nationality": "ZZZ"}, "nationality"),
        ({"residence": 5}, "residence"),
        ({"destinations": "DEU"}, "destinations"),
        ({"destinations": ["DEU"] * 500}, "destinations"),
        ({"destinations": ["DEU", "XXX"]}, "destinations[1]"),
        ({"occupation": "22211"}, "occupation"),
        ({"occupation": 2221}, "occupation"),
        ({"education": 9}, "education"),
        ({"experience_years": -1}, "experience_years"),
        ({"age": -1}, "age"),
        ({"age": 29.5}, "age"),
        ({"age": 10**30}, "age"),
        ({"salary": {"amount": -1, "currency": "EUR"}}, "salary"),
        ({"salary": {"amount": 10**30, "currency": "EUR"}}, "salary"),
        ({"salary": {"amount": 1, "currency": "euro"}}, "salary.currency"),
        ({"salary": 46000}, "salary"),
        ({"salary": {"amount": 1, "currency": "EUR", "colour": "red"}}, "salary"),
        ({"job_offer": "yes"}, "job_offer"),
        ({"languages": {"de": "D1"}}, "languages"),
        ({"languages": ["de"]}, "languages"),
        ({"dates": {"application": "tomorrow"}}, "dates.application"),
        ({"dates": {"application": "3000-01-01"}}, "dates"),
        ({"facts": {"Bad Name": True}}, "facts"),
        ({"facts": {"x": {"deep": 1}}}, "facts"),
        ({"facts": {f"f{number}": 1 for number in range(500)}}, "facts"),
        ({"family": {"children": -1}}, "family.children"),
        ({"permits": ["'; DROP TABLE"]}, "permits"),
        ({"nationallity": "IND"}, "nationallity"),
        ([], "body"),
        ("IND", "body"),
        (None, "body"),
    ],
)
def test_every_wrong_field_is_named_with_a_mend(client, body, where):
    response = post(client, body)

    assert response.status_code == 400
    assert response.headers["Content-Type"] == "application/problem+json"
    errors = response.json()["errors"]
    assert [error["where"] for error in errors if error["where"].startswith(where)], errors
    assert all(error["problem"] and error["mend"] for error in errors)


def test_every_wrong_field_is_told_at_once(client):
    response = post(client, {"age": "x", "education": 99, "nationality": "Atlantis"}, "?as_of=never")

    named = {error["where"] for error in response.json()["errors"]}
    assert named >= {"age", "education", "nationality", "as_of"}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"\x00",
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b'{"age": NaN}',
        b'{"age": 1e400}',
        b'{"salary": {"amount": 1e400, "currency": "EUR"}}',
        b'{"age": ' + b"9" * 5000 + b"}",
        b'{"nationality": "\\u0000"}',
        b'{"\\u0000": 1}',
        b'{"nationality": "\\ud800"}',
        b'{"permits": [' + b",".join([b'"DE-EUBC"'] * 20_000) + b"]}",
    ],
)
def test_no_body_is_an_error_of_ours(client, body):
    response = post(client, body)

    assert response.status_code in {200, 400}, response.content[:300]


@pytest.mark.parametrize(
    "query",
    [
        "?nationality=Atlantis",
        "?age=x&education=-1",
        "?salary.amount=-1&salary.currency=EUR",
        "?salary.amount=1e999&salary.currency=EUR",
        "?nationality=IND&nationality=DEU",
        "?unknown=1",
        "?facts.=1",
        "?languages=xx",
        "?nationality=%00",
        "?as_of=9999-99-99",
        "?limit=0",
        "?cursor=x",
        "?destinations=" + ",".join(["DEU"] * 500),
        "?salary=1&salary.amount=2",
        "?family=1&family.partner=true",
        "?dates.application=2026-02-01&dates=x",
    ],
)
def test_no_address_is_an_error_of_ours(client, query):
    response = client.get(ADDRESS + query)

    assert response.status_code == 400, response.content[:300]
    assert response.headers["Content-Type"] == "application/problem+json"


def test_the_past_can_be_asked(client):
    body = {"permits": ["DE-EUBC"], "salary": {"amount": 44000, "currency": "EUR"}, "education": 6}
    on = lambda day: post(client, body, f"?as_of={day}").json()["results"][0]["alternatives"][0]["outcome"]  # noqa: E731

    assert on("2023-12-15") == "met"
    assert on("2024-06-01") == "not_met"


def test_what_was_not_on_record_yet_is_not_known(client):
    (result,) = post(client, CONTRACT, "?known_on=2001-01-01").json()["results"]

    assert result["outcome"] == "not_encoded"
    assert result["costs"] == result["documents"] == []


def test_the_description_offers_every_field_of_a_case(client):
    described = client.get("/api/v1/openapi.json").json()["paths"]["/api/v1/pathways/"]

    schema = described["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert set(schema["properties"]) == set(Case.__struct_fields__)
    assert {"400", "429"} <= set(described["get"]["responses"])
