"""Figures by country and year that flows and profiles rest on: incomes (DataBank), and Gapminder's tables."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from datasets.importing import Reading, Refused
from remittances.importers.base import SourceImporter
from remittances.importers.cells import text
from remittances.importers.files import (
    Cell,
    Grid,
    beginning,
    csv_grid,
    is_workbook,
    open_workbook,
    refused,
    workbook_grid,
)
from remittances.importers.findings import Findings
from remittances.importers.frames import COUNTRY, NORMAL, Observation, tidy

HEADINGS = ("Series Name", "Series Code", "Country Name", "Country Code")
SERIES = "NY.GDP.PCAP.CD"
SERIES_CODE, COUNTRY_NAME, COUNTRY_CODE, FIRST_YEAR = 1, 2, 3, 4
_YEAR = re.compile(r"(\d{4}) \[YR\1\]")
_UPDATED = re.compile(r"Last Updated: (\d\d)/(\d\d)/(\d{4})")
# Gapminder's figures after this year are projections.
LAST_MEASURED, FORECAST = 2025, "F"
# Dataset to the third column of its table.
GAPMINDER = {"REM_INCOME_PPP": "gdp_pcap", "MIG_EMIGRANT": "emigrant_n", "MIG_EMIGRANT_RATE": "emigrant_pc"}


class DollarImporter(SourceImporter):
    """Reads a DataBank workbook of GDP per capita into REM_INCOME_USD."""

    def sniff(self, file: Path) -> bool:
        """True if the sheet Data begins with the headings of such an export."""
        if not is_workbook(file):
            return False
        try:
            grid = _data(file)
        except Refused:
            return "Data" in open_workbook(file).sheet_names
        return bool(grid.rows) and [text(cell) for cell in grid.rows[0][:FIRST_YEAR]] == list(HEADINGS)

    def read(self, file: Path) -> Reading:
        """Income by country and year; Refused with everything that is wrong."""
        grid = _data(file)
        findings = Findings(grid)
        findings.heading_row(lambda row: bool(row) and text(row[0]) == HEADINGS[0], expected=0, name=HEADINGS[0])
        findings.headings(0, HEADINGS)
        years = [
            (column, found[1]) for column, cell in enumerate(grid.rows[0]) if (found := _YEAR.fullmatch(text(cell)))
        ]
        footer = _UPDATED.search(" ".join(text(row[0]) for row in grid.rows if row))
        if not years:
            raise refused("years_missing", sheet=grid.sheet, row=1)
        if footer is None:
            raise refused("footer_missing", sheet=grid.sheet, row=grid.row_numbers[-1])
        rows = [row for row in range(1, len(grid.rows)) if text(grid.rows[row][SERIES_CODE])]
        observations = [each for row in rows for each in _incomes(findings, row, years)]
        findings.stop()
        vintage = f"{footer[3]}-{footer[1]}-{footer[2]}"
        return Reading(table=tidy(COUNTRY, observations, grid), vintage=vintage, problems=tuple(findings.problems))


class GapminderImporter(SourceImporter):
    """Reads a table of Gapminder's, with country, time and one figure, into the dataset it was made for."""

    @property
    def headings(self) -> tuple[str, str, str]:
        """The columns of the table."""
        return ("country", "time", GAPMINDER[self.dataset])

    def sniff(self, file: Path) -> bool:
        """True if the text begins with the headings of the table."""
        return beginning(file).decode("utf-8-sig", errors="replace").startswith(",".join(self.headings))

    def read(self, file: Path) -> Reading:
        """Income by country and year; years not yet over when they were written are forecasts."""
        grid = csv_grid(file, delimiter=",")
        findings = Findings(grid)
        findings.heading_row(
            lambda row: bool(row) and text(row[0]) == self.headings[0], expected=0, name=self.headings[0]
        )
        findings.headings(0, self.headings)
        observations = [each for row in range(1, len(grid.rows)) if (each := _gapminder(findings, row)) is not None]
        findings.stop()
        return Reading(
            table=tidy(COUNTRY, observations, grid), vintage=str(LAST_MEASURED), problems=tuple(findings.problems)
        )


def _data(path: Path) -> Grid:
    workbook = open_workbook(path)
    if "Data" not in workbook.sheet_names:
        raise refused("sheet_missing", expected="Data")
    return workbook_grid(workbook, "Data")


def _incomes(findings: Findings, row: int, years: list[tuple[int, str]]) -> list[Observation]:
    if text(findings.grid.rows[row][SERIES_CODE]) != SERIES:
        findings.add("series_unknown", row, SERIES_CODE, expected=SERIES)
        return []
    code = findings.place(row, COUNTRY_CODE, name=COUNTRY_NAME)
    if code is None or not findings.once(code, row, COUNTRY_CODE):
        return []
    known = ((column, year, findings.number(row, column)) for column, year in years)
    return [
        Observation((code,), year, value, NORMAL, row, column) for column, year, value in known if value is not None
    ]


def _gapminder(findings: Findings, row: int) -> Observation | None:
    cells: list[Cell] = findings.grid.rows[row]
    year = text(cells[1]) if len(cells) > 1 else ""
    if not _is_year(year):
        findings.add("year_not_understood", row, 1)
        return None
    code = findings.place(row, 0)
    value = findings.number(row, 2)
    if code is None or value is None or not findings.once((code, year), row, 0):
        return None
    return Observation((code,), year, value, FORECAST if int(year) > LAST_MEASURED else NORMAL, row, 2)


def _is_year(written: str) -> bool:
    return written.isdecimal() and 1000 < int(written) < date.max.year
