"""The twin of a picture: every value it shows, as a table for reading and as rows for a file."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import assert_never

from charts.bar import BarChart
from charts.line import LineChart, Writer
from charts.map import CorridorMap, WorldMap
from charts.spark import Sparkline
from charts.svg import Spec


@dataclass(frozen=True, slots=True)
class Column:
    label: str
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What is read, what is computed and sorted with, and where it leads."""

    text: str
    value: float | None = None
    numeric: bool = False
    address: str = ""

    @property
    def sort(self) -> str | None:
        """The value to sort by, written for machines."""
        return None if self.value is None else repr(self.value)


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def plain_rows(self) -> list[list[str]]:
        """Headings and rows for a CSV file: whole values, nothing where unknown."""
        body = [[(cell.sort or "") if cell.numeric else cell.text for cell in row] for row in self.rows]
        return [[column.label for column in self.columns], *body]


def rows(spec: Spec) -> Table:
    """The table that says what the picture shows."""
    match spec:
        case LineChart():
            return _lines(spec)
        case BarChart():
            columns = (Column(spec.name_heading), Column(spec.value_heading, numeric=True))
            body = tuple(
                (Cell(b.name, address=b.address), _number(b.value, spec.write, spec.unknown)) for b in spec.bars
            )
            return Table(columns, body)
        case WorldMap():
            return _map(spec)
        case CorridorMap():
            names = (spec.names.get(code, code) for code in (spec.origin, spec.destination))
            return Table((Column(spec.title),), tuple((Cell(name),) for name in names))
        case Sparkline():
            columns = (Column(spec.period_heading), Column(spec.title, numeric=True))
            pairs = zip(spec.periods, spec.values, strict=True)
            return Table(columns, tuple((Cell(period), _number(value, spec.write)) for period, value in pairs))
        case _:
            assert_never(spec)


def _lines(spec: LineChart) -> Table:
    """One row for each period in which anything is known, newest first."""
    columns = [Column(spec.period_heading)]
    for series in spec.series:
        columns.append(Column(series.name, numeric=True))
        if series.lower and series.upper:
            columns += [Column(f"{series.name} ↓", numeric=True), Column(f"{series.name} ↑", numeric=True)]
    body = []
    for i in range(len(spec.periods) - 1, -1, -1):
        cells = [Cell(spec.periods[i])]
        for series in spec.series:
            cells.append(_number(series.values[i], spec.write))
            if series.lower and series.upper:
                cells += [_number(series.lower[i], spec.write), _number(series.upper[i], spec.write)]
        if any(cell.value is not None for cell in cells):
            body.append(tuple(cells))
    return Table(tuple(columns), tuple(body))


def _map(spec: WorldMap) -> Table:
    """Largest first; countries without a value are not listed one by one: the map and the legend say so."""
    columns = (Column(spec.name_heading), Column(spec.value_heading, numeric=True))
    known = sorted(spec.values.items(), key=lambda item: (-item[1] if isfinite(item[1]) else 0, item[0]))
    body = tuple(
        (
            Cell(spec.names.get(code, code), address=spec.addresses.get(code, "")),
            _number(value, spec.write, spec.no_data),
        )
        for code, value in known
    )
    return Table(columns, body)


def _number(value: float | None, write: Writer, unknown: str = "") -> Cell:
    known = value is not None and isfinite(value)
    return Cell(write(value) if known and value is not None else unknown, value if known else None, numeric=True)
