"""Releases, files and jobs for tests, made the way the hub makes them."""

from __future__ import annotations

import hashlib
import itertools
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
from django.db import transaction
from django.utils import timezone

from datasets import actions, checks, definition
from datasets.actions import catalogue
from datasets.importing import Reading, Total
from datasets.loading import make_release
from datasets.models import Dataset, Release, SourceFile
from datasets.people import BY_RULE
from datasets.progress import unwatched
from datasets.workflow import RULE, STATISTICIAN
from workflow.people import Holder

IMPORTER = Holder("user:importer", frozenset({STATISTICIAN, RULE}))
_number = itertools.count(1)
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def source_file(**fields: Any) -> SourceFile:
    """A row of the ledger without a file."""
    unique = f"file {next(_number)}"
    return SourceFile.objects.create(
        **{"sha256": hashlib.sha256(unique.encode()).hexdigest(), "name": f"{unique}.csv", "size": 1} | fields
    )


def observations(dataset_id: str, rows: list[tuple[Any, ...]]) -> pl.DataFrame:
    """A tidy frame: each row holds the codes of the dimensions, the period and the value."""
    declared = definition.load(dataset_id)
    schema = dict.fromkeys(declared.key, pl.String) | {"OBS_VALUE": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def release(
    dataset_id: str,
    rows: list[tuple[Any, ...]] | pl.DataFrame,
    *,
    published_at: datetime | None = NOON,
    totals: tuple[Total, ...] = (),
    **fields: Any,
) -> Release:
    """A release with these observations, published by rule (`published_at=None` leaves it checked)."""
    if not Dataset.objects.filter(pk=dataset_id).exists():
        catalogue.sync_datasets(at=timezone.now())
    declared = definition.load(dataset_id)
    table = rows if isinstance(rows, pl.DataFrame) else observations(dataset_id, rows)
    at = (published_at or timezone.now()) - timedelta(minutes=1)
    file = None if declared.derived else fields.pop("source_file", None) or source_file()
    with transaction.atomic():
        made, _ = make_release(
            definition=declared,
            table=checks.prepare(declared, Reading(table=table)),
            actor=fields.pop("actor", IMPORTER),
            at=at,
            code_version="0" * 64,
            progress=unwatched,
            source_file=file,
            read_sha256=file.sha256 if file else "",
            totals=totals,
            **fields,
        )
    return actions.publish(release=made, actor=BY_RULE, at=published_at) if published_at else made


def csv_file(folder: Path, text: str, name: str = "flows.csv") -> Path:
    """A file with this text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
