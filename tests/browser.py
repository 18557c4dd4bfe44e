"""A real browser for tests: Debian's Chromium, driven by Playwright, which downloads nothing.

`page` is a fresh page that fails the test when the console shows an error; `axe(page)` fails it when axe-core
finds something that keeps people out. Tests with a page get the marks `browser` and `slow` by themselves.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

INSTALL = "no Chromium on this machine; on Debian: apt-get install -y chromium"
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}

FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


def chromium() -> str | None:
    """The path of Chromium or Chrome ($CHROMIUM first); None where there is none."""
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if name and (found := shutil.which(name))), None)


def pytest_report_header(config: pytest.Config) -> str:
    return f"browser tests: {chromium() or INSTALL}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window; the test is skipped where there is none."""
    program = chromium()
    if program is None:
        pytest.skip(INSTALL)
    # Playwright's loop runs in this thread, which Django would take for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    # Chromium's sandbox refuses root, and only root.
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
    with sync_playwright() as playwright:
        chromium_browser = playwright.chromium.launch(executable_path=program, args=flags)
        yield chromium_browser
        chromium_browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def console_errors() -> list[str]:
    """What the console complained about; a test that provokes an error empties the list."""
    return []


@pytest.fixture
def page(browser: Browser, console_errors: list[str]) -> Iterator[Page]:
    """A page of a fresh visitor, as wide as a desktop; phones: `page.set_viewport_size(PHONE)`."""
    with browser.new_context(viewport=DESKTOP, locale="en-GB") as context:  # type: ignore[arg-type]
        opened = context.new_page()
        opened.set_default_timeout(15_000)
        opened.on("console", lambda message: _keep_errors(message, console_errors))
        opened.on("pageerror", lambda error: console_errors.append(str(error)))
        yield opened
    assert not console_errors, "the console shows: " + "; ".join(console_errors)


def axe(page: Page) -> None:
    """Fail with a readable list where axe-core finds a violation on the page as it is now."""
    found = Axe().run(page).response["violations"]
    assert not found, "\n".join(
        f"{rule['id']}: {rule['help']}\n  " + "\n  ".join(node["html"][:200] for node in rule["nodes"])
        for rule in found
    )


def _keep_errors(message: ConsoleMessage, errors: list[str]) -> None:
    # Our pages name their icon; on those that do not (Django's administration), Chromium asks for this one.
    if message.type == "error" and not str(message.location.get("url", "")).endswith("/favicon.ico"):
        errors.append(f"{message.text} ({message.location.get('url', '')})")
