"""The datasets that tests of the data core use, declared in files as all are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from datasets import definition
from datasets.actions import sync_datasets
from datasets.code_version import code_version

PATTERN = "tests/datasets/definitions/*.toml"


@pytest.fixture(autouse=True)
def definitions_of_tests(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Only the tests' own datasets are declared."""
    monkeypatch.setattr(definition, "FOLDERS", [PATTERN])
    definition.all_definitions.cache_clear()
    code_version.cache_clear()
    yield
    definition.all_definitions.cache_clear()
    code_version.cache_clear()


@pytest.fixture(autouse=True)
def private_storage(tmp_path: Path, settings: Any) -> Path:
    """Uploads of a test go into a folder of its own."""
    settings.MEDIA_ROOT = tmp_path / "private"  # through the fixture, which tells the storage that it moved
    return settings.MEDIA_ROOT


@pytest.fixture(autouse=True)
def no_tables_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test with real transactions leaves tables of observations, which emptying Django's own does not remove."""
    yield
    marker = request.node.get_closest_marker("django_db")
    if not marker or not marker.kwargs.get("transaction"):
        return
    with request.getfixturevalue("django_db_blocker").unblock(), connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'observations'")
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP TABLE observations."{name}"')


@pytest.fixture
def datasets(db: None) -> None:
    """The rows of the tests' datasets."""
    sync_datasets(at=timezone.now())
