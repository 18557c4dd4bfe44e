"""One full request for each page and each refusal."""

import json
import re
from xml.etree import ElementTree

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf")]

PAGES = ["", "corridors/", "corridors/MEX-USA/", "countries/", "countries/MEX/", "search/?q=mexico"]


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "es", "fr"])
@pytest.mark.parametrize("page", PAGES)
def test_each_page_speaks_three_languages_and_names_the_others(client, language, page):
    response = client.get(f"/{language}/{page}")

    path = page.partition("?")[0]
    assert response.status_code == 200
    assert f'<html lang="{language}" dir="ltr"' in response.text
    for other in ("en", "es", "fr"):
        assert f'hreflang="{other}" href="http://127.0.0.1:8000/{other}/{path}"' in response.text
    assert f'<link rel="canonical" href="http://127.0.0.1:8000/{language}/{path}">' in response.text
    assert response.text.count("<h1") == 1
    ids = re.findall(r'\bid="([^"]+)"', response.text)
    assert sorted(ids) == sorted(set(ids))
    assert "style=" not in response.text
    assert "<script>" not in response.text


@pytest.mark.parametrize(("wanted", "address"), [("fr,en;q=0.5", "/fr/"), ("de", "/en/"), ("es-MX", "/es/")])
def test_the_root_leads_to_the_readers_language(client, wanted, address):
    response = client.get("/", headers={"accept-language": wanted})

    assert response.headers["Location"] == address
    assert "Accept-Language" in response.headers["Vary"]


def test_home_shows_world_figures_with_their_coverage(client):
    page = client.get("/en/").text.replace("\u00a0", " ")

    assert "8.97 billion" in page
    assert "352 corridors with 62.1% of all flows" in page
    assert "India received most from people abroad in 2021: USD 89.4 billion" in page


def test_the_map_is_switched_by_a_link(client):
    page = client.get("/en/?figure=price").text

    assert "Sending was dearest to India in 2020: 5.0%" in page
    assert 'aria-current="true">Price of sending there' in page


def test_an_unknown_figure_shows_the_first(client):
    assert "India received most" in client.get("/en/?figure=nonsense").text


def test_a_corridor_names_people_and_shows_the_money_that_flows_back(client):
    page = client.get("/en/corridors/MEX-USA/").text.replace("\u00a0", " ")

    assert "<h1>Mexico to United States</h1>" in page
    assert "An estimated USD 52.6 billion went home along this corridor in 2021." in page
    assert "Sending USD 200 cost 4.2%, or USD 8.36, in 2020 Q3." in page
    assert "United States to Mexico: sending cost 4.2% in 2020 Q3, down from 4.6% in 2019 Q3" in page
    assert "USD 52,595 million" in page
    assert "621 million" in page
    assert "0.4 points lower than in 2019 Q3" in page
    assert "release 3, published 1 May 2024" in page


def test_a_corridor_without_a_price_says_so(client):
    page = client.get("/en/corridors/PHL-DEU/").text

    assert "What sending costs has not been surveyed." in page
    assert "Nobody has surveyed prices here." in page
    assert 'id="price"' not in page


def test_a_corridor_without_a_flow_gives_no_saving_and_explains_odd_prices(client):
    page = client.get("/en/corridors/SDN-SAU/").text

    assert "below nought" in page
    assert "Not measured" in page
    assert "How much money goes home along this corridor is not known." in page


def test_a_corridor_we_know_nothing_about_says_so(client):
    response = client.get("/en/corridors/AND-TUV/")

    assert response.status_code == 200
    assert "We don’t know" in response.text
    assert 'id="money"' not in response.text


@pytest.mark.parametrize("written", ["mx-us", "mex-usa", "MX-USA", "Mexico-us"])
def test_other_codes_lead_to_the_one_address(client, written):
    response = client.get(f"/en/corridors/{written}/?as_of=2024-06-01")

    assert response.status_code == 301
    assert response.headers["Location"] == "/en/corridors/MEX-USA/?as_of=2024-06-01"


