"""Tables written as lists of short texts: "23:5600", "18-35:12", "45+:10700", "<18 or >=47:0", "2-3y:11". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

_ROW = re.compile(r"^(?P<bands>.{1,80}):(?P<value>-?\d{1,12}(?:\.\d{1,6})?)$")
_BAND = re.compile(
    r"^(?:(?P<low>\d{1,3})y?(?:-(?P<high>\d{1,3})y?|(?P<open>\+))?|(?P<sign><|<=|>|>=)(?P<bound>\d{1,3})y?)$"
)
_TOP = Decimal(1000)


class Row(NamedTuple):
    """`value` for whole years from `low` to just below `end`."""

    low: Decimal
    end: Decimal
    value: Decimal


def parse_table(items: Iterable[object]) -> tuple[Row, ...]:
    """The rows of a table; what cannot be read as a row is left out. Never raises."""
    return tuple(row for item in items if isinstance(item, str) for row in _rows(item))


def rows_for(table: Sequence[Row], years: Decimal) -> list[Decimal]:
    """The values of all rows that cover `years`: none where the table has a gap."""
    return [row.value for row in table if row.low <= years < row.end]


@lru_cache(maxsize=2048)
def _rows(item: str) -> tuple[Row, ...]:
    """The rows of one text: one for each band ("<18 or >=47:0" gives two)."""
    found = _ROW.match(item.replace(" ", "").replace("or", "|"))
    if not found:
        return ()
    bands = [_band(text) for text in found["bands"].split("|")]
    return tuple(Row(*band, Decimal(found["value"])) for band in bands if band)


def _band(text: str) -> tuple[Decimal, Decimal] | None:
    """From and below, in years: "36" covers 36 until the day before 37."""
    found = _BAND.match(text)
    if not found:
        return None
    if found["sign"]:
        bound = Decimal(found["bound"])
        edges = {"<": (Decimal(0), bound), "<=": (Decimal(0), bound + 1), ">": (bound + 1, _TOP), ">=": (bound, _TOP)}
        return edges[found["sign"]]
    low = Decimal(found["low"])
    if found["open"]:
        return low, _TOP
    return low, Decimal(found["high"] or found["low"]) + 1
