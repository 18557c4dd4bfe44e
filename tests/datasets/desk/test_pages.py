"""Every page of the desk for every role: who sees it, who is told why not, and what does not exist."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client

from accounts.roles import Role
from datasets.models import ImportRun, Job, Release
from tests.datasets.desk.scoped import holder
from tests.factories.accounts import UserFactory
from tests.factories.datasets import NOON, source_file

pytestmark = pytest.mark.django_db

SEES = {Role.STATISTICIAN, Role.SECRETARIAT, Role.AUDITOR}
IMPORTS = {Role.STATISTICIAN}

PAGES = {
    "": set(Role),
    "datasets/": SEES,
    "datasets/TEST_FLOW/": SEES,
    "datasets/TEST_FLOW/import/": IMPORTS,
    "datasets/TEST_FLOW/releases/2/": SEES,
    "datasets/TEST_FLOW/releases/2/discard/": IMPORTS,
    "jobs/": SEES,
    "jobs/?state=queued": SEES,
    "jobs/{job}/": SEES,
    "jobs/{job}/progress/": SEES,
    "jobs/{job}/cancel/": IMPORTS,
    "imports/{run}/": SEES,
    "imports/{run}/problems.csv": SEES,
    "computation/": SEES,
}
POSTS = {
    "datasets/TEST_TOTAL/compute/": IMPORTS,
    "datasets/TEST_FLOW/releases/2/publish/": IMPORTS,
    "datasets/TEST_FLOW/releases/2/compare/": SEES,
    "jobs/{job}/retry/": IMPORTS,
    "computation/start/": IMPORTS,
}


@pytest.fixture
def run(waiting: Release) -> ImportRun:
    return ImportRun.objects.create(
        dataset_id="TEST_FLOW",
        source_file=source_file(),
        file_name="flows.csv",
        state="refused",
        started_at=NOON,
        finished_at=NOON,
        started_by="user:nobody",
        error_count=1,
    )


def address(path: str, job: Job, run: ImportRun) -> str:
    return "/en/desk/" + path.format(job=job.pk, run=run.pk)


@pytest.mark.slow
@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("path", PAGES)
def test_a_page_opens_to_its_roles_and_tells_the_others_why(role: Role, path: str, client: Client, job, run):
    client.force_login(holder(role))

    response = client.get(address(path, job, run))

    assert response.status_code == (200 if role in PAGES[path] else 403)
    if role not in PAGES[path]:
        assert "This needs a role you do not hold" in response.content.decode()


@pytest.mark.slow
@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("path", POSTS)
def test_an_act_is_open_to_its_roles_only(role: Role, path: str, client: Client, job, run):
    client.force_login(holder(role))

    response = client.post(address(path, job, run))

    assert response.status_code == (302 if role in POSTS[path] else 403)


@pytest.mark.parametrize("path", [*PAGES, *POSTS])
def test_a_visitor_is_asked_to_sign_in(path: str, client: Client, job, run):
    response = client.get(address(path, job, run)) if path in PAGES else client.post(address(path, job, run))

    assert (response.status_code, "/account/login/" in response["Location"]) == (302, True)


def test_somebody_without_a_role_reads_that_the_secretariat_gives_them(client: Client):
    client.force_login(UserFactory())

    response = client.get("/en/desk/")

    assert response.status_code == 403
    assert "Roles are given by the secretariat" in response.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "datasets/NOBODY/",
        "datasets/NOBODY/import/",
        "datasets/TEST_TOTAL/import/",
        "datasets/TEST_FLOW/releases/99/",
        "datasets/NOBODY/releases/1/",
        "datasets/TEST_FLOW/releases/99999999999999999999/",
        f"jobs/{uuid.uuid4()}/",
        f"jobs/{uuid.uuid4()}/progress/",
        f"jobs/{uuid.uuid4()}/cancel/",
        "imports/999/",
        "imports/99999999999999999999/",
        "imports/999/problems.csv",
    ],
)
def test_what_does_not_exist_is_not_found(path: str, desk: Client):
    assert desk.get(f"/en/desk/{path}").status_code == 404


@pytest.mark.parametrize("language", ["es", "fr"])
@pytest.mark.parametrize("path", PAGES)
def test_pages_open_in_every_language(language: str, path: str, desk: Client, job, run):
    assert desk.get(address(path, job, run).replace("/en/", f"/{language}/")).status_code == 200


@pytest.mark.parametrize("path", POSTS)
def test_an_act_is_no_address_to_look_at(path: str, desk: Client, job, run):
    assert desk.get(address(path, job, run)).status_code == 405
