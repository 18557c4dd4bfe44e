"""A rule on its way: written by a focal point, reviewed and published by somebody else, read on page and feed."""

from __future__ import annotations

import os
import re
from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.actions.demo import load_people
from countries import actions as countries
from countries import queries
from tests.browser import PHONE, axe
from tests.factories.regulations import make_permit, make_provision, make_published, make_source

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

SHOTS = os.environ.get("SHOTS")
FLOOR = {"type": "money", "amount": "48300", "currency": "EUR", "per": "year", "gross_net": "gross"}


@pytest.fixture
def hub(settings, live_server: LiveServer) -> LiveServer:
    """The demonstration with its people, and a German salary floor that is due for review."""
    settings.DEMO, settings.REQUIRE_SECOND_FACTOR = True, False
    countries.load()  # an earlier test that commits may have had them flushed
    queries.forget()
    load_people(at=timezone.now())
    make_permit("ES-EUBC", time_zone="Europe/Madrid")
    make_source("DE-LAW")
    make_published(
        make_provision(make_permit("DE-EUBC", names={"en": "EU Blue Card"})),
        value=FLOOR,
        text="The salary is at least 48,300 euros a year.",
        valid=(date(2025, 1, 1), None),
        review_due=date(2025, 4, 1),
    )
    return live_server


def sign_in(page: Page, hub: LiveServer, name: str) -> None:
    page.context.clear_cookies()
    page.goto(f"{hub.url}/en/demo/?next=/en/desk/")
    page.get_by_role("button", name=f"Sign in as {name}").click()
    page.get_by_role("main").get_by_role("link", name="Permits").click()


def look(page: Page, name: str) -> None:
    """What every page on the way owes its readers: nobody kept out, nothing cut off on a phone."""
    axe(page)
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)
    desktop = page.viewport_size
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} is wider than a phone"
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}-phone.png", full_page=True)
    page.set_viewport_size(desktop)


def test_from_a_draft_to_the_feed(page: Page, hub: LiveServer, console_errors: list[str]):
    sign_in(page, hub, "Frida Demoson")
    expect(page.get_by_text("One value is due for review.")).to_be_visible()
    look(page, "desk-1-country")
    page.get_by_role("link", name="Write what holds now").click()
    expect(page.get_by_label("Amount")).to_have_value("48300")
    page.get_by_label("Amount").fill("fifty")
    page.get_by_label("The rule in plain words").fill("The salary is at least 50,700 euros a year.")
    page.get_by_label("Holds from").fill("2026-01-01")
    page.get_by_role("button", name="Keep the draft").click()
    expect(page.get_by_role("alert")).to_contain_text("Amount: Enter a number.")
    expect(page.get_by_label("Holds from")).to_have_value("2026-01-01")
    look(page, "desk-2-write")
    page.get_by_label("Amount").fill("50700")
    page.get_by_role("button", name="Keep the draft").click()
    expect(page.get_by_text("Only the desk sees it.")).to_be_visible()
    page.get_by_role("button", name="Hand in for review").click()
    expect(page.get_by_text("Handed in. It waits for a reviewer.").first).to_be_visible()
    version = page.url

    sign_in(page, hub, "Felipe Demoson")
    assert page.goto(version).status == 404

    sign_in(page, hub, "Rosa Demoson")
    look(page, "desk-4-countries")
    page.get_by_role("link", name="To review").click()
    page.get_by_role("row").filter(has_text="50,700").get_by_role("link").click()
    page.get_by_role("button", name="Begin the review").click()
    look(page, "desk-5-review")
    page.get_by_role("button", name="Approve it").click()
    assert "50,700" not in changes(page, hub)
    page.goto(version)
    page.get_by_role("button", name="Publish it").click()
    expect(page.get_by_text("This is what readers see")).to_be_visible()
    page.get_by_role("link", name="Withdraw it").click()
    look(page, "desk-6-reason")
    page.get_by_role("link", name="Leave it as it is").click()
    page.get_by_role("link", name="All versions of this matter").click()
    page.get_by_label("before").last.check()
    page.get_by_label(f"Version {version.rstrip('/').rpartition('/')[2]} after").check()
    page.get_by_role("button", name="Show what differs").click()
    expect(page.locator("#difference ins").first).to_have_text("50700")
    look(page, "desk-7-difference")
    page.get_by_role("link", name="EU Blue Card").click()
    look(page, "desk-8-permit")

    said = changes(page, hub)
    for words in ("48,300", "50,700", "1 Jan 2026", "Publisher of DE-LAW, § 1", "Demo Ministry of Labour of Germany"):
        assert words in said
    look(page, "desk-10-changes")
    page.goto(f"{hub.url}/en/permits/DE-EUBC/")
    expect(page.get_by_role("main")).to_contain_text(re.compile(r"EUR.50,700 a year"))
    feed = page.request.get(f"{hub.url}/feeds/changes/DEU.json").json()
    assert feed["items"][0]["_iimd"]["new"]["value"]["amount"] == "50700"
    atom = page.request.get(f"{hub.url}/feeds/changes/DEU.atom")
    assert "50,700" in atom.text().replace("\u00a0", " ")
    # The two refusals on the way are meant: a form that is not right, and a draft of another country.
    assert [" 422 " in console_errors[0], " 404 " in console_errors[1], len(console_errors)] == [True, True, 2]
    console_errors.clear()


def changes(page: Page, hub: LiveServer) -> str:
    """What the page of changes says to anybody."""
    page.goto(f"{hub.url}/en/changes/")
    return page.get_by_role("main").inner_text().replace("\u00a0", " ")