@pytest.mark.parametrize("written", ["MEX-USA", "mx-us"])
def test_an_address_without_its_last_slash_leads_to_the_corridor(client, written):
    response = client.get(f"/en/corridors/{written}?as_of=2024-06-01")

    assert response.status_code == 301
    assert response.headers["Location"] == "/en/corridors/MEX-USA/?as_of=2024-06-01"


@pytest.mark.parametrize("written", ["USA-USA", "us-USA"])
def test_a_corridor_of_one_country_is_refused_with_help(client, written):
    response = client.get(f"/en/corridors/{written}/")

    assert response.status_code == 404
    assert "Both fields say United States." in response.text


@pytest.mark.parametrize("written", ["XXX-USA", "Germny-USA", "MEX", "MEX-", "MEX-USA-CAN", "<script>-USA", "a/b"])
def test_an_address_that_names_no_corridor_is_refused_with_help(client, written):
    response = client.get(f"/en/corridors/{written}/")

    assert response.status_code == 404
    assert 'name="from"' in response.text
    assert "<script>-" not in response.text


def test_the_form_leads_to_the_corridor(client):
    response = client.get("/es/corridors/", {"from": "México", "to": "estados unidos"})

    assert response.headers["Location"] == "/es/corridors/MEX-USA/"


def test_a_mistyped_country_is_answered_with_candidates(client):
    page = client.get("/en/corridors/", {"from": "Germny", "to": "mexico"}).text

    assert "We know no country called “Germny” to leave from." in page
    assert 'href="/en/corridors/?from=DEU&amp;to=MEX"' in page


def test_empty_fields_are_named(client):
    page = client.get("/en/corridors/", {"from": "", "to": ""}).text

    assert "Name the country people leave." in page
    assert "Name the country people go to." in page


def test_corridors_are_sorted_by_the_address(client):
    flow, saving = client.get("/en/corridors/").text, client.get("/en/corridors/?sort=saving").text

    assert flow.index("India – United Kingdom") < flow.index("Sudan – Saudi Arabia")
    assert 'aria-sort="descending">Saving' in saving
    assert 'aria-sort="descending">Money' in client.get("/en/corridors/?sort=nonsense").text


def test_a_country_shows_its_flows_and_partners(client):
    page = client.get("/en/countries/MEX/").text.replace("\u00a0", " ")

    assert "People abroad sent home USD 54.1 billion in 2021. Such money was as much as 4.2% of GDP in 2021." in page
    assert "Most is estimated to come from: United States." in page
    assert 'href="/en/corridors/MEX-CAN/">Canada' in page
    assert 'href="/en/corridors/USA-MEX/">United States' in page


def test_a_country_without_figures_says_so(client):
    page = client.get("/en/countries/TUV/").text

    assert "We don’t know" in page
    assert "TUV" in page


def test_other_codes_of_a_country_lead_to_the_one_address(client):
    assert client.get("/en/countries/mx/").headers["Location"] == "/en/countries/MEX/"


def test_an_unknown_country_is_refused_with_candidates(client):
    response = client.get("/en/countries/Germny/")

    assert response.status_code == 404
    assert "/en/countries/DEU/" in response.text


def test_a_country_nobody_knows_is_refused(client):
    assert client.get("/en/countries/99999999/").status_code == 404


def test_countries_stand_under_their_regions(client):
    page = client.get("/fr/countries/").text

    assert page.index(">Allemagne<") > page.index('id="region-')
    assert page.count('<a href="/fr/countries/') >= 249


def test_regions_stand_in_the_readers_alphabetical_order(client):
    page = client.get("/es/countries/").text

    assert page.index("<h2>África") < page.index("<h2>América") < page.index("<h2>Oceanía")


