"""Remittance Prices Worldwide, corridor averages as the World Bank's DataBank exports them.

One row a pair of countries, one column a quarter ("2011Q1 [YR2011Q1]"), ".." where no price was collected, then blank
rows and a footer with the date of the last update. The value is the corridor's simple mean over services of the total
cost of sending the local equivalent of 200 USD, in per cent of the amount.
"""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

from datasets.importing import Reading
from remittances.importers.base import SourceImporter
from remittances.importers.cells import text
from remittances.importers.files import Cell, Grid, beginning, csv_grid, refused
from remittances.importers.findings import Findings
from remittances.importers.frames import CORRIDOR, NORMAL, Observation, tidy

SERIES = "ATCR.CORR"
HEADINGS = (
    "Sending Countries Name",
    "Sending Countries Code",
    "Series Name",
    "Series Code",
    "Receiving Countries Name",
    "Receiving Countries Code",
)
SENDER, SERIES_CODE, RECEIVER = 1, 3, 5
FIRST_QUARTER = len(HEADINGS)
_QUARTER = re.compile(r"(\d{4})Q([1-4]) \[YR\1Q\2\]")
_UPDATED = re.compile(r"Last Updated: (\d\d/\d\d/\d{4})")


class Importer(SourceImporter):
    """Reads the DataBank export into REM_PRICE_DATABANK."""

    def sniff(self, file: Path) -> bool:
        """True if the file begins like a DataBank export of corridor prices."""
        return any(heading.encode() in beginning(file) for heading in HEADINGS[:2])

    def read(self, file: Path) -> Reading:
        """Prices by corridor and quarter; Refused with everything that is wrong."""
        grid = csv_grid(file, delimiter=",")
        findings = Findings(grid)
        findings.heading_row(lambda row: _cell(row, 0) == HEADINGS[0], expected=0, name=HEADINGS[0])
        findings.headings(0, HEADINGS)
        quarters = _quarters(findings)
        last = next((i for i, row in enumerate(grid.rows) if not _cell(row, SERIES_CODE)), len(grid.rows))
        vintage = _last_updated(grid, last)
        observations = [each for row in range(1, last) for each in _corridor(findings, row, quarters)]
        findings.stop()
        return Reading(table=tidy(CORRIDOR, observations, grid), vintage=vintage, problems=tuple(findings.problems))


def _cell(row: list[Cell], column: int) -> str:
    return text(row[column]) if column < len(row) else ""


def _quarters(findings: Findings) -> list[tuple[int, str]]:
    """(column, period) of each quarter of the heading."""
    quarters: list[tuple[int, str]] = []
    for column, cell in enumerate(findings.grid.rows[0][FIRST_QUARTER:], FIRST_QUARTER):
        found = _QUARTER.fullmatch(text(cell))
        if found is None:
            findings.add("quarter_not_understood", 0, column)
        elif findings.once(found[0], 0, column):
            quarters.append((column, f"{found[1]}-Q{found[2]}"))
    findings.stop()
    return quarters


def _last_updated(grid: Grid, last: int) -> str:
    """Day of the footer, written as Americans do; without it the file was cut short."""
    footer = " ".join(_cell(row, 0) for row in grid.rows[last:])
    found = _UPDATED.search(footer)
    if found is None:
        raise refused("footer_missing", row=grid.row_numbers[last - 1])
    return datetime.strptime(found[1], "%m/%d/%Y").date().isoformat()  # noqa: DTZ007 - a day has no time zone


def _corridor(findings: Findings, row: int, quarters: list[tuple[int, str]]) -> list[Observation]:
    if _cell(findings.grid.rows[row], SERIES_CODE) != SERIES:
        findings.add("series_unknown", row, SERIES_CODE, expected=SERIES)
        return []
    sender, receiver = (findings.place(row, column, name=column - 1) for column in (SENDER, RECEIVER))
    if sender is None or receiver is None or not findings.once((sender, receiver), row, RECEIVER):
        return []
    costs = ((column, period, _cost(findings, row, column)) for column, period in quarters)
    return [
        Observation((sender, receiver), period, cost, NORMAL, row, column)
        for column, period, cost in costs
        if cost is not None
    ]


def _cost(findings: Findings, row: int, column: int) -> float | None:
    cost = findings.number(row, column)
    if cost is not None and cost < 0:
        findings.warn("cost_negative", row, column)
    return cost
