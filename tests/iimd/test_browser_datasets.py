"""In a real browser: the catalogue and dataset pages keep nobody out, fit a phone and work without script."""

import pytest
from playwright.sync_api import Browser, Page

from countries import actions
from datasets import store
from tests.browser import PHONE, axe
from tests.factories.datasets import release

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("_published")]

FLOWS = "datasets/REM_FLOW_BILATERAL/"
PAGES = [
    "datasets/",
    "datasets/?q=submarine",
    FLOWS,
    FLOWS + "?ref_area=Germny&period=1066",
    FLOWS + "?release=99",
    "datasets/REM_INFLOW/",
    "datasets/REM_OUTFLOW/",
    "datasets/NOTHING/",
]


@pytest.fixture
def _published(transactional_db):
    """Two datasets with a release. Django empties its tables after such a test; those of observations are ours."""
    actions.load()
    made = [
        release("REM_FLOW_BILATERAL", [("USA", "MEX", "2017", 30019.0), ("USA", "MEX", "2021", 52595.3)]),
        release("REM_INFLOW", [("MEX", "2020", 42.0), ("MEX", "2021", 54.0), ("IND", "2021", 89.0)]),
    ]
    yield
    for each in made:
        store.drop(each.table_name)


def forget_refusals(console_errors):
    """The console tells of answers such as 404, which some pages here are meant to give."""
    console_errors[:] = [error for error in console_errors if "the server responded with a status of 40" not in error]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_dataset_pages_keep_nobody_out(page: Page, live_server, console_errors, scheme):
    page.emulate_media(color_scheme=scheme)
    for address in PAGES:
        page.goto(f"{live_server.url}/en/{address}")
        for summary in page.locator("main summary").all():
            summary.click()
        axe(page)
    forget_refusals(console_errors)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_dataset_pages_fit_a_phone(page: Page, live_server, console_errors, language):
    page.set_viewport_size(PHONE)
    for address in PAGES:
        page.goto(f"{live_server.url}/{language}/{address}")

        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"], address
    axe(page)
    forget_refusals(console_errors)


def test_a_mistyped_country_is_mended_without_script(browser: Browser, live_server):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{live_server.url}/en/{FLOWS}")
        page.get_by_role("combobox", name="Receiving country").fill("Mxico")
        page.get_by_role("button", name="Show", exact=True).first.click()
        page.get_by_role("link", name="Mexico", exact=True).click()

        assert page.get_by_role("combobox", name="Receiving country").input_value() == "Mexico"
        assert page.get_by_text("All 2 observations.").is_visible()
