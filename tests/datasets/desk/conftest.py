"""Who sits at the desk, and what lies on it."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from datasets.models import Job, Release
from tests.factories.accounts import person_with
from tests.factories.datasets import IMPORTER, release


@pytest.fixture(autouse=True)
def at_the_desk(settings, datasets: None, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Decisions need no second factor here (one test asks for it); what is handed to workers is noted, not done."""
    settings.REQUIRE_SECOND_FACTOR = False
    cache.clear()
    handed: list[str] = []
    monkeypatch.setattr("datasets.tasks.run_job.delay_on_commit", handed.append)
    return handed


@pytest.fixture
def importer() -> User:
    return person_with(Role.STATISTICIAN, name="Ida")


@pytest.fixture
def publisher() -> User:
    return person_with(Role.STATISTICIAN, name="Paul")


@pytest.fixture
def desk(client: Client, importer: User) -> Client:
    """The browser of the importer."""
    client.force_login(importer)
    return client


@pytest.fixture
def other_desk(publisher: User) -> Client:
    """The browser of somebody else with the same role."""
    other = Client()
    other.force_login(publisher)
    return other


ROWS = [("DEU", "F", "2021", 12.5), ("MEX", "F", "2021", 7.0), ("MEX", "M", "2021", 5.0)]
NEWER = [("DEU", "F", "2021", 20.0), ("MEX", "F", "2021", 7.0), ("USA", "M", "2021", 1.0)]


class BroughtIn:
    """A person's identifier with the rights of a statistician, for the factory."""

    def __init__(self, person: User) -> None:
        self.identifier = person.actor

    def roles_on(self, row: object) -> frozenset[str]:
        return IMPORTER.roles


@pytest.fixture
def waiting(importer: User) -> Release:
    """Release 2 of TEST_FLOW, brought in by the importer, beside release 1 that readers see."""
    release("TEST_FLOW", ROWS)
    return release("TEST_FLOW", NEWER, published_at=None, actor=BroughtIn(importer))


@pytest.fixture
def job(importer: User) -> Job:
    return Job.objects.create(kind="import", dataset_id="TEST_FLOW", created_by=importer.actor, parameters={})
