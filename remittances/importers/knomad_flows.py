"""Remittances received and paid by country and year: the workbooks of KNOMAD and the World Bank.

Countries down, years across, millions of current US dollars; the vintage stands in the notes ("Date: June 2023").

What is odd, and what we do about it:
* The workbooks of 2023 print 0 where a country did not report. Of the 367 zeros of 2000-2011 whose country the vintage
  of April 2013 lists, 302 are ".." there, 65 carry a figure and none is 0. So a printed 0 is a row without a value and
  with status "not reported"; a blank or ".." gives no row.
* A year marked "e" (2012e) is an estimate. The workbook of 2023 dropped the letter, but the accounts of its last year
  were, as always, not closed in most countries when it appeared: the year before the vintage is "estimated".
* "World" leaves Venezuela out, as the note says, and is checked accordingly.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from datasets.importing import Reading, Refused
from remittances.importers import places
from remittances.importers.base import SourceImporter
from remittances.importers.cells import text, year
from remittances.importers.files import Cell, Grid, is_workbook, open_workbook, refused, workbook_grid
from remittances.importers.findings import HEADING_SEARCH, Findings
from remittances.importers.frames import COUNTRY, ESTIMATED, NORMAL, NOT_REPORTED, Observation, tidy

WORLD = "001"
DIRECTIONS = {"REM_INFLOW": "inflows", "REM_OUTFLOW": "outflows"}
TOLERANCE_MILLION = 0.01
_HEADING = re.compile(r"(?:migrant )?remittance (inflows|outflows) \(us\$ million\)", re.IGNORECASE)
_DATE = re.compile(r"Date: (\w+ \d{4})")
_LEFT_OUT_OF_WORLD = "not included in aggregate sum"


@dataclass(frozen=True)
class Year:
    """A column of the table."""

    column: int
    period: str
    estimated: bool


class Importer(SourceImporter):
    """Reads such a workbook into REM_INFLOW or REM_OUTFLOW, whichever its heading says."""

    @property
    def direction(self) -> str:
        """What the heading of a file for this dataset speaks of."""
        return DIRECTIONS[self.dataset]

    def sniff(self, file: Path) -> bool:
        """True if the first sheet is a table of remittances in this direction."""
        try:
            return any(_direction(row) == self.direction for row in _grid(file).rows[:HEADING_SEARCH])
        except Refused:
            return is_workbook(file)  # so that `read` says what is wrong with it

    def read(self, file: Path) -> Reading:
        """Remittances by country and year; Refused with everything that is wrong."""
        grid = _grid(file)
        findings = Findings(grid)
        heading = _heading(findings, self.direction)
        if _direction(grid.rows[heading]) != self.direction:
            findings.add("direction_differs", heading, 0, expected=f"Remittance {self.direction}")
            findings.stop()
        vintage = _vintage(grid)
        years = _years(findings, heading, vintage)
        end = next((i for i in range(heading + 1, len(grid.rows)) if not text(grid.rows[i][0])), len(grid.rows))
        body = range(heading + 1, end)
        observations = [each for row in body for each in _country(findings, row, years)]
        findings.stop()
        _check_world(findings, body, years)
        findings.stop()
        return Reading(
            table=tidy(COUNTRY, observations, grid),
            vintage=vintage.strftime("%Y-%m"),
            notes=tuple(note for row in grid.rows[end:] if (note := text(row[0]))),
            problems=tuple(findings.problems),
        )


def _grid(path: Path) -> Grid:
    workbook = open_workbook(path)
    return workbook_grid(workbook, workbook.sheet_names[0])


def _direction(row: list[Cell]) -> str | None:
    """ "inflows" or "outflows" if the row is the heading of such a table."""
    found = _HEADING.fullmatch(text(row[0])) if row else None
    return found[1].casefold() if found else None


def _heading(findings: Findings, direction: str) -> int:
    """Inflows have their heading in row 1; outflows of 2023 have an empty row above it."""
    rows = findings.grid.rows
    empty_first = bool(rows) and not any(text(cell) for cell in rows[0])
    return findings.heading_row(
        lambda row: _direction(row) is not None,
        expected=1 if empty_first and direction == "outflows" else 0,
        name="Remittance inflows (US$ million)",
    )


def _vintage(grid: Grid) -> datetime:
    found = _DATE.search(" ".join(text(row[0]) for row in grid.rows if row))
    if found is None:
        raise refused("vintage_missing", row=grid.row_numbers[-1])
    return datetime.strptime(found[1], "%B %Y")  # noqa: DTZ007 - a month has no time zone


def _years(findings: Findings, heading: int, vintage: datetime) -> list[Year]:
    years: list[Year] = []
    for column, cell in enumerate(findings.grid.rows[heading][1:], 1):
        if not text(cell) or "GDP" in text(cell):
            break  # what stands behind the years: a blank column, a share of GDP
        found = year(cell)
        if found is None:
            findings.add("year_not_understood", heading, column)
            continue
        value, marked = found
        years.append(Year(column, str(value), marked or value >= vintage.year - 1))
        findings.once(("year", value), heading, column)
    if not years:
        findings.add("years_missing", heading, 1)
    findings.stop()
    return years


def _country(findings: Findings, row: int, years: list[Year]) -> list[Observation]:
    code = findings.place(row, 0)
    if code is None or not findings.once(code, row, 0):
        return []
    observations: list[Observation] = []
    for year_ in years:
        value = findings.number(row, year_.column)
        if value is None:
            continue
        status = (ESTIMATED if year_.estimated else NORMAL) if value else NOT_REPORTED
        observations.append(Observation((code,), year_.period, value or None, status, row, year_.column))
    return observations


def _check_world(findings: Findings, body: range, years: list[Year]) -> None:
    """Compares the printed world totals, where there are any, with the sum of the countries they cover."""
    labels = [(row, places.code(findings.grid.rows[row][0])) for row in body]
    world = next((row for row, code in labels if code == WORLD), None)
    if world is None:
        return
    notes = " ".join(text(row[0]) for row in findings.grid.rows[body.stop :] if row)
    apart = {WORLD, "VEN"} if _LEFT_OUT_OF_WORLD in notes else {WORLD}
    members = [row for row, code in labels if code is not None and code not in apart]
    for column in years:
        total = math.fsum(findings.number(row, column.column) or 0.0 for row in members)
        printed = findings.number(world, column.column) or 0.0
        if abs(printed - total) > TOLERANCE_MILLION:
            params = {"stated": printed, "found": total, "where": f"TIME_PERIOD={column.period}"}
            findings.add("total_does_not_match", world, column.column, tolerance=TOLERANCE_MILLION, **params)
