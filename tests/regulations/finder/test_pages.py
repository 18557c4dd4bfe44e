"""The finder's pages: results grouped and explained, nothing lost or stored, a checklist on the page and as PDF."""

import re

import pytest
from django.urls import reverse

from regulations.checklist import pdf

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("facts")]

NURSE = "nationality=PHL&residence=PHL&occupation=nurse&education=6&age=30&salary.amount=46000&salary.currency=EUR"
INDIAN = "nationality=India&destinations=DEU&education=6&age=29&salary=46000&currency=EUR&application_date=2026-02-01"


def page(client, query, language="en"):
    response = client.get(f"/{language}/pathways/?{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_the_form_asks_and_says_what_becomes_of_the_answers(client):
    html = page(client, "")

    assert 'name="nationality"' in html
    assert "We store nothing of it" in html


def test_results_are_grouped_and_say_the_line_that_matters(client):
    html = page(client, INDIAN)

    assert 'id="DE-EUBC"' in html
    assert "Could be met" in html
    assert "Short by EUR\u00a04,700 a year" in html
    assert "EUR\u00a065.80 a year above the floor" in html
    assert "Federal Ministry of the Interior" in html


def test_answering_a_question_settles_it(client):
    open_one = page(client, INDIAN + "&permits=DE-EUBC")
    assert 'name="facts.shortage_occupation"' in open_one

    settled = page(client, INDIAN + "&permits=DE-EUBC&facts.shortage_occupation=true")

    assert "Every condition we hold is met" in settled


def test_swedish_pay_depends_on_the_date_of_decision(client):
    html = page(
        client,
        "nationality=IND&destinations=SWE&salary.amount=31000&salary.currency=SEK&salary.period=month"
        "&dates.application=2026-05-15",
    )

    assert "It depends on a date" in html
    assert "Date of the decision before" in html


def test_the_origins_rule_of_leaving_stands_with_the_destination(client):
    html = page(client, "nationality=IND&destinations=ARE&occupation=2221")

    assert "Rules of the country you leave" in html
    assert "/permits/IN-ECR/" in html


def test_a_permit_closed_to_a_nationality_names_it(client):
    assert "Not open to nationals of this country: Afghanistan" in page(client, "nationality=AFG&permits=GB-SW")


def test_who_pays_is_told_and_what_may_not_be_taken_back(client):
    html = page(client, "nationality=IND&permits=CA-WP-LMIA")

    assert "CAD\u00a01,000 per position" in html
    assert "It may not be taken back from the worker." in html
    assert "The employer pays CAD\u00a01,000 in all." in html


def test_nothing_typed_is_lost_when_something_is_wrong(client):
    html = page(client, NURSE.replace("age=30", "age=300") + "&facts.graduated_within_years=2&family.children=2")

    assert 'href="#id_age"' in html
    assert 'value="300"' in html
    assert 'value="nurse"' in html
    assert '<input type="hidden" name="facts.graduated_within_years" value="2">' in html
    assert re.search(r'name="family.children" value="2"', html)


def test_answers_can_be_changed_with_everything_still_there(client):
    html = page(client, NURSE + "&edit=1")

    assert 'value="nurse"' in html
    assert 'value="46000"' in html


def test_an_unclear_occupation_offers_links_that_keep_the_rest(client):
    html = page(client, "nationality=PHL&age=30&occupation=manager")

    assert re.search(r'href="\?[^"]*age=30[^"]*occupation=1221"', html)


@pytest.mark.parametrize("number", ["1", "2", "999999", "-1", "x", "٣"])
def test_any_page_of_any_group_is_a_page(client, number):
    for group in ("met", "unknown", "not_met", "not_encoded", "nonsense"):
        page(client, f"nationality=IND&group={group}&page={number}")


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_every_language_has_results_and_a_checklist(client, language):
    assert "DE-EUBC" in page(client, INDIAN, language)
    checklist = client.get(f"/{language}/pathways/checklist/?{INDIAN}&permits=DE-EUBC")
    assert checklist.status_code == 200
    printed = client.get(f"/{language}/pathways/checklist.pdf?{INDIAN}&permits=DE-EUBC")
    assert printed.headers["Content-Type"] == "application/pdf"
    assert printed.content.startswith(b"%PDF-")


def test_a_checklist_has_boxes_and_addresses_of_sources_in_full(client):
    html = client.get("/en/pathways/checklist/?nationality=IND&permits=ES-CA-INI").content.decode()

    assert 'class="box"' in html
    assert re.search(r'<a href="(https://[^"]+)">\1</a>', html)
    assert "Documents" in html
    assert "deemed" not in html


def test_a_checklist_of_a_wrong_question_leads_back_to_the_form(client):
    response = client.get("/en/pathways/checklist/?nationality=Atlantis&permits=DE-EUBC")

    assert response.status_code == 302
    assert response.headers["Location"].startswith(reverse("pathways"))


def test_the_answer_is_for_the_reader_alone_and_for_no_index(client):
    response = client.get(f"/en/pathways/?{INDIAN}")

    assert "private" in response.headers["Cache-Control"]
    assert response.headers["X-Robots-Tag"] == "noindex"


def test_queries_do_not_grow_with_the_permits(client, django_assert_max_num_queries):
    page(client, INDIAN)  # what a process keeps is read

    for query in (INDIAN, INDIAN.replace("destinations=DEU&", "")):  # three permits, and all of them
        with django_assert_max_num_queries(10):
            page(client, query)


@pytest.mark.parametrize(
    "query",
    [
        "nationality=%00",
        "nationality=IND&salary.amount=-1&salary.currency=EUR",
        "nationality=IND&salary.amount=" + "9" * 30 + "&salary.currency=EUR",
        "nationality=IND&destinations=" + ",".join(["DEU"] * 500),
        "nationality=IND&" + "&".join(f"facts.f{n}=1" for n in range(300)),
        "nationality=IND&permits=" + "X" * 3000,
        "nationality=IND&facts.=1&languages.=A1&dates.=1",
        "nationality=IND&languages=xx",
        "nationality[]=IND&nationality=IND&nationality=DEU",
        "nationality=IND&age=%F0%9F%98%80&education=%E0%A4",
        "as_of=never&nationality=IND",
        "nationality=IND&known_on=0000-99-99",
        "nationality=IND&as_of=9999-12-31",
        "nationality=IND&as_of=0001-01-01",
        "language.9=de&level.9=B1&nationality=IND",
    ],
)
def test_hostile_questions_are_answered_not_crashed_on(client, query):
    for address in ("/en/pathways/", "/en/pathways/checklist/", "/en/pathways/checklist.pdf"):
        assert client.get(f"{address}?{query}").status_code in {200, 302, 400}


def test_a_name_in_a_script_the_fonts_lack_is_not_printed_as_boxes():
    assert pdf.can_draw("Tarjeta azul, œuvre, Größe, 46 000 €, الإقامة")
    assert not pdf.can_draw("特定技能1号")
