"""/api/v1/permits/: what holds on a day, as it was known on another, and what is not known."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from regulations.actions import carried
from regulations.carried import content
from regulations.models import Conflict, LocalisedText
from regulations.models.texts import hash_of
from regulations.vocabulary import SourceKind
from tests.factories.regulations import (
    LOADED,
    make_draft,
    make_permit,
    make_provision,
    make_published,
    make_source,
    put_on_record,
    supersede,
)

pytestmark = pytest.mark.django_db

THIS_YEAR = (date(2026, 1, 1), date(2027, 1, 1))
CORRECTED = datetime(2026, 5, 4, 15, tzinfo=UTC)
Queries = Callable[[int], AbstractContextManager[Any]]


def money(amount: str) -> dict[str, Any]:
    return {"type": "money", "amount": amount, "currency": "EUR", "per": "year", "gross_net": "gross"}


def permit(client: Client, code: str = "DE-EUBC", **asked: str) -> dict[str, Any]:
    response = client.get(f"/api/v1/permits/{code}/", asked)
    assert response.status_code == 200, response.content
    body: dict[str, Any] = response.json()
    return body


def test_a_provision_has_the_fields_of_the_contract(client: Client) -> None:
    make_published(valid=THIS_YEAR, value=money("50700.00"), governing_date="application_date")

    body = permit(client, as_of="2026-03-01")

    (found,) = body["elements"]["e01"]
    assert (body["id"], body["country"], body["as_of"]) == ("DE-EUBC", "DEU", "2026-03-01")
    assert list(body["elements"]) == [f"e{number:02}" for number in range(1, 13)]
    assert found["value"] == money("50700.00")
    assert (found["valid_from"], found["valid_to"]) == ("2026-01-01", "2027-01-01")
    assert (found["governing_date"], found["status"]) == ("application_date", "published")
    assert found["citations"][0] == {
        "source": "Publisher of DE-LAW",
        "source_id": "DE-LAW",
        "url": "https://example.org/DE-LAW",
        "locator": "§ 1",
        "source_date": "2026-01-01",
        "grade": "A",
        "evidence": "read",
        "read_on": "2026-02-01",
    }


def test_a_key_without_a_value_on_the_day_is_not_known(client: Client) -> None:
    make_published(valid=THIS_YEAR)

    body = permit(client, as_of="2025-12-31")

    assert body["elements"]["e01"] == []
    assert body["not_known"] == ["salary_min_general"]
    assert [each["key"] for each in body["coming"]] == ["salary_min_general"]


def test_what_a_source_leaves_open_is_told_and_not_known(client: Client) -> None:
    make_published(make_provision(key="pass_mark"), value=None, text="The Minister fixes the pass mark.")

    body = permit(client)

    assert body["elements"]["e01"][0]["value"] is None
    assert body["elements"]["e01"][0]["text"] == "The Minister fixes the pass mark."
    assert body["not_known"] == ["pass_mark"]


def test_a_stated_none_is_a_value(client: Client) -> None:
    make_published(make_provision(key="quota", element="e09"), value={"type": "term", "term": "none"})

    body = permit(client)

    assert body["elements"]["e09"][0]["value"] == {"type": "term", "term": "none"}
    assert (body["not_known"], "e09" in body["no_record"], "e03" in body["no_record"]) == ([], False, True)


def test_the_answer_of_a_past_day_outlives_a_correction(client: Client) -> None:
    supersede(make_published(valid=THIS_YEAR, value=money("57000")), at=CORRECTED)
    make_published(valid=THIS_YEAR, value=money("50700"), at=CORRECTED)

    then = permit(client, as_of="2026-04-01", known_on="2026-04-01")
    moment = permit(client, as_of="2026-04-01", known_on="2026-05-04T14:59:59Z")
    now = permit(client, as_of="2026-04-01")

    assert then["elements"]["e01"][0]["value"]["amount"] == "57000"
    assert moment["elements"]["e01"][0]["value"]["amount"] == "57000"
    assert now["elements"]["e01"][0]["value"]["amount"] == "50700"
    assert (then["known_on"], now["known_on"]) == ("2026-04-01", None)


def test_before_anything_was_shown_nothing_was_known(client: Client) -> None:
    make_published()

    body = permit(client, known_on="2020-01-01")

    assert body["not_known"] == ["salary_min_general"]
    assert body["record_begins"] == "2026-03-01T09:00:00Z"


def test_a_coming_rule_is_told_beside_the_one_in_force(client: Client) -> None:
    make_published(valid=(date(2026, 1, 1), date(2120, 1, 1)), value=money("50700"))
    put_on_record(make_draft(valid=(date(2120, 1, 1), None), value=money("52000")), coming=True)

    body = permit(client)

    assert body["elements"]["e01"][0]["value"]["amount"] == "50700"
    assert [(each["value"]["amount"], each["status"]) for each in body["coming"]] == [("52000", "coming")]


def test_competing_claims_stand_side_by_side_with_their_conflict(client: Client) -> None:
    provision = make_provision()
    for claim in ("ONE", "OTHER"):
        make_published(provision, claim=claim, source=make_source(claim, SourceKind.SECONDARY, ""))
    conflict = Conflict.objects.create(code="C1", topic="the floor", opened_at=LOADED, opened_by="system:test")
    conflict.permits.add(make_permit())
    conflict.provisions.add(provision)

    found = permit(client)["elements"]["e01"]

    assert [each["claim"] for each in found] == ["ONE", "OTHER"]
    assert [each["conflicts"][0]["topic"] for each in found] == ["the floor", "the floor"]
    assert [each["confirmed_by_authority"] for each in found] == [False, False]
    assert [each["freshness"] for each in found] == ["unknown", "unknown"]


def test_a_translated_text_is_read_in_spanish_and_another_in_english(client: Client) -> None:
    make_permit(names={"en": "EU Blue Card", "de": "Blaue Karte EU"})
    make_published(text="The salary floor.")
    make_published(make_provision(key="another"), text="Not translated yet.")
    LocalisedText.objects.create(
        source_hash=hash_of("The salary floor."),
        source_text="The salary floor.",
        language="es",
        text="El salario mínimo.",
        status="machine",
    )

    body = permit(client, lang="es")

    texts = {(each["text"], each["text_language"]) for each in body["elements"]["e01"]}
    assert texts == {("El salario mínimo.", "es"), ("Not translated yet.", "en")}
    assert (body["name"], body["name_language"]) == ("EU Blue Card", "en")


@pytest.mark.parametrize(
    ("asked", "where"),
    [
        ({"as_of": "yesterday"}, "as_of"),
        ({"as_of": "2026-02-30"}, "as_of"),
        ({"known_on": "2026-13-01"}, "known_on"),
        ({"known_on": "then"}, "known_on"),
        ({"asof": "2026-01-01"}, "asof"),
    ],
)
def test_a_question_that_cannot_be_read_is_explained(client: Client, asked: dict[str, str], where: str) -> None:
    make_permit()

    response = client.get("/api/v1/permits/DE-EUBC/", asked)

    assert response.status_code == 400
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["errors"][0]["where"] == where
    assert response.json()["errors"][0]["mend"]


def test_an_unknown_permit_is_answered_with_the_nearest(client: Client) -> None:
    make_permit()

    response = client.get("/api/v1/permits/DE-EUBX/")

    assert response.status_code == 404
    assert "DE-EUBC" in response.json()["errors"][0]["mend"]


def test_an_answer_need_not_be_sent_again_until_something_is_published(client: Client) -> None:
    make_permit()
    first = client.get("/api/v1/permits/DE-EUBC/")

    same = client.get("/api/v1/permits/DE-EUBC/", headers={"If-None-Match": first.headers["ETag"]})
    make_published()
    other = client.get("/api/v1/permits/DE-EUBC/", headers={"If-None-Match": first.headers["ETag"]})

    assert (same.status_code, other.status_code) == (304, 200)


@pytest.fixture
def three_countries() -> None:
    make_published(make_provision("DE-EUBC"))
    make_published(make_provision(make_permit("ES-EUBC", time_zone="Europe/Madrid", tied_to="none")))
    make_permit("EU-EUBC", time_zone="Europe/Brussels", purpose="research")


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ("", ["DE-EUBC", "ES-EUBC", "EU-EUBC"]),
        ("?country=DEU", ["DE-EUBC"]),
        ("?country=de,ESP", ["DE-EUBC", "ES-EUBC"]),
        ("?country=EU", ["EU-EUBC"]),
        ("?country=FRA", []),
        ("?purpose=research", ["EU-EUBC"]),
        ("?tied_to=none", ["ES-EUBC"]),
        ("?encoded=yes", []),
    ],
)
@pytest.mark.usefixtures("three_countries")
def test_the_list_is_filtered(client: Client, asked: str, codes: list[str]) -> None:
    results = client.get(f"/api/v1/permits/{asked}").json()["results"]

    assert [each["id"] for each in results] == codes


@pytest.mark.usefixtures("three_countries")
def test_the_list_is_walked_page_by_page(client: Client) -> None:
    first = client.get("/api/v1/permits/?limit=2").json()
    second = client.get(first["next"]).json()

    assert [each["id"] for each in first["results"] + second["results"]] == ["DE-EUBC", "ES-EUBC", "EU-EUBC"]
    assert second["next"] is None


@pytest.mark.usefixtures("three_countries")
def test_the_list_is_a_table_too(client: Client) -> None:
    lines = client.get("/api/v1/permits.csv?country=DEU").content.decode().splitlines()

    assert lines[0].startswith("id,country,name")
    assert lines[1].startswith("DE-EUBC,DEU,Permit DE-EUBC")


@pytest.mark.parametrize("asked", ["?country=DEX", "?purpose=holiday", "?encoded=perhaps", "?limit=0"])
def test_a_filter_that_cannot_be_read_is_explained(client: Client, asked: str) -> None:
    response = client.get(f"/api/v1/permits/{asked}")

    assert response.status_code == 400
    assert response.json()["errors"][0]["mend"]


def test_the_list_costs_as_many_queries_for_many_permits_as_for_one(
    client: Client, django_assert_max_num_queries: Queries
) -> None:
    for number in range(12):
        make_published(make_provision(f"DE-P{number}"))

    with django_assert_max_num_queries(16):
        client.get("/api/v1/permits/")
    with django_assert_max_num_queries(6):
        client.get("/api/v1/permits/")


@pytest.mark.slow
def test_the_model_record_fills_all_twelve_elements(client: Client) -> None:
    carried.load(content=content.read(), at=LOADED)

    body = permit(client, "ES-CA-INI")

    assert all(body["elements"].values())
    assert body["no_record"] == []
    assert body["indicators"]["ES.SMI.monthly"] == []


@pytest.mark.slow
def test_the_swiss_quotas_add_up_and_those_of_uk_nationals_stand_apart(client: Client) -> None:
    carried.load(content=content.read(), at=LOADED)

    quotas = {each["key"]: each for each in permit(client, "CH-B", as_of="2026-06-01")["quotas"]}
    italy = {each["key"]: each for each in permit(client, "IT-NS", as_of="2027-06-01")["quotas"]}

    assert quotas["quota_total"]["parts"] == ["CH-B/quota_annual", "CH-L/quota_annual"]
    assert quotas["quota_total"]["adds_up"] is True
    assert [each["share"] for each in quotas["quota_total"]["readings"]] == [0.74, 0.52]
    assert (quotas["quota_uk_nationals"]["nationals"], quotas["quota_uk_nationals"]["part_of"]) == (["GB"], None)
    assert italy["quota_total"]["adds_up"] is True


@pytest.mark.slow
def test_the_swedish_median_comes_with_its_dates(client: Client) -> None:
    carried.load(content=content.read(), at=LOADED)

    body = permit(client, "SE-WP", as_of="2026-05-15")

    (floor,) = [each for each in body["elements"]["e01"] if each["key"] == "salary_min"]
    assert floor["value"]["coefficient"] == "0.80"
    assert (floor["governing_date"], floor["indicator_date"]) == ("decision_date", "application_date")
    assert floor["conflicts"][0]["id"] == "C3"
    assert "37100" in {each["value"] for each in body["indicators"]["SE.median_monthly"]}


@pytest.mark.parametrize(("zone", "amount"), [("Pacific/Kiritimati", "52000"), ("Pacific/Honolulu", "50700")])
def test_a_rule_begins_at_midnight_by_the_clocks_of_its_country(
    client: Client, monkeypatch: pytest.MonkeyPatch, zone: str, amount: str
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 12, 31, 11, tzinfo=UTC))
    provision = make_provision(make_permit("DE-EUBC", time_zone=zone))
    make_published(provision, valid=THIS_YEAR, value=money("50700"))
    put_on_record(make_draft(provision, valid=(date(2027, 1, 1), None), value=money("52000")), coming=True)

    body = permit(client)

    assert [each["value"]["amount"] for each in body["elements"]["e01"]] == [amount]
