"""Permits side by side: as page, as CSV, in the API; at named rates; refusals beside the field."""

import csv
import io
import re
from datetime import UTC, datetime

import pytest

from regulations.actions import carried
from regulations.carried import content
from tests.factories.regulations import make_permit
from tests.regulations.pages.conftest import YEAR, money, provide

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ASKED = "permits=DE-EUBC,SE-WP&as_of=2026-03-01"


def plain(response):
    return response.text.replace("\u00a0", " ")


def table(response):
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def rows_of(answer):
    return {row["question"]: row for row in answer.json()["rows"]}


@pytest.fixture
def both(blue_card, work_permit, rates):
    """Two permits, and the rates to compare them at."""


@pytest.mark.usefixtures("both")
def test_the_page_puts_pay_floors_side_by_side_at_a_named_rate(client):
    page = plain(client.get(f"/en/compare/?{ASKED}&currency=SEK"))

    assert "EUR 50,700 a year, gross" in page
    assert "about SEK 557,700 a year" in page
    assert "SEK 34,470 a month, gross" in page
    assert "EUR 1 = SEK 11, 27 Feb 2026 (FX_DAILY, release 1)" in page
    assert "lowest" in page
    assert "not confirmed by the authority" in page


@pytest.mark.usefixtures("both")
def test_only_differences_are_shown_on_request(client):
    everything = client.get(f"/en/compare/?{ASKED}").text
    differing = client.get(f"/en/compare/?{ASKED}&differences=1").text

    assert "Quota" in everything
    assert '<th scope="row">Quota' not in differing
    assert "Pay floor" in differing


@pytest.mark.usefixtures("both")
def test_a_currency_without_a_rate_says_so(client):
    emirates = make_permit("AE-GREEN", time_zone="Asia/Dubai")
    provide(emirates, "salary_min", money("15000", "AED", "month"))
    page = plain(client.get("/en/compare/?permits=AE-GREEN,DE-EUBC&as_of=2026-03-01"))

    assert "AED 15,000 a month, gross" in page
    assert "no rate for AED" in page
    assert "No rate leads from AED to EUR on that day" in page


@pytest.mark.usefixtures("both")
def test_the_csv_holds_every_amount_with_its_rate_and_source(client):
    response = client.get(f"/en/compare/?{ASKED}&currency=SEK&format=csv")
    (german,) = [row for row in table(response) if row["PERMIT"] == "DE-EUBC" and row["QUESTION"] == "pay_floor"]

    assert response.headers["Content-Disposition"] == 'attachment; filename="iimd-compare-DE-EUBC-SE-WP.csv"'
    assert (german["AMOUNT"], german["CURRENCY"], german["AMOUNT_CONVERTED"]) == ("50700", "EUR", "557700")
    assert german["RATE_DATES"] == "2026-02-27"
    assert german["SOURCE"] == "Publisher of DE-LAW"
    assert german["DIFFERS"] == "True"


@pytest.mark.usefixtures("both")
def test_the_csv_keeps_a_line_for_what_is_not_known(client):
    lines = table(client.get(f"/en/compare/?{ASKED}&format=csv"))

    assert [row["VALUE"] for row in lines if row["QUESTION"] == "quota"] == ["None, as the source states", ""]


@pytest.mark.usefixtures("both")
def test_the_api_gives_the_same(client):
    answer = client.get(f"/api/v1/compare/?{ASKED}&currency=SEK")
    (german, swedish) = rows_of(answer)["pay_floor"]["cells"]

    assert [permit["country"] for permit in answer.json()["permits"]] == ["DEU", "SWE"]
    assert german["answers"][0]["amounts"][0]["converted"] == {"amount": 557700, "currency": "SEK"}
    assert (german["mark"], swedish["mark"]) == ("highest", "lowest")
    assert answer.json()["rates"] == [
        {
            "currency": "SEK",
            "per_unit_of": "EUR",
            "rate": 11.0,
            "period": "2026-02-27",
            "dataset": "FX_DAILY",
            "release": 1,
        }
    ]
    assert rows_of(answer)["quota"]["cells"][1]["answers"] == []


