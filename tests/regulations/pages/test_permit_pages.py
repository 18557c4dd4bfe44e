"""The list of permits, the page of one, the profile of a country, the coverage map: one request each, and refusals."""

import json
import re
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from regulations.models import LocalisedText
from regulations.models.texts import hash_of
from regulations.views import listing
from tests.factories.regulations import make_permit, make_provision, make_published, supersede
from tests.regulations.pages.conftest import YEAR, money, provide

pytestmark = pytest.mark.django_db

COUNTED = [
    "permits/",
    "permits/DE-EUBC/",
    "permits/coverage/",
    "countries/DEU/permits/",
    "compare/",
    "countries/DEU/",
    "corridors/SWE-DEU/",
    "search/?q=permit",
]


def test_a_permit_page_shows_value_validity_source_and_what_is_not_known(client, blue_card):
    page = client.get("/en/permits/DE-EUBC/?as_of=2026-03-01").text.replace("\u00a0", " ")

    assert "EUR 50,700 a year, gross" in page
    assert "1 Jan 2026 to 31 Dec 2026" in page
    assert "Publisher of DE-LAW" in page
    assert "None, as the source states" in page
    assert "Not known: we hold no record of this." in page
    assert 'lang="de">Blaue Karte EU' in page


def test_a_permit_page_of_another_day_says_so(client, blue_card):
    page = client.get("/en/permits/DE-EUBC/?as_of=2025-06-01").text.replace("\u00a0", " ")

    assert "EUR 48,300 a year" in page
    assert "The rules of 1 Jun 2025, as known today." in page


def test_a_day_before_the_first_rule_is_not_guessed(client, blue_card):
    page = client.get("/en/permits/DE-EUBC/?as_of=2023-11-01").text

    assert "On record, but not for this day:" in page


def test_an_earlier_answer_comes_back(client):
    provision = make_provision("DE-EUBC")
    mistake = make_published(provision, valid=YEAR, value=money("57000"))
    corrected = datetime(2026, 5, 4, 15, tzinfo=UTC)
    supersede(mistake, at=corrected)
    make_published(provision, valid=YEAR, value=money("50700"), at=corrected)

    then = client.get("/en/permits/DE-EUBC/?as_of=2026-04-01&known_on=2026-04-01").text
    now = client.get("/en/permits/DE-EUBC/?as_of=2026-04-01").text

    assert "57,000" in then
    assert "as the hub showed them on 1 Apr 2026" in then
    assert "57,000" not in now
    assert "50,700" in now


def test_a_day_before_the_record_says_when_the_record_begins(client, blue_card):
    page = client.get("/en/permits/DE-EUBC/?known_on=2026-02-01").text

    assert "The hub showed nothing then: its record begins on 1 Mar 2026." in page


@pytest.mark.parametrize("parameter", ["as_of", "known_on"])
def test_what_is_no_day_is_refused_with_an_example(client, blue_card, parameter):
    response = client.get(f"/en/permits/DE-EUBC/?{parameter}=yesterday")

    assert response.status_code == 400
    assert "2024-06-01" in response.text


def test_what_is_coming_stands_on_top(client, blue_card):
    page = client.get("/en/permits/DE-EUBC/").text

    assert page.index("What changes next") < page.index("Categories and requirements")
    assert "1 Jan 2099" in page


def test_search_engines_are_told_what_a_permit_is(client, blue_card):
    page = client.get("/en/permits/DE-EUBC/").text
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)

    told = json.loads(found[1])
    assert told["@type"] == "GovernmentPermit"
    assert told["issuedThrough"]["@type"] == "GovernmentService"
    assert told["validIn"]["name"] == "Germany"
    assert told["issuedBy"]["name"] == "Office"


def test_a_name_cannot_leave_the_script_element(client):
    make_permit("DE-ODD", names={"en": "</script><b>bold"})

    assert "</script><b>" not in client.get("/en/permits/DE-ODD/").text


def test_content_is_shown_in_the_readers_language_where_translated(client, blue_card):
    text = "Rule on quota."
    LocalisedText.objects.create(
        source_hash=hash_of(text), source_text=text, language="fr", text="Règle sur le quota.", status="human"
    )
    page = client.get("/fr/permits/DE-EUBC/").text

    assert "Règle sur le quota." in page
    assert '<span lang="en">Rule on salary_min_general.</span>' in page


def test_small_letters_lead_to_the_one_address(client, blue_card):
    response = client.get("/en/permits/de-eubc/?as_of=2026-03-01")

    assert response.status_code == 301
    assert response.headers["Location"] == "/en/permits/DE-EUBC/?as_of=2026-03-01"


