"""The frame of every page: languages, colours, refusals in the house look."""

import pytest
from django.template.loader import render_to_string

from web_pages import numbers

pytestmark = pytest.mark.django_db


def test_an_unknown_address_answers_in_the_house_look(client):
    response = client.get("/es/nowhere/")

    assert response.status_code == 404
    assert '<html lang="es"' in response.text
    assert 'href="/fr/nowhere/"' in response.text


def test_the_chosen_colours_are_kept_without_script(client):
    response = client.post("/theme/", {"theme": "dark", "next": "/en/nowhere/?q=1"})

    assert response.headers["Location"] == "/en/nowhere/?q=1"
    assert 'data-theme="dark"' in client.get("/en/nowhere/").text


def test_colours_of_the_device_forget_the_choice(client):
    client.post("/theme/", {"theme": "dark"})
    client.post("/theme/", {"theme": ""})

    assert "data-theme" not in client.get("/en/nowhere/").text


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
def test_choosing_colours_never_leads_to_another_site(client, elsewhere):
    assert client.post("/theme/", {"theme": "dark", "next": elsewhere}).headers["Location"] == "/"


def test_the_theme_cannot_be_changed_by_following_a_link(client):
    assert client.get("/theme/?theme=dark").status_code == 405


def test_the_language_switch_keeps_the_page_and_its_question(client):
    page = client.get("/fr/nowhere/?as_of=2024-01-01").text

    assert 'href="/en/nowhere/?as_of=2024-01-01"' in page


def test_the_page_for_a_crash_needs_no_request():
    assert "Something broke" in render_to_string("500.html")


@pytest.mark.parametrize(("language", "said"), [("en", "2020 Q3"), ("es", "2020 T3"), ("fr", "2020 T3")])
def test_quarters_in_the_readers_language(language, said):
    assert numbers.period("2020-Q3", language) == said


@pytest.mark.parametrize(
    ("value", "language", "said"),
    [
        (52595.2, "en", "52.6 billion"),
        (620.8, "en", "621 million"),
        (8.97, "en", "8.97 million"),
        (781075.7, "en", "781 billion"),
        (52595.2, "fr", "52,6 milliards"),
        (0, "en", "0"),
    ],
)
def test_amounts_in_words(value, language, said):
    assert numbers.million(value, language).replace("\u00a0", " ") == said


def test_percentages_are_in_per_cent_already():
    assert numbers.percent(4.152, "en") == "4.2%"
    assert numbers.percent(4.152, "fr", 2).replace("\u202f", " ").replace("\u00a0", " ") == "4,15 %"
    assert numbers.percent(0.034, "en") == "0.03%"
    assert numbers.percent(-0.001, "en") == "0.00%"
    assert numbers.percent(0, "en") == "0.0%"
    assert numbers.percent(-11.36, "en") == "−11.4%"
