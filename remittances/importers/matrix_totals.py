"""The totals a matrix of flows prints about itself, for the check that they agree with what was read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from datasets.importing import Total
from remittances.importers.files import column_letter
from remittances.importers.findings import Findings

# Totals of the sources are sums in double precision; a cent of a million is far above the error of adding 214 of them.
TOLERANCE_MILLION = 0.01
# Totals of 2017 still hold the estimates withdrawn later ("-"): 0.12 % of Israel's column, 0.01 % of Lebanon's.
WITHDRAWN_SHARE = 0.005

Cell = tuple[int, int]


@dataclass
class Matrix:
    """Figures by (row, column) of the grid; `withdrawn` are cells in which the source took its estimate back."""

    heading: int
    total_row: int
    total_column: int
    values: dict[Cell, float] = field(default_factory=dict)
    withdrawn: set[Cell] = field(default_factory=set)

    @property
    def rows(self) -> range:
        """Rows of senders."""
        return range(self.heading + 1, self.total_row)

    @property
    def columns(self) -> range:
        """Columns of receivers."""
        return range(1, self.total_column)


def printed_totals(
    matrix: Matrix, findings: Findings, senders: Mapping[int, str], receivers: Mapping[int, str], period: str
) -> Iterator[Total]:
    """Totals of each sender, each receiver and the world, less what those without a code hold of them."""
    apart = {cell: value for cell, value in matrix.values.items() if cell[0] not in senders or cell[1] not in receivers}
    withdrawn_rows = {row for row, _ in matrix.withdrawn}
    withdrawn_columns = {column for _, column in matrix.withdrawn}
    when = {"TIME_PERIOD": period}
    for row, code in senders.items():
        left_out = sum(value for cell, value in apart.items() if cell[0] == row)
        cell = (row, matrix.total_column)
        yield from _totals(findings, cell, when | {"REF_AREA": code}, left_out, row in withdrawn_rows)
    for column, code in receivers.items():
        left_out = sum(value for cell, value in apart.items() if cell[1] == column)
        cell = (matrix.total_row, column)
        yield from _totals(findings, cell, when | {"COUNTERPART_AREA": code}, left_out, column in withdrawn_columns)
    corner = (matrix.total_row, matrix.total_column)
    yield from _totals(findings, corner, when, sum(apart.values()), bool(matrix.withdrawn))


def _totals(
    findings: Findings, cell: Cell, where: Mapping[str, str], left_out: float, withdrawn: bool
) -> Iterator[Total]:
    """The total in a cell; with a withdrawn estimate in it the exact sum is only worth a warning."""
    printed = (findings.number(*cell) or 0.0) - left_out
    total = partial(
        Total,
        where=where,
        value=printed,
        sheet=findings.grid.sheet,
        row=findings.grid.row_numbers[cell[0]],
        column=column_letter(cell[1]),
    )
    if withdrawn:
        yield total(tolerance=TOLERANCE_MILLION, severity="warning")
    yield total(tolerance=WITHDRAWN_SHARE * printed if withdrawn else TOLERANCE_MILLION)
