"""Observations as the bytes of an answer, made by the database: no object per row comes to life here.

A page of JSON is concatenated in SQL (PostgreSQL itself makes two to three times fewer pages with json_agg); a file is
what COPY sends. `datasets/store.py` makes the SELECT; this module only says how its columns are written.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import polars as pl
from django.db import connection
from psycopg2 import sql

from datasets import store
from datasets.models import Release
from datasets.selection import Selection

Labels = Literal["id", "name", "both"]
LABEL = "_LABEL"


@dataclass(frozen=True)
class Naming:
    """How coded columns are written: codes ("id"), what they are called ("name"), or both in two columns.

    `names` holds, by column, what each code is called in `language`.
    """

    labels: Labels = "id"
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    language: str = "en"

    def columns(self, stored: tuple[str, ...]) -> tuple[str, ...]:
        """The columns of the answer."""
        if self.labels != "both":
            return stored
        return tuple(name for column in stored for name in self._twins(column))

    def _twins(self, column: str) -> tuple[str, ...]:
        return (column, column + LABEL) if column in self.names else (column,)


@dataclass(frozen=True)
class Page:
    """The rows of a page as JSON between the brackets, and the key of the last row if more follow."""

    rows: str
    following: tuple[str, ...] | None


def csv_blocks(release: Release, selection: Selection, naming: Naming) -> Iterator[bytes]:
    """The observations as CSV with a header, in blocks; the memory it takes does not grow with the rows."""
    definition = release.definition
    inner, params = store.select(definition, release.table_name, replace(selection, columns=()))
    written, names = _written(tuple(selection.columns) or definition.columns, naming)
    columns = [sql.SQL("{} AS {}").format(value, sql.Identifier(name)) for name, value in written]
    query = sql.SQL("SELECT {} FROM ({}) AS o").format(sql.SQL(", ").join(columns), inner)
    return store.copy_blocks(query, [*names, *params])


def frame(release: Release, selection: Selection, naming: Naming) -> pl.DataFrame:
    """The observations all at once, as the same columns; for what fits into memory."""
    stored = tuple(selection.columns) or release.definition.columns
    types = store.polars_schema(release.definition)
    schema = {name: types.get(name, pl.String()) for name in naming.columns(stored)}
    return pl.read_csv(b"".join(csv_blocks(release, selection, naming)), schema=schema)


def csv_page(release: Release, selection: Selection, naming: Naming) -> tuple[bytes, tuple[str, ...] | None]:
    """One page as CSV, and the key of its last row if more follow."""
    content = b"".join(csv_blocks(release, selection, naming))
    return content, _key_at(release, selection)


def json_page(release: Release, selection: Selection, naming: Naming, *, records: bool) -> Page:
    """One page as JSON: each row a list, or an object with the names of the columns."""
    if selection.limit is None:
        raise ValueError("a page needs a limit")
    definition = release.definition
    # One row more than asked tells whether there are more.
    one_more = replace(selection, limit=selection.limit + 1, columns=())
    inner, params = store.select(definition, release.table_name, one_more)
    written, names = _written(tuple(selection.columns) or definition.columns, naming)
    numbers = {column for column, kind in store.polars_schema(definition).items() if kind.is_numeric()}
    row = _row([(name, _json(value, number=name in numbers)) for name, value in written], records=records)
    key = sql.SQL(", ").join(sql.SQL("o.{}").format(sql.Identifier(name)) for name in definition.key)
    query = sql.SQL(
        "SELECT string_agg(row, ',' ORDER BY n) FILTER (WHERE n <= %s),"
        " max(key) FILTER (WHERE n = %s), max(n)"
        " FROM (SELECT row_number() OVER () AS n, {row} AS row, ARRAY[{key}] AS key FROM ({inner}) AS o) AS page"
    ).format(row=row, key=key, inner=inner)
    with connection.cursor() as cursor:
        cursor.execute(query, [selection.limit, selection.limit, *names, *params])
        text, last, found = cursor.fetchone()
    return Page(text or "", tuple(last) if (found or 0) > selection.limit else None)


def _key_at(release: Release, selection: Selection) -> tuple[str, ...] | None:
    """The key of the last row of a page, if there is a row after it."""
    definition = release.definition
    limit = selection.limit or 0
    around = store.rows(definition, release.table_name, replace(selection, columns=definition.key, limit=limit + 1))
    return tuple(around[limit - 1]) if len(around) > limit else None


def _written(stored: tuple[str, ...], naming: Naming) -> tuple[list[tuple[str, sql.Composable]], list[str]]:
    """Each column of the answer with the expression that makes it, and the parameters of the expressions in order."""
    written: list[tuple[str, sql.Composable]] = []
    params: list[str] = []
    for column in stored:
        code = sql.SQL("o.{}").format(sql.Identifier(column))
        # A look-up in a constant keeps the order of the rows, which a join would not promise.
        name = sql.SQL("coalesce(%s::jsonb ->> {0}, {0})").format(code)
        if column not in naming.names or naming.labels == "id":
            written.append((column, code))
            continue
        params.append(json.dumps(naming.names[column], ensure_ascii=False))
        written += [(column, code), (column + LABEL, name)] if naming.labels == "both" else [(column, name)]
    return written, params


def _json(value: sql.Composable, *, number: bool) -> sql.Composable:
    """A value as JSON. Numbers are JSON as PostgreSQL writes them; text is escaped."""
    if number:
        return sql.SQL("coalesce(({})::text, 'null')").format(value)
    return sql.SQL("coalesce(to_json({})::text, 'null')").format(value)


def _row(values: list[tuple[str, sql.Composable]], *, records: bool) -> sql.Composable:
    before, after = ("{", "}") if records else ("[", "]")
    parts: list[sql.Composable] = []
    for place, (name, value) in enumerate(values):
        label = json.dumps(name) + ":" if records else ""
        parts += [sql.Literal((before if place == 0 else ",") + label), value]
    return sql.SQL(" || ").join([*parts, sql.Literal(after)])


def as_json(
    release: Release, selection: Selection, page: Page, following: str | None, naming: Naming, *, total: int | None
) -> bytes:
    """The whole answer around the rows."""
    columns = naming.columns(tuple(selection.columns) or release.definition.columns)
    head: dict[str, Any] = {
        "dataset": release.dataset_id,
        "release": release.number,
        "next": following,
        "total": total,
        "columns": columns,
    }
    return f'{json.dumps(head, ensure_ascii=False)[:-1]}, "rows": [{page.rows}]}}'.encode()
