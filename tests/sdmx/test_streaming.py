"""A message of any size is sent with the same memory."""

from __future__ import annotations

import tracemalloc

import pytest
from django.test import Client

from tests.api.test_streaming import release

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.mark.parametrize(
    ("accept", "row"),
    [
        ("application/vnd.sdmx.structurespecificdata+xml;version=2.1", b"<Obs "),
        ("application/vnd.sdmx.genericdata+xml;version=2.1", b"<gen:Obs>"),
        ("application/vnd.sdmx.data+csv;version=2.0.0", b"\ndataflow,"),
    ],
)
def test_memory_does_not_grow_with_the_rows(client: Client, accept: str, row: bytes) -> None:
    rows = release(years=3)
    flow = "/sdmx/2.1/data/REM_FLOW_BILATERAL"
    b"".join(client.get(f"{flow}/001.", headers={"Accept": accept}).streaming_content)  # what is learnt once

    tracemalloc.start()
    size, found, end = 0, 0, b""
    for block in client.get(flow, headers={"Accept": accept}).streaming_content:
        found += (end + block).count(row)
        end = block[-len(row) + 1 :]
        size += len(block)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert found == rows
    assert size > 5_000_000
    assert peak < 2_500_000
