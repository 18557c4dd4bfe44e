"""Observations as SDMX-ML 2.1, made by the database: one row of text for each series, or for each observation.

Codes and periods are letters and digits and stand in the text as they are; texts of sources are escaped.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeAlias

from psycopg2 import sql

from datasets.sdmx.identity import VALUE
from datasets.sdmx.media import GENERIC, Format
from datasets.sdmx.question import Layout
from datasets.sdmx.source import Query, names

# A part of a row: text as it stands, or an expression that gives text.
Part: TypeAlias = str | sql.Composable

# Characters that XML 1.0 cannot hold, even escaped; nor does COPY write the first two as they are (see stream.py).
_FORBIDDEN: Final = "".join(chr(number) for number in range(1, 32) if number not in (9, 10, 13))
_ESCAPES: Final = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("\n", "&#10;"), ("\r", "&#13;"))


def rows(form: Format, source: Query, laid_out: Layout, texts: frozenset[str]) -> Query:
    """The query that gives the rows of a message; `texts` are the columns that must be escaped."""
    inner, params = source
    flavour = _Generic(texts) if form is GENERIC else _Specific(texts)
    observation = flavour.observation(laid_out)
    if not laid_out.series:
        query = sql.SQL("SELECT {} FROM ({}) AS o ORDER BY {}").format(
            _joined(observation), inner, names(laid_out.observation)
        )
        return query, params
    start, end = flavour.series(laid_out.series)
    parts: list[Part] = [*start, *end]
    if laid_out.has_values:
        gathered = sql.SQL("string_agg({}, '' ORDER BY {})").format(_joined(observation), names(laid_out.observation))
        parts = [*start, gathered, *end]
    query = sql.SQL("SELECT {} FROM ({}) AS o GROUP BY {keys} ORDER BY {keys}").format(
        _joined(parts), inner, keys=names(laid_out.series)
    )
    return query, params


def _joined(parts: Sequence[Part]) -> sql.Composable:
    """The parts as one expression; texts that follow each other are one constant."""
    merged: list[Part] = []
    for part in parts:
        if merged and isinstance(part, str) and isinstance(merged[-1], str):
            merged[-1] += part
        else:
            merged.append(part)
    return sql.SQL(" || ").join(sql.Literal(each) if isinstance(each, str) else each for each in merged)


class _Flavour:
    """What generic and structure-specific messages have in common."""

    def __init__(self, texts: frozenset[str]) -> None:
        self.texts = texts

    def value(self, column: str) -> sql.Composable:
        """A column as it stands between quotation marks."""
        found: sql.Composable = sql.SQL("o.{}").format(sql.Identifier(column))
        if column not in self.texts:
            return found
        for character, escape in _ESCAPES:
            found = sql.SQL("replace({}, {}, {})").format(found, sql.Literal(character), sql.Literal(escape))
        return sql.SQL("translate({}, {}, '')").format(found, sql.Literal(_FORBIDDEN))

    def optional(self, before: str, column: str, after: str) -> sql.Composable:
        """A column with what stands around it, or nothing where it is null."""
        return sql.SQL("coalesce({}, '')").format(_joined([before, self.value(column), after]))


class _Generic(_Flavour):
    def series(self, key: Sequence[str]) -> tuple[list[Part], list[Part]]:
        parts: list[Part] = ["<gen:Series><gen:SeriesKey>", *self._values(key), "</gen:SeriesKey>"]
        return parts, ["</gen:Series>"]

    def _values(self, key: Sequence[str]) -> list[Part]:
        return [part for each in key for part in (f'<gen:Value id="{each}" value="', self.value(each), '"/>')]

    def observation(self, laid_out: Layout) -> list[Part]:
        parts: list[Part] = ["<gen:Obs>"]
        if laid_out.series:
            (observed,) = laid_out.observation
            parts += [f'<gen:ObsDimension id="{observed}" value="', self.value(observed), '"/>']
        else:
            parts += ["<gen:ObsKey>", *self._values(laid_out.observation), "</gen:ObsKey>"]
        parts.append(self.optional('<gen:ObsValue value="', VALUE, '"/>'))
        if laid_out.attributes:
            # The status is never null, so the element is never empty.
            said = [self.optional(f'<gen:Value id="{each}" value="', each, '"/>') for each in laid_out.attributes]
            parts += ["<gen:Attributes>", *said, "</gen:Attributes>"]
        return [*parts, "</gen:Obs>"]


class _Specific(_Flavour):
    def series(self, key: Sequence[str]) -> tuple[list[Part], list[Part]]:
        return ["<Series", *self._values(key), ">"], ["</Series>"]

    def _values(self, key: Sequence[str]) -> list[Part]:
        return [part for each in key for part in (f' {each}="', self.value(each), '"')]

    def observation(self, laid_out: Layout) -> list[Part]:
        said = [self.optional(f' {each}="', each, '"') for each in (VALUE, *laid_out.attributes)]
        return ["<Obs", *self._values(laid_out.observation), *said, "/>"]
