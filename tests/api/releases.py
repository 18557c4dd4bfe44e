"""Small releases of the hub's own datasets for API tests."""

from __future__ import annotations

import datetime as dt
from typing import Any

import polars as pl

from datasets import actions, store
from datasets import definition as definitions
from datasets.models import Release
from datasets.workflow import PUBLISHER
from tests.factories import datasets as factory
from workflow.people import Holder

FIRST = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)


def published(dataset_id: str, rows: list[dict[str, Any]], *, at: dt.datetime = FIRST) -> Release:
    """A release in force that holds `rows`: upper-case columns; what is left out is null, the status A."""
    schema = store.polars_schema(definitions.load(dataset_id))
    columns = [name for name in schema if any(name in row for row in rows) or name == "OBS_STATUS"]
    table = pl.DataFrame([{"OBS_STATUS": "A"} | row for row in rows], schema={name: schema[name] for name in columns})
    return factory.release(dataset_id, table, published_at=at)


def withdrawn(release: Release, *, at: dt.datetime) -> Release:
    """The same release after a person took it back."""
    person = Holder("user:publisher", frozenset({PUBLISHER}))
    return actions.withdraw(release=release, actor=person, at=at, reason="Rows were counted twice.")
