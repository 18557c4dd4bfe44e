"""Observations as the bytes of an answer, made by the database: no object per row comes to life here.

A page of JSON is concatenated in SQL (PostgreSQL itself makes two to three times fewer pages with json_agg); a file is
what COPY sends. `datasets/store.py` makes the SELECT; this module only says how its columns are written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Literal

import polars as pl
from django.db import connection
from psycopg2 import sql

from datasets import codes, store
from datasets.definition import Definition, Dimension
from datasets.models import Release
from datasets.selection import Selection

Labels = Literal["id", "name", "both"]
LABEL = "_LABEL"
_PLAIN = re.compile(r"[\w .:+*$@/-]+", re.ASCII)


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
    columns = ", ".join(f'{each.value} AS "{each.name}"' for each in written)
    query = sql.SQL("SELECT {} FROM ({}) AS o").format(sql.SQL(columns), inner)
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
    key = ", ".join(f'o."{name}"' for name in definition.key)
    # The row too many is written as nothing, which string_agg leaves out: cheaper than to number a thousand rows.
    query = sql.SQL(
        "SELECT string_agg(row, ','), (array_agg(key))[%s:%s], count(*) FROM ("
        " SELECT CASE WHEN row_number() OVER () <= %s THEN {row} END AS row, ARRAY[{key}] AS key FROM ({inner}) AS o"
        ") AS page"
    ).format(row=sql.SQL(_row(written, definition, records=records)), key=sql.SQL(key), inner=inner)
    with connection.cursor() as cursor:
        cursor.execute(query, [*[selection.limit] * 3, *names, *params])
        text, keys, found = cursor.fetchone()
    return Page(text or "", tuple(keys[0]) if found > selection.limit else None)


def _key_at(release: Release, selection: Selection) -> tuple[str, ...] | None:
    """The key of the last row of a page, if there is a row after it."""
    definition = release.definition
    limit = selection.limit or 0
    around = store.rows(definition, release.table_name, replace(selection, columns=definition.key, limit=limit + 1))
    return tuple(around[limit - 1]) if len(around) > limit else None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an answer: its name, the SQL that makes it, and the stored column if it is one unchanged.

    The SQL is text because composing it piece by piece took as long as running it; every name in it is one of the
    definition, which knows capital letters, digits and underscores only.
    """

    name: str
    value: str
    stored: str = ""


def _written(columns: tuple[str, ...], naming: Naming) -> tuple[list[Column], list[str]]:
    """The columns of the answer for stored ones, and the parameters of their expressions in order."""
    written: list[Column] = []
    params: list[str] = []
    for column in columns:
        code = f'o."{column}"'
        # A look-up in a constant keeps the order of the rows, which a join would not promise.
        name = f"coalesce(%s::jsonb ->> {code}, {code})"
        if column not in naming.names or naming.labels == "id":
            written.append(Column(column, code, column))
            continue
        params.append(json.dumps(naming.names[column], ensure_ascii=False))
        if naming.labels == "both":
            written += [Column(column, code, column), Column(column + LABEL, name)]
        else:
            written.append(Column(column, name))
    return written, params


def _row(columns: list[Column], definition: Definition, *, records: bool) -> str:
    """A row as JSON: a list, or an object with the names of the columns."""
    numbers = {column for column, kind in store.polars_schema(definition).items() if kind.is_numeric()}
    plain = {"TIME_PERIOD", "OBS_STATUS", *(each.id for each in definition.dimensions if _is_plain(each))}
    before, after = ("{", "}") if records else ("[", "]")
    parts = []
    for place, column in enumerate(columns):
        label = f'"{column.name}":' if records else ""
        parts.append(f"'{',' if place else before}{label}' || {_json(column, numbers, plain)}")
    return " || ".join([*parts, f"'{after}'"])


def _json(column: Column, numbers: Collection[str], plain: Collection[str]) -> str:
    """A value as JSON. Numbers are JSON as PostgreSQL writes them; text is escaped where it may need it."""
    if column.stored in numbers:
        return f"coalesce(({column.value})::text, 'null')"
    if column.stored in plain:
        return f"""'"' || {column.value} || '"'"""
    return f"coalesce(to_json({column.value})::text, 'null')"


@lru_cache(maxsize=256)
def _is_plain(dimension: Dimension) -> bool:
    """Whether every code is JSON as it stands. Escaping them costs half the time of a page."""
    return all(_PLAIN.fullmatch(code) for code in codes.codes_of(dimension))


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