def test_countries_are_found_by_any_name(client):
    assert "/en/countries/DEU/" in client.get("/en/countries/?q=Alemania").text


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Mexico to United States", "/en/corridors/MEX-USA/"),
        ("PHL-DEU", "/en/corridors/PHL-DEU/"),
        ("Filipinas → Alemania", "/en/corridors/PHL-DEU/"),
        ("germny", "/en/countries/DEU/"),
        ("bilateral", "/en/datasets/REM_FLOW_BILATERAL/"),
        ("REM_INFLOW", "/en/datasets/REM_INFLOW/"),
    ],
)
def test_search_finds(client, asked, found):
    assert f'href="{found}"' in client.get("/en/search/", {"q": asked}).text


def test_search_says_when_it_finds_nothing_and_escapes_what_was_asked(client):
    page = client.get("/en/search/", {"q": "<b>qqqqqq</b>"}).text

    assert "Nothing found for “&lt;b&gt;qqqqqq&lt;/b&gt;”" in page


def test_an_earlier_day_shows_what_was_published_then(client):
    page = client.get("/en/corridors/MEX-USA/?as_of=2023-01-01").text

    assert "No figure on this corridor was published on that day." in page


@pytest.mark.parametrize("day", ["yesterday", "2024-13-01", "<i>"])
def test_a_day_we_cannot_read_is_refused(client, day):
    response = client.get("/en/corridors/MEX-USA/", {"as_of": day})

    assert response.status_code == 400
    assert "Write it as year-month-day" in response.text
    assert "<i>" not in response.text


@pytest.mark.parametrize("page", PAGES)
def test_an_unchanged_page_is_not_sent_twice(client, page):
    first = client.get(f"/en/{page}")
    again = client.get(f"/en/{page}", headers={"if-none-match": first.headers["ETag"]})

    assert again.status_code == 304
    assert first.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("page", PAGES)
def test_pages_are_read_only(client, page):
    assert client.post(f"/en/{page}").status_code == 405


# Charts to take away ------------------------------------------------------------------------


def test_a_chart_as_csv_is_whole_and_names_its_source(client):
    response = client.get("/en/corridors/MEX-USA/?chart=price&format=csv")

    lines = response.text.removeprefix("\ufeff").splitlines()
    assert response.headers["Content-Disposition"] == 'attachment; filename="iimd-MEX-USA-price.csv"'
    assert lines[0] == "Quarter,This corridor,All surveyed corridors"
    assert lines[1] == "2020 Q3,4.18,7.0"
    assert "release 3" in lines[-1]


def test_a_chart_as_svg_stands_alone(client):
    response = client.get("/en/?figure=received&chart=map&format=svg")

    root = ElementTree.fromstring(response.content)  # noqa: S314
    assert response.headers["Content-Type"] == "image/svg+xml"
    assert root.find("{http://www.w3.org/2000/svg}style") is not None


@pytest.mark.slow
def test_a_chart_as_png(client):
    assert client.get("/en/countries/MEX/?chart=senders&format=png").content.startswith(b"\x89PNG")


def test_a_chart_as_vega_lite(client):
    answer = client.get("/en/corridors/?chart=largest&format=vega")

    assert json.loads(answer.content)["$schema"].endswith("v6.json")


@pytest.mark.parametrize("query", ["chart=nonsense&format=csv", "chart=price&format=exe", "format=csv"])
def test_a_chart_or_format_we_do_not_have_is_refused(client, query):
    assert client.get(f"/en/corridors/MEX-USA/?{query}").status_code == 404


def test_downloads_keep_the_day_that_was_asked_for(client):
    page = client.get("/en/corridors/MEX-USA/?as_of=2024-06-01").text

    assert "?as_of=2024-06-01&amp;chart=price&amp;format=csv" in page


def test_a_chart_leads_to_the_same_figures_in_the_api(client):
    page = client.get("/en/corridors/MEX-USA/").text

    address = "/api/v1/datasets/REM_PRICE_CORRIDOR/data?ref_area=USA&amp;counterpart_area=MEX&amp;release=3"
    assert f'href="{address}"' in page


def test_a_warm_corridor_page_asks_the_database_little(client, django_assert_max_num_queries):
    client.get("/en/corridors/MEX-USA/")

    with django_assert_max_num_queries(2):
        client.get("/en/corridors/MEX-USA/")
