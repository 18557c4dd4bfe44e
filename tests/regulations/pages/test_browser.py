"""In a real browser: the pages about permits keep nobody out and fit a phone, with the facts the hub carries."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page

from countries import actions
from regulations.actions import carried
from regulations.carried import content
from tests.browser import PHONE, axe

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = [
    "permits/",
    "permits/ES-CA-INI/",
    "permits/IT-NS/",
    "permits/SE-WP/?as_of=2026-05-15",
    "permits/coverage/",
    "countries/DEU/permits/",
    "compare/?type=eu-blue-card",
    "compare/?permits=NONE",
    "corridors/IND-ARE/",
]
IN_THE_DARK = ["permits/IT-NS/", "compare/?type=eu-blue-card"]


@pytest.fixture
def _facts(transactional_db):
    """Tests with a live server empty the tables at their end."""
    actions.load()
    carried.load(content=content.read(), at=datetime(2026, 11, 22, 12, tzinfo=UTC))


@pytest.mark.usefixtures("_facts")
def test_pages_keep_nobody_out_and_fit_a_phone(page: Page, live_server, console_errors):
    page.set_viewport_size(PHONE)
    for scheme, language, addresses in (("light", "fr", PAGES), ("dark", "en", IN_THE_DARK)):
        page.emulate_media(color_scheme=scheme)
        for address in addresses:
            page.goto(f"{live_server.url}/{language}/{address}")
            axe(page)
            assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"], address
    console_errors[:] = [error for error in console_errors if "400" not in error]


@pytest.mark.usefixtures("_facts")
def test_a_reader_goes_from_a_rule_to_its_sources_and_back_in_time(page: Page, live_server):
    page.goto(f"{live_server.url}/en/permits/DE-EUBC/")
    page.get_by_label("Rules in force on").fill("2024-06-01")
    page.get_by_role("button", name="Show", exact=True).last.click()

    assert page.get_by_text("The rules of 1 Jun 2024, as known today.").is_visible()
    assert page.get_by_text("EUR 45,300 a year, gross").first.is_visible()
    page.get_by_role("link", name="Show today’s.").click()
    assert page.get_by_text("EUR 50,700 a year, gross").first.is_visible()
