"""The contract of an importer: a published file in, a tidy table out, or the reasons why not. Pure.

A definition names its importers as `package.module:Importer`. The first whose `sniff` knows the file reads it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from inspect import signature
from pathlib import Path
from typing import Any, Literal, Protocol

import polars as pl

from datasets.definition import Definition

Severity = Literal["error", "warning"]

# Columns of a reading that say where a row came from; they are not stored. Row and column count from 1, as people do.
SHEET, ROW, COLUMN = "_SHEET", "_ROW", "_COLUMN"
PLACE = (SHEET, ROW, COLUMN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong with a file, and where. `datasets/sentences.py` has the words for each code.

    `row` counts from 1 as the program shows that made the file; `column` is a letter or a heading.
    """

    code: str
    sheet: str = ""
    row: int | None = None
    column: str = ""
    value: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    severity: Severity = "error"


class Refused(Exception):
    """A file can't be imported; `problems` says everything that was found, the worst first. Nothing was stored."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("; ".join(f"{each.code} {each.sheet} {each.row or ''}".strip() for each in self.problems[:5]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """A sum the file states itself: over the observations with these codes, OBS_VALUE must add up to `value`.

    `where` maps dimension ids (and TIME_PERIOD) to one code each; what it leaves out is summed over. A difference up to
    `tolerance` (same unit) comes from rounding in the source.
    """

    where: Mapping[str, str]
    value: float
    tolerance: float
    sheet: str = ""
    row: int | None = None
    column: str = ""
    severity: Severity = "error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What an importer understood of a file.

    `table` has the columns of the definition in upper case: dimensions and TIME_PERIOD as text, OBS_VALUE as Float64,
    OBS_STATUS as text (absent: "A", or "M" where the value is null), LOWER_BOUND, UPPER_BOUND and attributes where
    there are any; and, so that problems can be pointed at, `_SHEET`, `_ROW`, `_COLUMN` where known.
    `problems` holds what was seen while reading; an error among them stops the import once all were collected.
    """

    table: pl.DataFrame
    totals: tuple[Total, ...] = ()
    problems: tuple[Problem, ...] = ()
    vintage: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the hub knows while it checks a reading: the codes of each dimension."""

    codes: Mapping[str, frozenset[str]]


class Importer(Protocol):
    """Reads one kind of file for one dataset. Made with the definition: `Importer(definition)`."""

    def sniff(self, file: Path) -> bool:
        """Whether this looks like a file it can read. Quick, and never raises for a file it does not know."""
        ...

    def read(self, file: Path) -> Reading:
        """The file's observations; raises Refused where nothing sensible can be read."""
        ...

    def check(self, reading: Reading, known: Known) -> list[Problem]:
        """What only this source knows to be wrong; the general checks are made by datasets/checks.py."""
        ...


def importers_of(definition: Definition, *, year: int | None = None) -> list[Importer]:
    """The importers a definition names, in its order; `year` goes to those that ask for one."""
    return [
        resolve(name)(definition, year=year) if year and asks_year(name) else resolve(name)(definition)
        for name in definition.importers
    ]


def asks_year(name: str) -> bool:
    """Whether some files of this importer do not say of which year they are, so that it takes `year=`."""
    return "year" in signature(resolve(name)).parameters


def resolve(name: str) -> Any:
    """What `package.module:Name` names."""
    module, _, attribute = name.partition(":")
    return getattr(import_module(module), attribute)
