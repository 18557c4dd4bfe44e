"""Bilateral migrant stocks of KNOMAD and the World Bank: who lives where, the basis of the matrices of remittances.

A workbook with a title that holds the year, origins down and destinations across, totals in the last row, then notes.
Stored by the way the money goes: REF_AREA is where migrants live and send from, COUNTERPART_AREA where they come from.
Noughts are pairs without recorded migrants and are left out. The direction is proved by Mexicans in the United States.
"""

from __future__ import annotations

import re
from pathlib import Path

from datasets.importing import Reading, Refused
from remittances.importers.base import SourceImporter
from remittances.importers.cells import text
from remittances.importers.files import Cell, Grid, is_workbook, open_workbook, refused, workbook_grid
from remittances.importers.findings import Findings
from remittances.importers.frames import CORRIDOR, ESTIMATED, Observation, tidy

HEADING, TITLE_ROW = 1, 0
_TITLE = re.compile(r"Bilateral Estimates of Migrant Stocks in (\d{4})")
_LAST = "world"


class Importer(SourceImporter):
    """Reads a matrix of stocks into REM_MIGRANT_STOCK."""

    def sniff(self, file: Path) -> bool:
        """True if the file is a workbook with the title of such a matrix."""
        if not is_workbook(file):
            return False
        try:
            return _sheet(file) is not None
        except Refused:
            return True  # so that `read` says what is wrong with it

    def read(self, file: Path) -> Reading:
        """Migrants by destination and origin; Refused with everything that is wrong."""
        grid = _sheet(file)
        if grid is None:
            raise refused("sheet_missing", expected="Bilateral_Migration")
        findings = Findings(grid)
        findings.heading_row(_is_heading, expected=HEADING, name="destination (across) / origin (down)")
        found = _TITLE.search(text(grid.rows[TITLE_ROW][0]))
        if found is None:
            raise refused("year_missing", sheet=grid.sheet, row=1)
        observations = _stocks(findings, found[1])
        findings.stop()
        _assert_orientation(findings, observations)
        return Reading(table=tidy(CORRIDOR, observations, grid), vintage=found[1], problems=tuple(findings.problems))


def _sheet(path: Path) -> Grid | None:
    workbook = open_workbook(path)
    grids = (workbook_grid(workbook, name) for name in workbook.sheet_names)
    return next((grid for grid in grids if grid.rows and _TITLE.search(text(next(iter(grid.rows[0]), "")))), None)


def _is_heading(row: list[Cell]) -> bool:
    first = text(row[0]).casefold() if row else ""
    return "destination" in first and "origin" in first


def _stocks(findings: Findings, period: str) -> list[Observation]:
    rows = findings.grid.rows
    labels = [text(row[0]).casefold() if row else "" for row in rows]
    if _LAST not in labels:
        raise refused("total_row_missing", row=findings.grid.row_numbers[-1])
    hosts = {
        column: code
        for column in range(1, len(rows[HEADING]))
        if text(rows[HEADING][column]) and text(rows[HEADING][column]).casefold() != _LAST
        if (code := findings.place(HEADING, column)) and findings.once(("host", code), HEADING, column)
    }
    stocks: list[Observation] = []
    for row in range(HEADING + 1, labels.index(_LAST)):
        origin = findings.place(row, 0)
        if origin is None or not findings.once(("origin", origin), row, 0):
            continue
        for column, host in hosts.items():
            migrants = findings.number(row, column)
            if migrants and host != origin:
                stocks.append(Observation((host, origin), period, migrants, ESTIMATED, row, column))
    return stocks


def _assert_orientation(findings: Findings, stocks: list[Observation]) -> None:
    known = {each.codes: each for each in stocks}
    there, back = known.get(("USA", "MEX")), known.get(("MEX", "USA"))
    if there is None or back is None:
        raise refused("orientation_unproved", sheet=findings.grid.sheet)
    if (there.value or 0.0) <= (back.value or 0.0):
        findings.add("orientation_reversed", there.row, there.column)
        findings.stop()
