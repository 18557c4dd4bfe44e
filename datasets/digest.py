"""The digest of a table of observations: the same content gives the same digest, whoever computes it and when. Pure.

SHA-256 over a line with the column names and then CSV with one line an observation in the order of the key, where
every number is written as its IEEE 754 bits (an integer), so that no rule for printing numbers gets in the way.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from typing_extensions import Buffer


def digest(table: pl.DataFrame, *, columns: Sequence[str]) -> str:
    """The digest of `table`, whose rows already stand in the order of the key, over `columns`."""
    bits = [pl.col(name).reinterpret(signed=True) for name in columns if table.schema[name] == pl.Float64]
    content = table.select(columns).with_columns(bits)
    sink = _Hashing()
    content.write_csv(sink, quote_style="necessary", line_terminator="\n")
    return sink.found.hexdigest()


class _Hashing(io.BytesIO):
    """A file to write to that keeps nothing but the digest of what came."""

    def __init__(self) -> None:
        super().__init__()
        self.found = hashlib.sha256()

    def write(self, data: Buffer, /) -> int:
        self.found.update(data)
        return memoryview(data).nbytes
