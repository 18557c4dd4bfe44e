"""Tidy frames: the one shape in which every importer hands on its figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import polars

from datasets.importing import COLUMN, ROW, SHEET
from remittances.importers.files import Grid, column_letter

CORRIDOR = ("REF_AREA", "COUNTERPART_AREA")
COUNTRY = ("REF_AREA",)
CURRENCY = ("CURRENCY", "CURRENCY_DENOM")
# Statuses of SDMX's CL_OBS_STATUS that these sources need.
# L: "missing value; data exist but were not collected", Q: "missing value; suppressed".
NORMAL, ESTIMATED, UNRELIABLE, NOT_REPORTED, WITHHELD = "A", "E", "U", "L", "Q"


@dataclass(frozen=True, slots=True)
class Observation:
    """One figure: its codes in the order of the dataset's dimensions, period, value, status and place in the grid."""

    codes: tuple[str, ...]
    period: str
    value: float | None
    status: str
    row: int
    column: int


def tidy(dimensions: tuple[str, ...], observations: Iterable[Observation], grid: Grid) -> polars.DataFrame:
    """Observations as a frame, sorted so that equal figures give equal bytes, with the place each came from."""
    letters: dict[int, str] = {}
    rows = [
        (
            *each.codes,
            each.period,
            each.value,
            each.status,
            grid.row_numbers[each.row],
            letters.setdefault(each.column, column_letter(each.column)),
        )
        for each in observations
    ]
    schema = {
        **dict.fromkeys((*dimensions, "TIME_PERIOD"), polars.Utf8),
        "OBS_VALUE": polars.Float64,
        "OBS_STATUS": polars.Utf8,
        ROW: polars.Int64,
        COLUMN: polars.Utf8,
    }
    frame = polars.DataFrame(rows, schema=schema, orient="row").sort(*dimensions, "TIME_PERIOD")
    return frame.with_columns(polars.lit(grid.sheet).alias(SHEET))
