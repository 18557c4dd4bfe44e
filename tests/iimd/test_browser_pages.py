"""In a real browser: public pages keep nobody out, fit a phone, answer to keys and work without script."""

import pytest
from playwright.sync_api import Browser, Page

from countries import actions
from tests.browser import PHONE, axe

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("shelf", "_countries")]

PAGES = [
    "",
    "corridors/",
    "corridors/MEX-USA/",
    "corridors/XXX-USA/",
    "countries/",
    "countries/MEX/",
    "search/?q=price",
]


@pytest.fixture
def _countries(transactional_db):
    """Tests with a live server empty the tables at their end."""
    actions.load()


def forget_refusals(console_errors):
    """The console tells of answers such as 404, which one page here is meant to give."""
    console_errors[:] = [error for error in console_errors if "404" not in error]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_public_pages_keep_nobody_out(page: Page, live_server, console_errors, scheme):
    page.emulate_media(color_scheme=scheme)
    for address in PAGES:
        page.goto(f"{live_server.url}/en/{address}")
        axe(page)
    forget_refusals(console_errors)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_public_pages_fit_a_phone(page: Page, live_server, console_errors, language):
    page.set_viewport_size(PHONE)
    for address in PAGES:
        page.goto(f"{live_server.url}/{language}/{address}")

        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"], address
    axe(page)
    forget_refusals(console_errors)


def test_tables_under_charts_keep_nobody_out(page: Page, live_server):
    page.goto(f"{live_server.url}/en/countries/MEX/")
    for summary in page.locator(".chart summary").all():
        summary.click()

    axe(page)


def test_a_chart_is_read_by_keys(page: Page, live_server):
    page.goto(f"{live_server.url}/en/corridors/MEX-USA/")
    page.locator("#price .pic-wide svg").focus()
    page.keyboard.press("ArrowLeft")
    last = page.get_by_role("status").filter(has_text="This corridor").inner_text()
    page.keyboard.press("ArrowLeft")
    before = page.get_by_role("status").filter(has_text="This corridor").inner_text()

    assert "2020 Q3" in last
    assert "4.18%" in last
    assert "2020 Q1" in before


def test_the_map_leads_to_countries_by_keys(page: Page, live_server):
    page.goto(f"{live_server.url}/en/")
    page.locator("#map svg").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/countries/*/")


def test_tables_sort_by_a_click_and_keep_unknown_values_last(page: Page, live_server):
    page.goto(f"{live_server.url}/en/corridors/")
    heading = page.get_by_role("columnheader", name="Saving at 3%")
    heading.get_by_role("button").click()

    assert heading.get_attribute("aria-sort") == "descending"
    assert page.locator("table tbody tr").last.locator("td").last.inner_text() == ""


def test_from_the_form_to_the_corridor_by_keyboard_alone(page: Page, live_server):
    page.goto(f"{live_server.url}/en/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Mexico")
    page.keyboard.press("Tab")
    page.keyboard.type("United States")
    page.keyboard.press("Enter")

    page.wait_for_url("**/en/corridors/MEX-USA/")
    assert page.get_by_role("heading", level=1).inner_text() == "Mexico to United States"


def test_colours_change_at_once_and_stay(page: Page, live_server):
    page.goto(f"{live_server.url}/en/")
    page.get_by_role("button", name="Dark").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"

    page.goto(f"{live_server.url}/en/countries/")
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_everything_works_without_script(browser: Browser, live_server):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{live_server.url}/en/")
        page.get_by_role("link", name="Weight in the economy").click()
        assert page.get_by_role("heading", name="Nowhere did money from abroad weigh more").is_visible()

        page.get_by_label("From: where people leave").fill("Mexco")
        page.get_by_label("To: where people go").fill("usa")
        page.get_by_role("button", name="Show the corridor").click()
        page.get_by_role("link", name="from Mexico").click()
        assert page.get_by_role("heading", level=1).inner_text() == "Mexico to United States"

        page.get_by_text("Show the table").first.click()
        assert page.get_by_role("cell", name="4.18%").is_visible()
        page.get_by_role("button", name="Dark").click()
        assert page.locator("html").get_attribute("data-theme") == "dark"
        page.get_by_role("link", name="FR Français").click()
        assert page.url.endswith("/fr/corridors/MEX-USA/")
