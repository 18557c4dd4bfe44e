"""In a real browser: jobs that tell how far they are, files that are too large, all without a mouse or script."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from datasets.models import Job, Release
from datasets.progress import JobProgress
from tests.browser import PHONE, axe

pytestmark = pytest.mark.django_db(transaction=True)

UPLOAD = "/en/desk/datasets/TEST_FLOW/import/"


def signed_in(context: BrowserContext, person: User, hub: LiveServer) -> None:
    """The cookie of a session of theirs."""
    session = SessionStore()
    session["_auth_user_id"] = str(person.pk)
    session["_auth_user_backend"] = "accounts.backends.EmailBackend"
    session["_auth_user_hash"] = person.get_session_auth_hash()
    session.save()
    context.add_cookies([{"name": "sessionid", "value": str(session.session_key), "url": hub.url}])


@pytest.fixture
def at_desk(page: Page, live_server: LiveServer, importer: User) -> Page:
    signed_in(page.context, importer, live_server)
    return page


def test_a_running_job_moves_on_without_loading_the_page(at_desk: Page, live_server: LiveServer, job: Job):
    Job.objects.update(state="running", started_at=timezone.now())
    tell = JobProgress(str(job.pk))
    tell("read")
    at_desk.goto(f"{live_server.url}/en/desk/jobs/{job.pk}/")
    at_desk.evaluate("window.untouched = true")
    expect(at_desk.locator("[aria-current=step]")).to_have_text("Read the file")

    tell("store", 30, 60)
    expect(at_desk.locator("[aria-current=step]")).to_have_text("Store the observations")
    assert at_desk.locator("progress").evaluate("bar => bar.position") == 0.5
    assert at_desk.evaluate("window.untouched")
    axe(at_desk)

    Job.objects.update(state="failed", finished_at=timezone.now(), failure_code="worker_lost")
    expect(at_desk.get_by_role("alert")).to_contain_text("The worker was lost while it was at this job.")
    expect(at_desk.get_by_role("button", name="Try again")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["", "datasets/", "datasets/TEST_FLOW/", "datasets/TEST_FLOW/releases/2/", "jobs/"])
def test_pages_keep_nobody_out_by_night_and_on_a_phone(
    at_desk: Page, live_server: LiveServer, waiting: Release, job: Job, path: str, scheme: str
):
    at_desk.emulate_media(color_scheme=scheme)
    at_desk.set_viewport_size(PHONE)
    at_desk.goto(f"{live_server.url}/en/desk/{path}")

    axe(at_desk)
    assert at_desk.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("path", ["computation/", "datasets/TEST_FLOW/releases/2/discard/", "jobs/{job}/cancel/"])
def test_rarer_pages_keep_nobody_out(at_desk: Page, live_server: LiveServer, waiting: Release, job: Job, path: str):
    at_desk.goto(f"{live_server.url}/en/desk/{path.format(job=job.pk)}")

    axe(at_desk)


def test_a_file_that_is_too_large_is_not_even_sent(at_desk: Page, live_server: LiveServer, settings, tmp_path: Path):
    settings.MAX_UPLOAD_BYTES = 1000
    large = tmp_path / "large.csv"
    large.write_bytes(b"x" * 1001)
    at_desk.goto(f"{live_server.url}{UPLOAD}")
    at_desk.get_by_label("File", exact=True).set_input_files(large)

    expect(at_desk.get_by_text("so it would be refused")).to_be_visible()
    at_desk.get_by_role("button", name="Read and check the file").click()
    axe(at_desk)
    assert at_desk.url.endswith(UPLOAD)
    assert not Job.objects.exists()


def test_without_script_the_hub_itself_refuses_it(
    browser: Browser, live_server: LiveServer, importer: User, settings, tmp_path: Path
):
    settings.MAX_UPLOAD_BYTES = 1000
    large = tmp_path / "large.csv"
    large.write_bytes(b"x" * 3 * 1024**2)
    with browser.new_context(java_script_enabled=False) as context:
        signed_in(context, importer, live_server)
        page = context.new_page()
        page.goto(f"{live_server.url}{UPLOAD}")
        page.get_by_label("File", exact=True).set_input_files(large)
        page.get_by_role("button", name="Read and check the file").click()

        expect(page.get_by_role("heading", level=1)).to_have_text("The file is too large")


def test_importing_needs_neither_script_nor_mouse(
    browser: Browser, live_server: LiveServer, importer: User, tmp_path: Path
):
    file = tmp_path / "flows.csv"
    file.write_text("REF_AREA,SEX,TIME_PERIOD,OBS_VALUE\nDEU,F,2021,12.5\n")
    with browser.new_context(java_script_enabled=False) as context:
        signed_in(context, importer, live_server)
        page = context.new_page()
        page.goto(f"{live_server.url}{UPLOAD}")
        page.get_by_label("File", exact=True).set_input_files(file)
        page.get_by_role("button", name="Read and check the file").press("Enter")

        expect(page.get_by_text("Waiting for a worker.")).to_be_visible()
        Job.objects.update(state="cancelled", finished_at=timezone.now())
        expect(page.get_by_text("The job was cancelled. Nothing was stored.")).to_be_visible(timeout=8000)
