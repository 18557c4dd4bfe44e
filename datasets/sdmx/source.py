"""The observations that a question asks for, as a query whose columns have their names in upper case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeAlias

import polars as pl
from psycopg2 import sql

from datasets import store
from datasets.copying import copy_bytes
from datasets.models import Release
from datasets.sdmx.identity import TIME, VALUE
from datasets.sdmx.question import Question, columns

Query: TypeAlias = tuple[sql.Composable, list[Any]]


def names(columns_: Sequence[str]) -> sql.Composable:
    """Columns as SQL lists them."""
    return sql.SQL(", ").join(map(sql.Identifier, columns_))


def observations(release: Release, question: Question) -> Query:
    """The observations, in no order."""
    definition = release.definition
    wanted = columns(definition, question)
    if question.first is None and question.last is None:
        return _selected(release, question, wanted)
    inner, params = _selected(release, question, tuple(dict.fromkeys((*definition.key, *wanted))))
    query = sql.SQL(
        "SELECT {wanted} FROM (SELECT *, row_number() OVER (PARTITION BY {series} ORDER BY {time}) AS from_start,"
        " row_number() OVER (PARTITION BY {series} ORDER BY {time} DESC) AS from_end FROM ({inner}) AS every)"
        " AS numbered WHERE from_start <= %s OR from_end <= %s"
    ).format(wanted=names(wanted), series=names(definition.dimension_ids), time=sql.Identifier(TIME), inner=inner)
    return query, [*params, question.first or 0, question.last or 0]


def frame(release: Release, question: Question, *, most: int) -> pl.DataFrame:
    """The observations as a frame in the order of the key: `most` of them, and one more if there are more."""
    definition = release.definition
    wanted = columns(definition, question)
    inner, params = observations(release, question)
    key = tuple(each for each in definition.key if each in wanted)
    # Without values only the series are wanted, each once.
    once = sql.SQL("" if VALUE in wanted else "DISTINCT ")
    query = sql.SQL("SELECT {}{} FROM ({}) AS o ORDER BY {} LIMIT %s").format(once, names(wanted), inner, names(key))
    schema = store.polars_schema(definition)
    content = copy_bytes(query, [*params, most + 1])
    return pl.read_csv(content, schema={each: schema[each] for each in wanted})


def _selected(release: Release, question: Question, wanted: Sequence[str]) -> Query:
    selection = replace(question.selection, columns=wanted)
    return store.select(release.definition, release.table_name, selection, ordered=False)