def test_an_unknown_permit_is_not_found(client):
    assert client.get("/en/permits/DE-NONE/").status_code == 404


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "es", "fr"])
@pytest.mark.parametrize("path", ["permits/", "permits/DE-EUBC/", "permits/coverage/", "countries/DEU/permits/"])
def test_each_page_speaks_three_languages(client, blue_card, language, path):
    response = client.get(f"/{language}/{path}")

    assert response.status_code == 200
    assert f'<html lang="{language}"' in response.text
    assert response.text.count("<h1") == 1
    ids = re.findall(r'\bid="([^"]+)"', response.text)
    assert sorted(ids) == sorted(set(ids))
    assert "style=" not in response.text


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("", ["DE-EUBC", "SE-WP"]),
        ("country=Germany", ["DE-EUBC"]),
        ("country=SE", ["SE-WP"]),
        ("skill_level=any", ["SE-WP"]),
        ("purpose=employment&duration_class=temporary&skill_level=high", ["DE-EUBC"]),
        ("purpose=research", []),
    ],
)
def test_the_list_is_narrowed(client, blue_card, work_permit, query, codes):
    page = client.get(f"/en/permits/?{query}").text

    assert re.findall(r"<code>([A-Z-]+)</code>", page) == codes


def test_a_long_list_goes_on_where_the_page_before_ended(client, blue_card, work_permit, monkeypatch):
    monkeypatch.setattr(listing, "PAGE", 1)
    first = client.get("/en/permits/?skill_level=").text
    following = re.search(r'rel="next" href="(\?[^"]+)"', first)[1]
    second = client.get(f"/en/permits/{following}").text

    assert re.findall(r"<code>([A-Z-]+)</code>", first) == ["DE-EUBC"]
    assert "2 permits" in first
    assert re.findall(r"<code>([A-Z-]+)</code>", second) == ["SE-WP"]
    assert 'rel="next"' not in second


def test_an_unknown_country_in_the_list_is_said_beside_the_field(client, blue_card):
    page = client.get("/en/permits/?country=Ruritania").text

    assert "We know no country called “Ruritania”." in page
    assert 'value="Ruritania"' in page


def test_the_country_profile_names_the_permits_it_knows_nothing_of(client, blue_card):
    make_permit("DE-BARE", names={"en": "Bare permit"})
    page = client.get("/en/countries/DEU/permits/").text

    assert "Not known for:" in page
    assert page.count("Bare permit") > 11


def test_a_country_without_permits_is_told_apart_from_one_without_rules(client):
    page = client.get("/en/countries/BRA/permits/").text

    assert "That does not mean there is none." in page


@pytest.mark.parametrize(("written", "area"), [("Germany", "DEU"), ("de", "DEU"), ("eu", "EU")])
def test_any_name_leads_to_the_profile(client, written, area):
    assert client.get(f"/en/countries/{written}/permits/").headers["Location"] == f"/en/countries/{area}/permits/"


def test_no_country_has_no_profile(client):
    assert client.get("/en/countries/Ruritania/permits/").status_code == 404


@pytest.mark.parametrize("figure", ["permits", "elements", "fresh", "confirmed", "nonsense"])
def test_the_coverage_map_has_a_table_and_files(client, blue_card, work_permit, figure):
    assert "We hold 2 permits of 2 countries" in client.get(f"/en/permits/coverage/?figure={figure}").text

    taken = client.get(f"/en/permits/coverage/?figure={figure}&chart=map&format=csv")
    assert taken.headers["Content-Type"].startswith("text/csv")
    assert "Germany" in taken.content.decode("utf-8-sig")


def test_coverage_counts_what_an_authority_confirms(client, work_permit):
    page = client.get("/en/permits/coverage/").text

    assert re.search(r"Sweden.*?data-sort=\"1\.0\".*?data-sort=\"0\.0\"", page, re.DOTALL)


def test_a_hub_without_permits_says_how_to_load_them(client):
    assert "load_permit_facts" in client.get("/en/permits/coverage/").text


@pytest.mark.slow
@pytest.mark.parametrize("path", COUNTED)
def test_queries_do_not_grow_with_the_number_of_permits(client, blue_card, path):
    def queries():
        client.get(f"/en/{path}")  # names, shapes and translations are read once in a process
        provide(blue_card, f"fresh_{len(counted)}", money("1"))  # the record must be read again
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"/en/{path}").status_code == 200
        return len(captured)

    counted: list[int] = []
    counted.append(queries())
    for number in range(5):
        provide(make_permit(f"DE-MORE-{number}"), "salary_min", money("1"), valid=(date(2026, 1, 1), None))
    counted.append(queries())

    assert counted[0] == counted[1]
