"""In a real browser: the pages of people are usable by keyboard, by phone, in the dark and without script."""

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page

from accounts.actions.demo import load_people
from tests.accounts.test_sign_in import PASSWORD, account
from tests.browser import PHONE, axe

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def demo(settings, transactional_db):
    settings.DEMO = True
    load_people(at=timezone.now())


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ["login", "signup", "password/reset"])
def test_pages_for_visitors_keep_nobody_out(page: Page, live_server, scheme, address):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size(PHONE)
    page.goto(f"{live_server.url}/en/account/{address}/")
    page.get_by_role("main").get_by_role("button").first.click()

    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.usefixtures("demo")
def test_one_click_and_the_pages_behind_it(page: Page, live_server):
    page.goto(f"{live_server.url}/en/demo/")
    axe(page)
    page.get_by_role("button", name="Sign in as Ana Demoson").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Your account"
    axe(page)

    page.get_by_role("link", name="make or revoke keys").click()
    page.get_by_label("Name").fill("a script")
    page.get_by_role("button", name="Make the key").click()
    axe(page)
    page.get_by_role("link", name="I have copied it").click()
    axe(page)
    page.get_by_role("link", name="Revoke a script").click()
    page.get_by_role("button", name="Revoke the key").click()
    assert page.get_by_text("The key “a script” is revoked.").is_visible()


def test_signing_in_and_setting_up_a_second_factor_without_script(browser: Browser, live_server):
    account()
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{live_server.url}/en/account/login/?next=/en/account/2fa/totp/activate/")
        page.get_by_label("E-mail address").fill("ana@example.org")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("main").get_by_role("button", name="Sign in").click()
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Confirm").click()

        assert page.get_by_role("img", name="Picture for the authenticator app").is_visible()
