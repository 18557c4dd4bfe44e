"""Typed cells of the service tables: the same thing is written in several ways over fifteen years of them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from remittances.importers.cells import number, text
from remittances.importers.files import Cell

_PERIOD = re.compile(r"(\d{4})[_ -]?(?:Q([1-4])|([1-4])Q)", re.IGNORECASE)
_NO_FIGURE = frozenset({"n/a", "na", "#n/a", "-"})
_DAYS = ("%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%d/%b/%Y", "%d-%b-%Y", "%d-%b-%y", "%d %B %Y")
# Day nought of a workbook whose dates were typed as numbers.
_EPOCH = date(1899, 12, 30)


def quarter(cell: Cell) -> str | None:
    """2025-Q3 for "2025_3Q"; None where it is no quarter."""
    found = _PERIOD.fullmatch(text(cell))
    return f"{found[1]}-Q{found[2] or found[3]}" if found else None


def figure(cell: Cell) -> float | None:
    """The figure in a cell, also one typed as text (2024 Q3-Q4); None for blank, "..", "N/A"; else NotANumberError."""
    return None if text(cell).casefold() in _NO_FIGURE else number(cell)


def day(cell: Cell) -> str | None:
    """A date, however typed, as 2025-08-14; empty for a blank cell, None for what is no date."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return (_EPOCH + timedelta(days=int(cell))).isoformat() if 30_000 < cell < 80_000 else None
    written = text(cell)
    if written.casefold() in _NO_FIGURE | {"", ".."}:
        return ""
    for form in _DAYS:
        try:
            return datetime.strptime(written, form).date().isoformat()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    return None


def identifier(cell: Cell) -> str:
    """An id as it is read: 17, 17.0 and "17" are one."""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else text(cell)
