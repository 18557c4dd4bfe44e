"""The digest of a table of observations: the same content gives the same digest, whoever computes it and when. Pure.

SHA-256 over a line with the column names and then CSV with one line an observation in the order of the key, where
every number is written as its IEEE 754 bits (an integer), so that no rule for printing numbers gets in the way.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import polars as pl


def digest(table: pl.DataFrame, *, columns: Sequence[str]) -> str:
    """The digest of `table`, whose rows already stand in the order of the key, over `columns`."""
    bits = [pl.col(name).reinterpret(signed=True) for name in columns if table.schema[name] == pl.Float64]
    content = table.select(columns).with_columns(bits)
    found = hashlib.sha256()
    content.write_csv(_Hashing(found), quote_style="necessary", line_terminator="\n")
    return found.hexdigest()


class _Hashing:
    """A file to write to that keeps nothing."""

    def __init__(self, target: hashlib._Hash) -> None:
        self._target = target

    def write(self, data: bytes) -> int:
        self._target.update(data)
        return len(data)
