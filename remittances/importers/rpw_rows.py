"""One row of a service table after another becomes two prices; what is wrong with it is noted with its cell."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from sys import intern
from typing import Any, Final

import polars as pl

from datasets.importing import Problem, Refused
from remittances.importers import places, rpw_cells
from remittances.importers.cells import NotANumberError, text
from remittances.importers.files import Cell, Grid, column_letter
from remittances.importers.findings import MOST_SHOWN
from remittances.importers.rpw_layouts import BLOCKS, Layout, key
from remittances.prices import codes

AMOUNTS: Final = {"cc1": codes.USD200, "cc2": codes.USD500}
_TEXT: Final = pl.String
SCHEMA: Final = {
    **dict.fromkeys(
        ("REF_AREA", "COUNTERPART_AREA", "FIRM_TYPE", "INSTRUMENT", "PICKUP", "SPEED", "TIME_PERIOD"), _TEXT
    ),
    **dict.fromkeys(
        ("SOURCE_ID", "FIRM", "INSTRUMENTS", "INSTRUMENT_LABEL", "ACCESS", "PICKUP_LABEL", "COVERAGE"), _TEXT
    ),
    **dict.fromkeys(("TRANSPARENT", "SENDER_REGION", "REGION", "NOTE", "SURVEYED_ON"), _TEXT),
    "INTERBANK": pl.Float64,
    "AMOUNT": _TEXT,
    **dict.fromkeys(("SENT", "FEE", "RATE", "MARGIN", "OBS_VALUE"), pl.Float64),
    "CURRENCY": _TEXT,
    "OBS_STATUS": _TEXT,
    "_SHEET": _TEXT,
    "_ROW": pl.Int64,
    "_COLUMN": _TEXT,
}
MEASURED, UNRELIABLE, MISSING = "A", "U", "M"
_TRANSPARENT: Final = {"yes": codes.YES, "no": codes.NO, "": codes.UNKNOWN}
_COVERAGES: Final = {"high": codes.HIGH, "medium": codes.MEDIUM, "low": codes.LOW}


@dataclass
class ServiceRows:
    """Prices read so far, in the order of SCHEMA, and what was found wrong on the way."""

    records: list[tuple[Any, ...]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    _at: dict[str, int] = field(default_factory=dict)
    _layout: Layout | None = None
    _grid: Grid = field(default_factory=lambda: Grid("", [], []))
    _width: int = 0
    _first: dict[object, str] = field(default_factory=dict)

    def begin(self, heading: Grid, layout: Layout) -> None:
        """Take in the heading of a table; Refused where a column is missing or stands there twice."""
        found = [key(cell) for cell in heading.rows[0]]
        wrong = [
            replace(heading.problem("column_missing", 0, expected=name), column=name)
            for name in layout.required
            if key(name) not in found
        ]
        wrong += [
            heading.problem("column_twice", 0, column)
            for column, name in enumerate(found)
            if name in {key(each) for each in layout.required} and name in found[:column]
        ]
        if wrong:
            raise Refused(wrong)
        self._at = {name: column for column, name in reversed(list(enumerate(found))) if name}
        self._width = max(self._at[key(name)] for name in layout.required) + 1
        self._layout = layout

    def read(self, row: Grid) -> None:
        """Take in one service; what has no price is passed over."""
        self._grid = row
        if len(row.rows[0]) < self._width:
            self._add("row_too_short", None)
            return
        sender, receiver = self._place("source"), self._place("destination")
        period = rpw_cells.quarter(self._cell("period"))
        if period is None:
            self._add("quarter_not_understood", "period")
        if sender is None or receiver is None or period is None or not self._once(period):
            return
        service = (*self._service(sender, receiver, period), self._figure("inter lcu bank fx"))
        self.records += [(*service, *price) for block in BLOCKS if (price := self._price(block))]

    def stop(self) -> None:
        """Raises Refused if anything found stops the import."""
        errors = [problem for problem in self.problems if problem.severity == "error"]
        if errors:
            raise Refused(errors[:MOST_SHOWN])

    def _service(self, sender: str, receiver: str, period: str) -> tuple[str | None, ...]:
        label, pickup = self._text("instrument"), self._text("pickup method")
        paid_by = codes.codes(codes.INSTRUMENTS, label.partition(" to ")[0])
        return (
            sender,
            receiver,
            codes.code(codes.FIRM_TYPES, self._text("firm_type")),
            codes.one(paid_by),
            codes.one(codes.codes(codes.PICKUPS, pickup or label.partition(" to ")[2])),
            codes.code(codes.SPEEDS, self._text("speed actual")),
            period,
            self._identifier(),
            self._text("firm"),
            " ".join(paid_by) or None,
            label,
            _known(codes.code(codes.ACCESS_POINTS, self._text("access point"))),
            pickup,
            _COVERAGES.get(self._text("network coverage").casefold()),
            self._transparent(),
            _known(codes.code(codes.REGIONS, self._text("source_region"))),
            _known(codes.code(codes.REGIONS, self._text("destination_region"))),
            self._notes(),
            self._day(),
        )

    def _price(self, block: str) -> tuple[Any, ...] | None:
        """The price of one amount; None where its cells are blank, as in 1,072 rows for 500 dollars."""
        names = ("lcu amount", "lcu fee", "lcu fx rate", "fx margin", "total cost %")
        sent, fee, rate, margin, total = (self._figure(f"{block} {name}") for name in names)
        if fee is None and total is None:
            return None
        disclosed = _TRANSPARENT.get(self._text("transparent").casefold()) != codes.NO
        status = MISSING if total is None else MEASURED if disclosed else UNRELIABLE
        column = column_letter(self._at[key(f"{block} total cost %")])
        row = self._grid.row_numbers[0]
        currency = self._text(f"{block} lcu code").upper()
        return (AMOUNTS[block], sent, fee, rate, margin, total, currency, status, self._grid.sheet, row, column)

    def _column(self, name: str) -> int | None:
        heading = self._layout.heading(name) if self._layout else name
        return self._at.get(key(heading))

    def _cell(self, name: str) -> Cell:
        column, cells = self._column(name), self._grid.rows[0]
        return None if column is None or column >= len(cells) else cells[column]

    def _text(self, name: str) -> str:
        return intern(text(self._cell(name)))

    def _figure(self, name: str) -> float | None:
        try:
            return rpw_cells.figure(self._cell(name))
        except NotANumberError:
            self._add("text_in_number", name)
            return None

    def _place(self, end: str) -> str | None:
        label = self._cell(f"{end}_code")
        code = places.code(label)
        if code is None:
            self._add("unknown_country", f"{end}_code", suggestion=places.suggestion(self._cell(f"{end}_name")))
        return code

    def _transparent(self) -> str:
        written = self._text("transparent")
        if written.casefold() not in _TRANSPARENT:
            self._add("unknown_code", "transparent", dimension="transparent", suggestion="yes, no")
        return _TRANSPARENT.get(written.casefold(), codes.UNKNOWN)

    def _day(self) -> str | None:
        found = rpw_cells.day(self._cell("date"))
        if found is None:
            self._add("date_not_understood", "date", warning=True)
        return found or None

    def _notes(self) -> str | None:
        written = (self._text(name) for name in ("note", "note2"))
        return "; ".join(note for note in written if note.casefold() not in {"", "n/a", ".."}) or None

    def _identifier(self) -> str | None:
        return rpw_cells.identifier(self._cell("id")) or None

    def _once(self, period: str) -> bool:
        """False, and noted with the first place, if this service stood elsewhere before.

        A service is known by quarter and id; where there are no ids, by all that its row says.
        """
        known = (period, self._identifier() or tuple(text(cell) for cell in self._grid.rows[0]))
        here = f"{self._grid.sheet} {self._grid.row_numbers[0]}".strip()
        if self._first.setdefault(known, here) == here:
            return True
        self._add("duplicate_key", "id" if self._column("id") is not None else "period", first=self._first[known])
        return False

    def _add(self, code: str, name: str | None, *, warning: bool = False, **params: object) -> None:
        """Note a problem at a cell of the row, or with the row; an error stops the import."""
        problem = self._grid.problem(code, 0, None if name is None else self._column(name), **params)
        self.problems.append(replace(problem, severity="warning") if warning else problem)


def _known(code: str) -> str | None:
    return None if code == codes.UNKNOWN else code
