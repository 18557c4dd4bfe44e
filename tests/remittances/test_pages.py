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
@pytest.mark.parametrize("page", [TANZANIA])
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