@pytest.mark.usefixtures("both")
def test_an_earlier_record_is_compared_on_request(client):
    answer = client.get(f"/api/v1/compare/?{ASKED}&known_on=2020-01-01")

    assert answer.json()["rows"] == []


@pytest.mark.usefixtures("both")
@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("permits=DE-NONE", "There is no permit DE-NONE."),
        ("permits=DE-EUBC&currency=XXX", "There is no rate for XXX."),
        ("permits=DE-EUBC&as_of=soon", "Enter a valid date."),
        ("permits=" + ",".join(f"DE-P{number}" for number in range(7)), "Choose at most 6 permits; these are 7."),
        ("type=nonsense", "nonsense"),
    ],
)
def test_a_question_that_makes_no_sense_is_explained_beside_the_field(client, query, problem):
    for number in range(7):
        make_permit(f"DE-P{number}")
    response = client.get(f"/en/compare/?{query}")

    assert response.status_code == 400
    assert problem in response.text


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("", "permits"),
        ("permits=DE-NONE", "permits"),
        ("permits=DE-EUBC&currency=XXX", "currency"),
        ("permits=DE-EUBC&as_of=soon", "as_of"),
        ("permits=DE-EUBC&known_on=2026-13-01", "known_on"),
        ("type=nonsense", "type"),
        ("permits=a,b,c,d,e,f,g", "permits"),
        ("permit=DE-EUBC", "permit"),
    ],
)
def test_the_api_says_what_is_wrong_and_how_to_mend_it(client, blue_card, query, where):
    response = client.get(f"/api/v1/compare/?{query}")

    assert response.status_code == 400
    assert where in {error["where"] for error in response.json()["errors"]}
    assert all(error["mend"] for error in response.json()["errors"])


def test_without_anything_chosen_the_page_asks_what_to_compare(client, blue_card):
    page = client.get("/en/compare/").text

    assert "What to compare" in page
    assert 'value="DE-EUBC"' in page


def test_one_kind_is_compared_across_countries(client, blue_card):
    provide(make_permit("FR-EUBC", time_zone="Europe/Paris"), "salary_min", money("59373"), valid=YEAR)
    make_permit("FR-TSQ", time_zone="Europe/Paris")
    answer = client.get("/api/v1/compare/?type=eu-blue-card&as_of=2026-03-01")

    assert [permit["id"] for permit in answer.json()["permits"]] == ["DE-EUBC", "FR-EUBC"]


def test_blue_card_floors_of_three_countries_as_carried(client, rates):
    """Case 10: index rule, local amount, converted amount with the date of its rate; what is not held says so."""
    carried.load(content=content.read(), at=datetime(2026, 2, 1, 12, tzinfo=UTC))
    asked = "permits=ES-EUBC,DE-EUBC,FR-EUBC&as_of=2026-03-01&currency=USD"
    spain, germany, france = rows_of(client.get(f"/api/v1/compare/?{asked}"))["pay_floor"]["cells"]

    (band,) = spain["answers"]
    assert [item["coefficient"] for item in band["value"]["items"]] == ["1.0", "1.6"]
    assert band["indices_not_held"] == ["ES.mean_gross_annual"]
    assert band["amounts"] == []
    by_key = {answer["key"]: answer for answer in germany["answers"]}
    assert by_key["salary_formula"]["value"]["coefficient"] == "0.50"
    for key in ("salary_min_general", "salary_formula"):
        assert by_key[key]["amounts"][0]["amount"] == 50700
        assert by_key[key]["amounts"][0]["converted"] == {"amount": 63375, "currency": "USD"}
    french = {(answer["key"], answer["amounts"][0]["amount"]) for answer in france["answers"]}
    assert french >= {("salary_min", 59373), ("salary_formula", 59373)}

    page = plain(client.get(f"/en/compare/?{asked}"))
    assert "amount not held: no value of the mean gross annual salary (Spain) for that day" in page
    assert "50% of the annual ceiling of pension contributions (Germany)" in page
    assert re.search(r"EUR 1 = USD 1\.25, 27 Feb 2026", page)
