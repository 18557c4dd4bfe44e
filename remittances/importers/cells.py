"""What a cell means: a number, nothing, or something that should not stand there."""

from __future__ import annotations

import math
import re

from remittances.importers.files import Cell

# What the World Bank prints where it has no figure.
NO_FIGURE = frozenset({"", ".."})
_SPACES = re.compile(r"\s+")


class NotANumberError(ValueError):
    """A cell that should hold a figure holds something else."""


def text(cell: Cell) -> str:
    """The cell as text with runs of blanks made one; nothing for an empty cell."""
    return "" if cell is None else _SPACES.sub(" ", str(cell)).strip()


def number(cell: Cell) -> float | None:
    """The figure in the cell, None where the source gives none; NotANumberError for anything else.

    A thousands separator is refused on purpose: "1,234" is 1.234 in half of the world.
    """
    if isinstance(cell, bool):
        raise NotANumberError
    if isinstance(cell, int | float):
        value = float(cell)
    else:
        written = text(cell)
        if written in NO_FIGURE:
            return None
        try:
            value = float(written)
        except ValueError as error:
            raise NotANumberError from error
    if not math.isfinite(value):
        raise NotANumberError
    return value


def year(cell: Cell) -> tuple[int, bool] | None:
    """(year, estimated) of a heading such as 2021, 2021.0, "2021" or "2012e"; None when it is no year."""
    found = re.fullmatch(r"((?:19|20)\d\d)(?:\.0)?(e|f)?", text(cell))
    return (int(found[1]), found[2] is not None) if found else None
