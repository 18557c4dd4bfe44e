"""Remittance Prices Worldwide, every service: the workbook in both of its layouts, and excerpts of it as text.

A row is a service in a corridor and a quarter with two prices, of 200 dollars (cc1) and of 500 (cc2); here each price
is a row. Workbooks hold up to 254,000 services, so rows are read one after another and no sheet is held whole. Ids do
not persist from one quarter to the next: a service is numbered within its corridor and quarter, in the order of ids.
Formula cells count with the value they were saved with. What is odd about a price is flagged, never mended.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from datasets.importing import Reading, Refused
from remittances.importers import rpw_layouts as layouts
from remittances.importers.base import SourceImporter
from remittances.importers.files import Cell, Grid, beginning, csv_grid, is_workbook, open_workbook, refused, rows_of
from remittances.importers.findings import HEADING_SEARCH
from remittances.importers.rpw_layouts import Layout
from remittances.importers.rpw_rows import SCHEMA, ServiceRows
from remittances.prices import flags

KEY = ("REF_AREA", "COUNTERPART_AREA", "TIME_PERIOD")


class Importer(SourceImporter):
    """Reads services into REM_PRICE_SERVICE."""

    def sniff(self, file: Path) -> bool:
        """True if the file has a sheet of the survey, or begins with its headings."""
        if not is_workbook(file):
            first = beginning(file).decode("utf-8-sig", errors="replace").partition("\n")[0]
            return layouts.is_heading(list(first.strip().split(",")))
        try:
            return bool(_sheets(file))
        except Refused:
            return True  # so that `read` says what is wrong with it

    def read(self, file: Path) -> Reading:
        """Prices by service; Refused with everything that is wrong."""
        rows = ServiceRows()
        for layout, sheet, cells in _tables(file):
            _read(rows, layout, sheet, cells)
        rows.stop()
        if not rows.records:
            raise refused("table_empty")
        table = pl.DataFrame(rows.records, schema=SCHEMA, orient="row")
        vintage = str(table["SURVEYED_ON"].max() or table["TIME_PERIOD"].max())
        return Reading(table=flags.flagged(_numbered(table)), vintage=vintage, problems=tuple(rows.problems))


def _tables(file: Path) -> Iterator[tuple[Layout, str, Iterator[list[Cell]]]]:
    """Each table of a file with its layout, the name of its sheet, and its rows."""
    if not is_workbook(file):
        yield layouts.EXCERPT, "", iter(csv_grid(file, delimiter=",").rows)
        return
    found = _sheets(file)
    if not found:
        raise refused("sheet_missing", expected=layouts.NEW.sheet)
    for layout, sheet in found:
        yield layout, sheet, rows_of(open_workbook(file), sheet)


def _sheets(file: Path) -> list[tuple[Layout, str]]:
    names = open_workbook(file).sheet_names
    return [(layout, name) for layout in layouts.SHEETS if (name := layouts.sheet_named(names, layout))]


def _read(rows: ServiceRows, layout: Layout, sheet: str, cells: Iterator[list[Cell]]) -> None:
    """Read one table: the heading, which must be its first row, then a service a row; blank rows are passed over."""
    heading = next(cells, [])
    if not layouts.is_heading(heading):
        raise _misplaced(sheet, heading, cells)
    rows.begin(Grid(sheet, [heading], [1]), layout)
    for number, row in enumerate(cells, 2):
        if any(cell not in {None, ""} for cell in row):
            rows.read(Grid(sheet, [row], [number]))


def _misplaced(sheet: str, first: list[Cell], rest: Iterator[list[Cell]]) -> Refused:
    """Where the heading went, if it is near."""
    for number, row in zip(range(2, HEADING_SEARCH + 1), rest, strict=False):
        if layouts.is_heading(row):
            return Refused([Grid(sheet, [row], [number]).problem("header_moved", 0, 0, expected=1)])
    return refused("header_missing", sheet=sheet, expected="cc1 total cost %", row=1)


def _numbered(table: pl.DataFrame) -> pl.DataFrame:
    """SERVICE, 001 and so on within each corridor and quarter, in the order of ids, then of rows."""
    place = pl.struct("_SHEET", "_ROW")
    return (
        table.with_columns(pl.col("SOURCE_ID").cast(pl.Int64, strict=False).alias("_ID"))
        .sort(*KEY, "_ID", "SOURCE_ID", "_SHEET", "_ROW", "AMOUNT", nulls_last=True)
        .with_columns((place != place.shift()).fill_null(value=True).cum_sum().over(KEY).alias("_NUMBER"))
        .with_columns(pl.col("_NUMBER").cast(pl.String).str.zfill(3).alias("SERVICE"))
        .drop("_ID", "_NUMBER")
    )
