"""The fixtures of tests/browser.py themselves."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.browser import axe


def test_a_page_of_the_hub_opens_in_the_browser(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/admin/login/")

    assert page.locator("input[type=password]").is_visible()


def test_axe_fails_on_a_picture_without_a_description(page: Page) -> None:
    page.set_content("<html lang=en><title>t</title><main><h1>t</h1><img src='data:,'></main>")

    with pytest.raises(AssertionError, match="image-alt"):
        axe(page)


def test_errors_in_the_console_are_seen(page: Page, console_errors: list[str]) -> None:
    page.evaluate("console.error('broken')")

    assert console_errors
    console_errors.clear()
