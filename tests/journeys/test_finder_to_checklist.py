"""A migrant on the way: the form, a slip mended, results, a question answered, the checklist on the page and as PDF."""

from __future__ import annotations

import re

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from countries import actions as countries
from countries import queries
from tests.browser import PHONE, axe

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def hub(live_server: LiveServer) -> LiveServer:
    """A hub that holds the carried permit facts."""
    countries.load()  # an earlier test that commits may have had them flushed
    queries.forget()
    call_command("load_permit_facts", verbosity=0)
    return live_server


def look(page: Page, name: str) -> None:
    """What every page on the way owes its readers: nobody kept out, nothing cut off on a phone."""
    axe(page)
    desktop = page.viewport_size
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} is wider than a phone"
    page.set_viewport_size(desktop)


def test_from_the_home_page_to_a_checklist(page: Page, hub: LiveServer):
    page.goto(f"{hub.url}/en/")
    page.get_by_role("link", name=re.compile("I want to work abroad")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Find a permit for your case")
    look(page, "form")

    page.get_by_label("Your nationality").fill("India")
    page.get_by_label("Your age in years").fill("290")
    page.get_by_label("Occupation", exact=True).fill("software developer")
    page.get_by_label("Highest education completed").select_option("6")
    page.get_by_label("Salary offered").fill("46 000")
    page.get_by_label("Currency", exact=True).fill("EUR")
    page.get_by_label("Germany").check()
    page.get_by_text("Languages, dates and family").click()
    page.get_by_label("Date of application").fill("2026-02-01")
    page.get_by_role("button", name="Show permits").click()

    slips = page.get_by_role("alert")
    expect(slips).to_contain_text("Write a whole number from 0 to 130.")
    look(page, "refused")
    slips.get_by_role("link", name=re.compile("Your age in years")).click()
    page.get_by_label("Your age in years").fill("29")
    expect(page.get_by_label("Salary offered")).to_have_value("46 000")
    expect(page.get_by_label("Germany")).to_be_checked()
    page.get_by_role("button", name="Show permits").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Permits for your case")
    card = page.locator("#DE-EUBC")
    expect(card).to_contain_text("Open: ")
    look(page, "results")
    card.get_by_text("Why, what to bring, what it costs").click()
    expect(card).to_contain_text("Short by EUR\u00a04,700 a year")
    look(page, "explained")

    card.get_by_label(re.compile("shortage occupations")).select_option("true")
    card.get_by_role("button", name="Ask again with these answers").click()
    expect(page.locator("#DE-EUBC")).to_contain_text("Every condition we hold is met")

    page.locator("#DE-EUBC").get_by_role("link", name=re.compile("^Checklist")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your checklist")
    expect(page.get_by_text("Software developers (2512)")).to_be_visible()
    look(page, "checklist")

    answer = page.request.get(hub.url + str(page.get_by_role("link", name="Download as PDF").get_attribute("href")))
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF-")
