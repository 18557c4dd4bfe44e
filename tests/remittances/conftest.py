"""Private storage of a test's own, and carried tables loaded."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from datasets import manifest
from datasets.actions import sync_datasets


@pytest.fixture(autouse=True)
def private_storage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Uploads of a test go into a folder of its own."""
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path / "private")


@pytest.fixture
def carried_releases(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Carried prices and flows published and what rests on them computed; the other tables would only take time."""
    ours = [table for table in manifest.tables() if table.dataset in {"REM_PRICE_DATABANK", "REM_FLOW_BILATERAL"}]
    monkeypatch.setattr(manifest, "tables", lambda: ours)
    call_command("load_demo_data", verbosity=0)


@pytest.fixture
def declared(db: None) -> None:
    """A row for each dataset."""
    sync_datasets(at=timezone.now())
