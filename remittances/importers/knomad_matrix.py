"""Bilateral remittance matrices of KNOMAD and the World Bank, in the layouts in which they were published.

* workbooks of 2017 and 2021: a title with the year, senders down and receivers across, WORLD totals in the last row and
  column, then notes. A blank is "no estimate", never nought, and gives no row. "-" is an estimate withheld for
  political reasons (India and Pakistan, Israel and Lebanon) and gives a row without a value;
* the 2010 table as semicolon-separated Latin-1 text with residual senders and without its year, which must be given.

Amounts are millions of current US dollars. Every printed total is handed on to be checked, and the direction is proved
by a corridor of which everybody knows the direction: the United States send more to Mexico than they get from it.
"""

from __future__ import annotations

import re
from pathlib import Path

from datasets.definition import Definition
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
from remittances.importers.findings import HEADING_SEARCH, Findings
from remittances.importers.frames import CORRIDOR, ESTIMATED, WITHHELD, Observation, tidy
from remittances.importers.matrix_totals import Matrix, printed_totals

TOTALS = frozenset({"world", "total", "total remittances"})
WITHDRAWN = "-"
HEADING_NAME = "receiving (across) / sending (down)"
_TITLE = re.compile(r"Bilateral Remittance Estimates for (\d{4})")


class Importer(SourceImporter):
    """Reads a matrix into REM_FLOW_BILATERAL. `year` is needed where the file does not say its own."""

    def __init__(self, definition: Definition, *, year: int | None = None) -> None:
        super().__init__(definition)
        self.year = year

    def sniff(self, file: Path) -> bool:
        """True if the file looks like a matrix of senders and receivers."""
        if not is_workbook(file):
            return any(line.startswith(b"Sending;") for line in beginning(file).splitlines())
        try:
            return _matrix_sheet(file) is not None
        except Refused:
            return True  # so that `read` says what is wrong with it

    def read(self, file: Path) -> Reading:
        """Flows by sender and receiver for one year; Refused with everything that is wrong."""
        grid, heading = _grid(file)
        findings = Findings(grid)
        findings.heading_row(_is_heading, expected=heading, name=HEADING_NAME)
        period = _year(grid, heading, self.year)
        matrix = _matrix(findings, heading)
        senders = _codes(findings, [(row, 0) for row in matrix.rows])
        receivers = _codes(findings, [(heading, column) for column in matrix.columns])
        by_row = {row: code for (row, _), code in senders.items()}
        by_column = {column: code for (_, column), code in receivers.items()}
        observations = _flows(matrix, findings, by_row, by_column, period)
        totals = tuple(printed_totals(matrix, findings, by_row, by_column, period))
        findings.stop()
        _assert_orientation(findings, observations)
        return Reading(
            table=tidy(CORRIDOR, observations, grid),
            vintage=period,
            totals=totals,
            notes=tuple(note for row in grid.rows[matrix.total_row + 1 :] if (note := text(row[0]))),
            problems=tuple(findings.problems),
        )


def _grid(path: Path) -> tuple[Grid, int]:
    """The grid and the row, from 0, in which its layout has the heading."""
    if not is_workbook(path):
        return csv_grid(path, delimiter=";", encodings=("utf-8-sig", "latin-1")), 0
    grid = _matrix_sheet(path)
    if grid is None:
        raise refused("sheet_missing", expected="Bilateral Remittance Estimates")
    return grid, 1


def _matrix_sheet(path: Path) -> Grid | None:
    """The sheet with the title or the heading of a matrix; copies passed on by others have sheets of their own."""
    workbook = open_workbook(path)
    for name in workbook.sheet_names:
        grid = workbook_grid(workbook, name)
        if any(_is_heading(row) or _TITLE.search(text(row[0])) for row in grid.rows[:HEADING_SEARCH] if row):
            return grid
    return None


def _is_heading(row: list[Cell]) -> bool:
    first = text(row[0]).casefold() if row else ""
    return first == "sending" or ("receiving" in first and "sending" in first)


def _year(grid: Grid, heading: int, given: int | None) -> str:
    """Year of the title, which must be the given one if there is one; the given one where there is no title."""
    found = _TITLE.search(" ".join(text(row[0]) for row in grid.rows[:heading] if row))
    if found is None and given is None:
        raise refused("year_missing")
    if found and given is not None and int(found[1]) != given:
        raise refused("year_differs", given=given, printed=found[1])
    return found[1] if found else str(given)


def _matrix(findings: Findings, heading: int) -> Matrix:
    rows = findings.grid.rows
    names = [text(cell).casefold() for cell in rows[heading]]
    total_column = next((column for column, name in enumerate(names) if name in TOTALS), None)
    if total_column is None:
        raise refused("total_column_missing", row=findings.grid.row_numbers[heading])
    labels = (text(row[0]).casefold() if row else "" for row in rows[heading + 1 :])
    total_row = next((row for row, label in enumerate(labels, heading + 1) if label in TOTALS), None)
    if total_row is None:
        raise refused("total_row_missing", row=findings.grid.row_numbers[-1])
    matrix = Matrix(heading, total_row, total_column)
    for row in matrix.rows:
        for column in matrix.columns:
            _cell(matrix, findings, row, column)
    return matrix


def _cell(matrix: Matrix, findings: Findings, row: int, column: int) -> None:
    cells = findings.grid.rows[row]
    if column < len(cells) and text(cells[column]) == WITHDRAWN:
        matrix.withdrawn.add((row, column))
        return
    value = findings.number(row, column)
    if value is not None:
        matrix.values[row, column] = value


def _codes(findings: Findings, cells: list[tuple[int, int]]) -> dict[tuple[int, int], str]:
    """Code of each label on one side of the matrix; a country that stands there twice is noted."""
    codes: dict[tuple[int, int], str] = {}
    side = "sender" if cells and cells[0][1] == 0 else "receiver"
    for row, column in cells:
        code = findings.place(row, column)
        if code is not None and findings.once((side, code), row, column):
            codes[row, column] = code
    return codes


def _flows(
    matrix: Matrix, findings: Findings, senders: dict[int, str], receivers: dict[int, str], period: str
) -> list[Observation]:
    flows: list[Observation] = []
    cells: dict[tuple[int, int], float | None] = {**matrix.values, **dict.fromkeys(matrix.withdrawn)}
    for (row, column), value in cells.items():
        sender, receiver = senders.get(row), receivers.get(column)
        if sender is None or receiver is None or (sender == receiver and not value):
            continue
        if sender == receiver:
            findings.warn("flow_to_itself", row, column)
        status = WITHHELD if value is None else ESTIMATED
        flows.append(Observation((sender, receiver), period, value, status, row, column))
    return flows


def _assert_orientation(findings: Findings, observations: list[Observation]) -> None:
    flows = {each.codes: each for each in observations}
    sent, returned = flows.get(("USA", "MEX")), flows.get(("MEX", "USA"))
    if sent is None or returned is None:
        raise refused("orientation_unproved", sheet=findings.grid.sheet)
    there, back = sent.value or 0.0, returned.value or 0.0
    if there <= back:
        findings.add("orientation_reversed", sent.row, sent.column, sent=round(there, 1), returned=round(back, 1))
        findings.stop()
