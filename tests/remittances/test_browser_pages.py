"""In a real browser: the pages about money keep nobody out and fit a phone."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from countries import actions
from datasets.shelf import Shelf
from tests.browser import PHONE, axe
from tests.remittances import paper

pytestmark = [pytest.mark.django_db(transaction=True)]

PAGES = ["corridors/KEN-TZA/", "flows/?year=2017&country=MEX", "sdg-10c/", "indicators/", "indicators/CONCENTRATION/"]


@pytest.fixture(autouse=True)
def carried_shelf(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages read the carried tables; tests with a live server empty the database at their end."""
    actions.load()
    monkeypatch.setattr(Shelf, "on", paper.on)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_about_money_keep_nobody_out(
    page: Page, live_server: Any, console_errors: list[str], scheme: str
) -> None:
    page.emulate_media(color_scheme=scheme)
    for address in PAGES:
        page.goto(f"{live_server.url}/en/{address}")
        axe(page)
    assert console_errors == []


def test_pages_about_money_fit_a_phone(page: Page, live_server: Any) -> None:
    page.set_viewport_size(PHONE)
    for address in PAGES:
        page.goto(f"{live_server.url}/fr/{address}")

        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"], address
