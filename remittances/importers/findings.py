"""Collects what is wrong while a file is read, so that the operator sees all of it at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from datasets.importing import Problem, Refused
from remittances.importers import places
from remittances.importers.cells import NotANumberError, number, text
from remittances.importers.files import Cell, Grid, column_letter, refused

# A shifted column spoils every row; the first hundred say enough.
MOST_SHOWN = 100
# How far down a heading that moved is looked for.
HEADING_SEARCH = 30


@dataclass
class Findings:
    """Problems of one grid."""

    grid: Grid
    problems: list[Problem] = field(default_factory=list)
    _first: dict[object, tuple[int, int]] = field(default_factory=dict)
    _short_rows: set[int] = field(default_factory=set)

    def add(self, code: str, row: int, column: int | None = None, **params: object) -> None:
        """Something that stops the import."""
        self.problems.append(self.grid.problem(code, row, column, **params))

    def warn(self, code: str, row: int, column: int | None = None, **params: object) -> None:
        """Something a person should know before publishing."""
        self.problems.append(replace(self.grid.problem(code, row, column, **params), severity="warning"))

    def number(self, row: int, column: int) -> float | None:
        """The figure in a cell; what is no figure, or lies beyond the end of its row, is noted and read as none."""
        cells = self.grid.rows[row]
        if column >= len(cells):
            if row not in self._short_rows:
                self._short_rows.add(row)
                self.add("row_too_short", row)
            return None
        try:
            return number(cells[column])
        except NotANumberError:
            self.add("text_in_number", row, column)
            return None

    def place(self, row: int, column: int, *, name: int | None = None) -> str | None:
        """Code of the country in a cell; an unknown label is noted with what it may have meant.

        `name` is the column with the country's name where the label is a code: a wrong code says nothing.
        """
        label = self.grid.rows[row][column]
        code = places.code(label)
        if code is None and not places.is_left_out(label):
            meant = places.suggestion(label if name is None else self.grid.rows[row][name])
            self.add("unknown_country", row, column, suggestion=meant)
        return code

    def once(self, key: object, row: int, column: int) -> bool:
        """False, and noted with the first place, if `key` stood elsewhere before."""
        first_row, first_column = self._first.setdefault(key, (row, column))
        if (first_row, first_column) == (row, column):
            return True
        first = f"{column_letter(first_column)}{self.grid.row_numbers[first_row]}"
        self.add("duplicate_key", row, column, first=first)
        return False

    def heading_row(self, is_heading: Callable[[list[Cell]], bool], *, expected: int, name: str) -> int:
        """Index of the heading; Refused if it is not in row `expected` (counted from 0), saying where it went."""
        rows = self.grid.rows[:HEADING_SEARCH]
        found = next((index for index, row in enumerate(rows) if is_heading(row)), None)
        if found == expected:
            return found
        if found is None:
            raise refused("header_missing", sheet=self.grid.sheet, expected=name, row=expected + 1)
        self.add("header_moved", found, 0, expected=self.grid.row_numbers[expected])
        raise Refused(self.problems)

    def headings(self, row: int, expected: tuple[str, ...]) -> None:
        """Refuses a table whose first headings are not `expected`, naming each column that differs."""
        cells = [text(cell) for cell in self.grid.rows[row]]
        for column, name in enumerate(expected):
            if column >= len(cells) or cells[column] != name:
                self.add("header_changed", row, column, expected=name)
        self.stop()

    def stop(self) -> None:
        """Raises Refused if anything found stops the import."""
        errors = [problem for problem in self.problems if problem.severity == "error"]
        if errors:
            raise Refused(errors[:MOST_SHOWN])
