"""A file on its way: handed in, refused, mended, looked at, published by somebody else, read on the corridor page."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.actions.demo import load_people
from countries import actions as countries
from countries import queries
from datasets.actions import sync_datasets
from tests.browser import PHONE, axe
from tests.factories.datasets import release
from tests.journeys.workbooks import PLACES, matrix
from tests.journeys.worker import worker

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

FLOWS_2021 = [
    ("USA", "MEX", "2021", 52_595.0),
    ("MEX", "USA", "2021", 1_400.0),
    ("USA", "IND", "2021", 14_000.0),
    ("DEU", "IND", "2021", 800.0),
]
SHOTS = os.environ.get("SHOTS")


@pytest.fixture
def hub(settings, live_server: LiveServer) -> LiveServer:
    """The demonstration with its people and last year's flows, on an address of its own."""
    settings.DEMO, settings.REQUIRE_SECOND_FACTOR = True, False
    countries.load()  # an earlier test that commits may have had them flushed
    queries.forget()
    load_people(at=timezone.now())
    sync_datasets(at=timezone.now())
    release("REM_FLOW_BILATERAL", FLOWS_2021)
    return live_server


def sign_in(page: Page, hub: LiveServer, name: str) -> None:
    page.goto(f"{hub.url}/en/demo/?next=/en/desk/")
    page.get_by_role("button", name=f"Sign in as {name}").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Desk")


def hand_in(page: Page, file: Path) -> None:
    page.get_by_label("File", exact=True).set_input_files(file)
    page.get_by_role("button", name="Read and check the file").click()


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


def test_from_a_file_to_the_corridor_page(page: Page, hub: LiveServer, tmp_path: Path):
    broken = matrix(tmp_path / "broken.xlsx", places=(*PLACES[:1], "Indya", *PLACES[2:]), instead={(6, 3): "about 300"})
    sound = matrix(tmp_path / "matrix_2023.xlsx")
    with worker():
        sign_in(page, hub, "Ida Demoson")
        look(page, "1-desk")
        page.get_by_role("link", name="Import a file").click()
        look(page, "2-datasets")
        page.get_by_role("link", name="Import – Remittances between pairs of countries").click()
        look(page, "3-upload")

        hand_in(page, broken)
        expect(page.get_by_text("See what is wrong")).to_be_visible()
        look(page, "4-job-refused")
        page.get_by_role("link", name=re.compile("See what is wrong")).click()
        row = page.get_by_role("row").filter(has_text="about 300")
        expect(row).to_contain_text(re.compile(r"FINAL BRM 2023.*7.*D.*about 300"))
        expect(page.get_by_role("row").filter(has_text="Indya").first).to_contain_text("India")
        look(page, "5-problems")

        page.get_by_role("link", name="Hand in the mended file").click()
        hand_in(page, sound)
        expect(page.get_by_text("Every check passed. The release waits for another person")).to_be_visible()
        look(page, "6-job-done")
        page.get_by_role("link", name="See the difference").click()
        expect(page.get_by_role("heading", name="Difference from release 1")).to_be_visible()
        expect(page.locator("#why-publish")).to_contain_text("You imported this release yourself.")
        look(page, "7-release-own")
        difference = page.url
        assert "61.2 billion" not in corridor(page, hub)

        page.context.clear_cookies()
        sign_in(page, hub, "Paul Demoson")
        page.get_by_role("link", name="Look and decide").click()
        assert page.url == difference
        look(page, "8-release-other")
        page.get_by_role("button", name="Publish this release").click()
        expect(page.get_by_text("REM_FLOW_BILATERAL@2 is published.")).to_be_visible()
        page.get_by_role("link", name="See the job").click()
        expect(page.get_by_role("heading", name="What became of each dataset")).to_be_visible()
        look(page, "9-recompute")

    assert "61.2 billion" in corridor(page, hub)


def corridor(page: Page, hub: LiveServer) -> str:
    """What the corridor page says to anybody."""
    page.goto(f"{hub.url}/en/corridors/MEX-USA/")
    return page.get_by_role("main").inner_text().replace("\u00a0", " ")
