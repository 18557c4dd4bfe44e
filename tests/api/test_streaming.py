"""A file of any size is sent with the same memory."""

from __future__ import annotations

import itertools
import tracemalloc

import polars as pl
import pytest
from django.test import Client

from datasets import codes
from tests.api.releases import FIRST
from tests.factories import datasets as factory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

FLOWS = "/api/v1/datasets/REM_FLOW_BILATERAL/data.csv"


def release(years: int) -> int:
    """Publishes a figure for every pair of places in so many years; how many rows that is."""
    places = sorted(codes.known_areas())[:200]
    rows = [(*pair, str(2000 + year), 1.5) for pair in itertools.product(places, places) for year in range(years)]
    table = pl.DataFrame(rows, schema=["REF_AREA", "COUNTERPART_AREA", "TIME_PERIOD", "OBS_VALUE"], orient="row")
    factory.release("REM_FLOW_BILATERAL", table, published_at=FIRST)
    return len(rows)


def test_memory_does_not_grow_with_the_rows(client: Client):
    rows = release(years=5)
    client.get(f"{FLOWS}?limit=1")  # what a process learns once is not counted

    tracemalloc.start()
    lines, size = 0, 0
    for block in client.get(FLOWS):
        lines += block.count(b"\n")
        size += len(block)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert lines == rows + 1
    assert size > 4_000_000
    assert peak < 2_000_000
