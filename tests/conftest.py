"""What every test stands on: sockets shut but for the loopback address, and plain names for static files."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection
from django.utils import translation
from pytest_django import DjangoDbBlocker

from countries import actions, queries
from iimd import translations

# Of every session on the test's database, those of workers and of threads too.
SETTINGS_OF_SESSIONS = {
    "iimd.throwaway": "on",
    "lock_timeout": "30s",
    "statement_timeout": "120s",
    "idle_in_transaction_session_timeout": "240s",
}

pytest_plugins = ["tests.browser", "tests.skips"]


def pytest_configure(config: pytest.Config) -> None:
    """Serve static files from where they lie, as hashed names come from `collectstatic`, and speak every language."""
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns where it is missing
    translations.compile_all()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Countries stand in the test database, as they do wherever the hub runs.

    It also says that it is a throw-away one, so that audit lets tests empty its table between them, and that nobody
    in it waits for ever: neither a test nor the emptying after it, whoever may have been left at work.
    """
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        name = connection.ops.quote_name(connection.settings_dict["NAME"])
        for setting, value in SETTINGS_OF_SESSIONS.items():
            cursor.execute(f"ALTER DATABASE {name} SET {setting} = '{value}'")
            cursor.execute(f"SET {setting} = '{value}'")  # this session is older than the line above
        actions.load()


@pytest.fixture(autouse=True)
def _english_first() -> Iterator[None]:
    """A page asked for in Spanish leaves its thread speaking Spanish; the next test must not hear it."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _lookups_forget() -> Iterator[None]:
    """What a process remembers of the countries must not outlive a test that changed them."""
    yield
    queries.forget()


@pytest.fixture(autouse=True)
def _observations_go_with_their_releases(
    request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Tests that commit have their rows flushed by Django, which does not know the tables of observations."""
    yield
    mark = request.node.get_closest_marker("django_db")
    commits = {"transactional_db", "live_server"} & set(request.fixturenames)
    if not commits and not (mark and mark.kwargs.get("transaction")):
        return
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'observations'")
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TABLE observations.{connection.ops.quote_name(name)}")
