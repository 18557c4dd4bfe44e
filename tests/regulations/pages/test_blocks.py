"""Permits on the pages of other rooms: country, corridor, home, search, sitemap."""

from datetime import date

import pytest

from tests.factories.regulations import make_permit
from tests.iimd.conftest import shelf as shelf  # noqa: PLC0414 - the figures on money, small
from tests.regulations.pages.conftest import provide

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf")]


def countries(*codes):
    return {"type": "list", "items": list(codes)}


@pytest.fixture
def clearance():
    """India's exit rule."""
    permit = make_permit("IN-ECR", names={"en": "Emigration clearance"}, time_zone="Asia/Kolkata",
                         purpose="exit_clearance", duration_class="")  # fmt: skip
    provide(permit, "notified_countries", countries("AE", "SA"))
    provide(permit, "channel", {"type": "term", "term": "eMigrate"}, "e03")
    return permit


def test_a_country_page_lists_its_permits_and_what_is_coming(client, blue_card):
    page = client.get("/en/countries/DEU/").text.replace("\u00a0", " ")

    assert "EU Blue Card (Germany)" in page
    assert "1 Jan 2099" in page
    assert 'href="/en/countries/DEU/permits/"' in page
    assert "None, as the source states" in page


def test_a_country_page_says_when_nothing_is_held(client):
    assert "Not known: we hold no permit of this country yet." in client.get("/en/countries/BRA/").text


def test_a_country_page_of_another_day_shows_the_rules_of_that_day(client, blue_card):
    provide(blue_card, "quota_annual", {"type": "number", "number": 4500, "unit": "permit"}, "e09",
            valid=(date(2024, 1, 1), date(2025, 1, 1)))  # fmt: skip

    assert "4,500 permits" in client.get("/en/countries/DEU/?as_of=2024-02-01").text
    assert "4,500 permits" not in client.get("/en/countries/DEU/").text


def test_a_corridor_shows_the_doors_at_the_destination(client, blue_card):
    page = client.get("/en/corridors/PHL-DEU/").text.replace("\u00a0", " ")

    assert "1 permit for work is on record at the destination." in page
    assert "EU Blue Card (Germany)" in page
    assert "Not known: we hold no exit rule of the country of origin." in page


def test_a_permit_closed_to_the_nationality_is_said_to_be_closed(client, blue_card):
    provide(blue_card, "nationality_bar", countries("AF"))

    assert "closed to nationals of the origin" in client.get("/en/corridors/AFG-DEU/").text
    assert "closed to nationals of the origin" not in client.get("/en/corridors/PHL-DEU/").text


@pytest.mark.parametrize(
    ("destination", "said"),
    [
        ("ARE", "Emigration clearance: needed for this destination."),
        ("DEU", "Emigration clearance: this destination is not on the list of those that need it."),
    ],
)
def test_the_exit_rule_of_the_origin_is_told(client, clearance, blue_card, destination, said):
    assert said in client.get(f"/en/corridors/IND-{destination}/").text


def test_a_new_rule_is_on_the_corridor_page_at_once(client, blue_card):
    before = client.get("/en/corridors/PHL-DEU/").text
    provide(blue_card, "fee_processing", {"type": "money", "amount": "100", "currency": "EUR", "per": "application"},
            "e04")  # fmt: skip
    after = client.get("/en/corridors/PHL-DEU/").text

    assert "Processing fee" not in before
    assert "Processing fee" in after


def test_the_home_map_can_show_permits(client, blue_card):
    home = client.get("/en/")
    page = client.get("/en/?figure=permits")

    assert "?figure=permits#world" in home.text
    assert "We hold 1 permit of 1 country" in page.text
    assert 'aria-current="true">Permits held' in page.text
    assert client.get("/en/?figure=permits&chart=map&format=csv").status_code == 200


@pytest.mark.parametrize("asked", ["blue card", "DE-EUBC", "blaue karte", "germany employment", "Blue Card Germany"])
def test_search_finds_permits(client, blue_card, work_permit, asked):
    page = client.get("/en/search/", {"q": asked}).text

    assert 'href="/en/permits/DE-EUBC/"' in page
    assert "SE-WP" not in page


def test_the_sitemap_lists_permits(client, blue_card):
    assert "/fr/permits/DE-EUBC/" in client.get("/sitemap-permits.xml").text
    assert "/es/countries/DEU/permits/" in client.get("/sitemap-permits-of-countries.xml").text


def test_the_api_finds_permits(client, blue_card):
    results = client.get("/api/v1/search/", {"q": "blue card germany"}).json()["results"]
    (found,) = [result for result in results if result["kind"] == "permit"]

    assert found["id"] == "DE-EUBC"
    assert found["url"].endswith("/api/v1/permits/DE-EUBC/")
