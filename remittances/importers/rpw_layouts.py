"""The columns of the service tables of Remittance Prices Worldwide, in each layout in which they are published.

Headings are known by their letters and digits alone: "PICK-UP METHOD", "pick-up method" and "pickup method" are one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from remittances.importers.cells import text
from remittances.importers.files import Cell

BLOCKS = ("cc1", "cc2")
_PRICE = ("lcu amount", "denomination amount", "lcu code", "lcu fee", "lcu fx rate", "fx margin", "total cost %")
_SERVICE = ("period", "source_code", "source_name", "destination_code", "destination_name", "firm", "firm_type")
_COMMON = (
    *_SERVICE,
    "speed actual",
    *(f"{block} {name}" for block in BLOCKS for name in _PRICE),
    "inter lcu bank fx",
    "transparent",
    "date",
)
_REGIONS = ("id", "source_region", "destination_region")


@dataclass(frozen=True)
class Layout:
    """What a table must hold; `names` has the headings of fields that are called otherwise elsewhere."""

    sheet: str
    required: tuple[str, ...]
    names: Mapping[str, str]

    def heading(self, field: str) -> str:
        """How this layout calls a field."""
        return self.names.get(field, field)


OLD = Layout(
    "Dataset (up to Q1 2016)",
    (*_REGIONS, *_COMMON, "product", "sending location", "coverage", "note1", "pick-up method"),
    {"access point": "sending location", "network coverage": "coverage", "note": "note1", "instrument": "product"},
)
NEW = Layout(
    "Dataset (from Q2 2016)",
    (
        *_REGIONS,
        *_COMMON,
        "payment instrument",
        "access point",
        "receiving network coverage",
        "Standard Note",
        "pickup method",
    ),
    {"network coverage": "receiving network coverage", "note": "Standard Note", "instrument": "payment instrument"},
)
# An excerpt passed on as text: no ids, no regions, no access point, no coverage.
EXCERPT = Layout(
    "",
    (*_COMMON, "payment instrument", "note1", "pick-up method"),
    {"note": "note1", "instrument": "payment instrument"},
)
SHEETS = (OLD, NEW)


@lru_cache(maxsize=1024)
def key(heading: Cell) -> str:
    """What a heading is known by."""
    return "".join(letter for letter in text(heading).casefold() if letter.isalnum() or letter == "%")


def is_heading(row: list[Cell]) -> bool:
    """Whether a row is the heading of a service table, whatever is wrong with some of its columns."""
    found = {key(cell) for cell in row}
    return len(found & {"period", "firm", "corridor", "cc1totalcost%", "sourcecode", "destinationcode"}) >= 4


def sheet_named(names: list[str], layout: Layout) -> str | None:
    """The sheet of a workbook that has a layout; blanks and capitals do not matter."""
    return next((name for name in names if key(name) == key(layout.sheet)), None)
