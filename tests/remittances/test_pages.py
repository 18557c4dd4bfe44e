"""The pages about money show what the carried tables hold, in three languages, and refuse what can't be understood."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from datasets.shelf import Shelf
from remittances.blocks import offers
from tests.remittances import paper

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

TANZANIA = "corridors/TZA-KEN/"  # people go from Tanzania to Kenya; money goes from Kenya to Tanzania
KENYA = "corridors/KEN-TZA/"


@pytest.fixture(autouse=True)
def carried_shelf(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages read the carried tables."""
    monkeypatch.setattr(Shelf, "on", paper.on)


def text(client: Client, page: str) -> str:
    """What a page says, without markup."""
    response = client.get(f"/en/{page}")
    assert response.status_code == 200
    plain = re.sub(r"<[^>]+>", " ", response.text).replace("\u00a0", " ").replace("&nbsp;", " ")
    return re.sub(r"\s+", " ", plain)


@pytest.mark.parametrize("language", ["en", "es", "fr"])
@pytest.mark.parametrize(
    "page",
    [
        TANZANIA,
        "flows/",
        "sdg-10c/",
        "indicators/",
        "indicators/CONCENTRATION/",
        "indicators/DOCTORS/",
        "countries/KEN/",
    ],
)
def test_each_page_speaks_three_languages_with_one_heading_and_no_inline_style(
    client: Client, language: str, page: str
) -> None:
    response = client.get(f"/{language}/{page}")
    ids = re.findall(r'\bid="([^"]+)"', response.text)

    assert response.status_code == 200
    assert response.text.count("<h1") == 1
    assert sorted(ids) == sorted(set(ids))
    assert "style=" not in response.text
    assert "<script>" not in response.text


def test_a_corridor_shows_its_averages_with_band_and_number(client: Client) -> None:
    page = text(client, TANZANIA)

    assert "Simple mean of all services 12.16% 7.95% – 17.17% 14 11" in page
    assert "Three cheapest services (SmaRT-like) 3.28%" in page
    assert "Cheapest service of three firms 3.80%" in page


def test_a_dear_corridor_shows_how_different_its_averages_are(client: Client) -> None:
    page = text(client, KENYA)

    assert "Simple mean of all services 54.94%" in page
    assert "Median 82.60%" in page
    assert "Three cheapest services (SmaRT-like) 4.15%" in page
    assert "Goal 10.c: not above 5% met" in page


def test_a_promotion_has_no_place_unless_asked_for(client: Client) -> None:
    plain, odd = text(client, KENYA), text(client, f"{KENYA}?odd=1")

    assert "1 M-Pesa" in plain
    assert "– Western Union promotion" in plain
    assert "– MoneyGram better than the market" in plain
    assert "1 Western Union promotion" in odd


def test_a_budget_is_computed_apart_and_says_so(client: Client) -> None:
    page = text(client, f"{TANZANIA}?amount=18000&convention=BUDGET")

    assert "This is another number than the surveyed total cost" in page
    assert "The sum is sent whole" not in page


def test_another_amount_says_that_it_was_not_surveyed(client: Client) -> None:
    assert "≈" in text(client, f"{TANZANIA}?amount=30000")
    assert "≈" not in text(client, f"{TANZANIA}?amount=18000")


@pytest.mark.parametrize("amount", ["a lot", "-5", "0", "nan", "inf", "1e12", "1' OR 1=1"])
def test_what_is_no_amount_is_refused_with_a_sentence(client: Client, amount: str) -> None:
    response = client.get(f"/en/{TANZANIA}", {"amount": amount})

    assert response.status_code == 400
    assert "is no amount" in response.text


def test_a_code_that_is_none_stands_for_any(client: Client) -> None:
    assert text(client, f"{TANZANIA}?speed=WARP") == text(client, TANZANIA)


def test_a_corridor_without_services_has_no_list_and_says_what_is_not_measured(client: Client) -> None:
    page = text(client, "corridors/MEX-USA/")

    assert offers.block("MEX", "USA", None, {}) is None
    assert "Services and what they cost" not in page
    assert "hours of the host country’s wage Not measured" in page
    assert "other rules of sharing out give from" in page
    assert "Savings can be computed for 352 corridors, with 62.1% of all estimated flows." in page


def test_a_country_shows_concentration_saving_and_what_is_not_measured(client: Client) -> None:
    page = text(client, "countries/KEN/")

    assert "Concentration on few sending countries estimate 0.20" in page
    assert "Saving at 3%, million US dollars a year estimate USD 108 million" in page
    assert "Emigration rate of the highly schooled Not measured" in page


def test_the_goal_is_judged_by_its_own_rules_unless_switched(client: Client) -> None:
    official, other = text(client, "sdg-10c/"), text(client, "sdg-10c/?basis=simple")

    assert "the target’s own figures are not measured" in official
    assert "Met: 6. Not met: 2. Not measured: 0." in official or "Corridors in 2025 Q3" in official
    assert "This is another reading" not in official
    assert "This is another reading" in other
    assert "367 corridors are judged, 241 of them above 5%; they carry 62.1% of all flows of 2021." in other


def test_figures_below_nought_can_be_left_out(client: Client) -> None:
    assert "This is another reading" in text(client, "sdg-10c/?negatives=no")


def test_the_published_matrix_of_2017_comes_out_again_on_its_page(client: Client) -> None:
    page = text(client, "flows/?year=2017")

    assert "correlation 0.990" in page
    assert "United States – Mexico" in page
    assert "Published for 2017, USD million Published for 2021, USD million" in page
    assert "52,595.3" in page


def test_stocks_of_ones_own_change_the_flow_of_their_pair_alone_in_that_country(client: Client) -> None:
    plain = client.get("/api/v1/flows/allocation?year=2017&origin=MEX").json()
    changed = client.get("/api/v1/flows/allocation?year=2017&origin=MEX&stocks=CAN,MEX,9000000").json()

    def flow(answer: dict[str, list[list[object]]], sender: str) -> float:
        return next(float(str(row[2])) for row in answer["rows"] if row[0] == sender)

    assert flow(changed, "CAN") > 10 * flow(plain, "CAN")
    assert flow(changed, "USA") < flow(plain, "USA")
    assert changed["asked"]["stocks"] == [["CAN", "MEX", 9e6]]
    assert plain["fit"]["correlation"] >= 0.985


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("beta=2", "beta"),
        ("beta=nan", "beta"),
        ("year=1999", "year"),
        ("rule=guess", "rule"),
        ("income=gold", "income"),
        ("stocks=USA,MEX", "stocks"),
        ("stocks=USA,Atlantis,5", "stocks"),
        ("stocks=USA,MEX,-1", "stocks"),
        ("origin=Atlantis", "origin"),
        ("limit=-1", "limit"),
        ("nonsense=1", "nonsense"),
    ],
)
def test_assumptions_that_are_none_are_refused_by_field(client: Client, query: str, field: str) -> None:
    response = client.get(f"/api/v1/flows/allocation?{query}")

    assert response.status_code == 400
    assert [fault["where"] for fault in response.json()["errors"]] == [field]
    if field in {"beta", "year", "rule", "income", "stocks"}:
        assert client.get(f"/en/flows/?{query}").status_code == 400


def test_an_indicator_that_is_none_is_not_found(client: Client) -> None:
    assert client.get("/en/indicators/NONSENSE/").status_code == 404
