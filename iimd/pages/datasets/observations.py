"""The observations a reader asked for, a page at a time, as a table with words in place of codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from charts.table import Cell, Column, Table
from datasets import codes, queries
from datasets.definition import Definition, Dimension
from datasets.models import Release
from iimd.pages.datasets.question import PAGE, Question
from iimd.pages.datasets.words import names_of, statuses
from web_pages import numbers
from web_pages.places import names as country_names

BOUNDS: Final = ("LOWER_BOUND", "UPPER_BOUND")
Row = Mapping[str, Any]
Names = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Observations:
    """A page of the table: how many rows there are in all, and the addresses of the first and the next page."""

    table: Table
    rows: int
    total: int
    first: str
    next: str


def observations(
    release: Release, question: Question, language: str, asked: tuple[tuple[str, str], ...]
) -> Observations:
    """The page of rows that `question` asks for; `asked` are the parameters that lead back to this page."""
    definition = release.definition
    found, following = queries.page(release, question.selection(PAGE))
    rows = [dict(zip(definition.columns, row, strict=True)) for row in found]
    whole = replace(question, after=())
    return Observations(
        table=_Writing(definition, language).table(rows),
        rows=len(rows),
        total=queries.count(release, whole.selection()) if question.restricts else release.row_count,
        first=_address(asked) if question.after else "",
        next=_address((*asked, ("after", ",".join(following)))) if following else "",
    )


def _address(asked: tuple[tuple[str, str], ...]) -> str:
    return f"?{urlencode(asked)}#observations" if asked else "?#observations"


@dataclass(frozen=True)
class _Writing:
    """How the rows of one dataset are written in one language."""

    definition: Definition
    language: str

    def table(self, rows: Sequence[Row]) -> Table:
        names = {each.id: names_of(each, self.language) for each in self.definition.dimensions}
        said = statuses(self.language)
        bounds = [name for name in BOUNDS if any(row[name] is not None for row in rows)]
        return Table(tuple(self._columns(bounds)), tuple(tuple(self._cells(row, names, said, bounds)) for row in rows))

    @cached_property
    def _places(self) -> tuple[list[Dimension], list[Dimension]]:
        """Dimensions before and behind the value: what a phone shows first is who, when and how much."""
        dimensions = self.definition.dimensions
        first = [each for each in dimensions if each.codelist == codes.AREA] or list(dimensions[:1])
        return first, [each for each in dimensions if each not in first]

    def _columns(self, bounds: list[str]) -> Iterator[Column]:
        before, behind = self._places
        yield from (Column(each.label[self.language]) for each in before)
        yield Column(_("Period"))
        yield Column(_("Value, %(unit)s") % {"unit": self.definition.measure.label[self.language]}, numeric=True)
        yield from (
            Column(_("Lower bound") if name == BOUNDS[0] else _("Upper bound"), numeric=True) for name in bounds
        )
        yield Column(_("Status"))
        yield from (Column(each.label[self.language]) for each in behind)
        yield from (Column(each.label[self.language], each.type != "text") for each in self.definition.attributes)

    def _cells(self, row: Row, names: Names, said: Mapping[str, str], bounds: list[str]) -> Iterator[Cell]:
        before, behind = self._places
        yield from (_named(each, row[each.id], names) for each in before)
        yield Cell(numbers.period(row["TIME_PERIOD"], self.language))
        yield self._number(row["OBS_VALUE"], _("not measured"))
        yield from (self._number(row[name], "") for name in bounds)
        yield Cell(said.get(row["OBS_STATUS"], row["OBS_STATUS"]))
        yield from (_named(each, row[each.id], names) for each in behind)
        for attribute in self.definition.attributes:
            value = row[attribute.id]
            if attribute.type == "text":
                yield Cell(numbers.period(value, self.language) if value else "")
            else:
                yield self._number(value, "", 0 if attribute.type == "integer" else None)

    def _number(self, value: float | None, unknown: str, digits: int | None = None) -> Cell:
        if value is None:
            return Cell(unknown, numeric=True)
        decimals = self.definition.measure.decimals if digits is None else digits
        return Cell(numbers.number(value, self.language, decimals), value, numeric=True)


def _named(dimension: Dimension, code: str, names: Names) -> Cell:
    """A code in words; a country leads to its page."""
    is_country = dimension.codelist == codes.AREA and code in country_names()
    return Cell(names[dimension.id].get(code, code), address=reverse("country", args=[code]) if is_country else "")
