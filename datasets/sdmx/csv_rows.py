"""Observations as SDMX-CSV: what COPY sends, with the columns that the standard puts before and after."""

from __future__ import annotations

import csv
import io

import msgspec
from psycopg2 import sql

from datasets.sdmx.identity import TIME, VALUE, Name
from datasets.sdmx.media import CSV_1, Format
from datasets.sdmx.question import Layout
from datasets.sdmx.source import Query, names
from datasets.sdmx.words import Words


def rows(form: Format, source: Query, laid_out: Layout, flow: Name, words: Words | None) -> tuple[Query, bytes]:
    """The query whose columns are those of the format, and the line that names them.

    With `words` names stand beside codes, as `labels=both` of SDMX-CSV 1.0 has it: “DEU: Germany”.
    """
    inner, params = source
    if form is CSV_1:
        before = {"DATAFLOW": f"{flow.short}: {words.title}" if words else flow.short}
    else:
        before = {"STRUCTURE": "dataflow", "STRUCTURE_ID": flow.short, "ACTION": "I"}
    stored = (*laid_out.key, VALUE, *laid_out.attributes) if laid_out.has_values else laid_out.key
    # The columns of observations stay, empty, where only the keys of series are told, each once.
    empty = () if laid_out.has_values else (TIME, VALUE)
    once = sql.SQL("") if laid_out.has_values else sql.SQL(" GROUP BY {}").format(names(laid_out.key))
    columns = [
        *(sql.SQL("%s") for _ in before),
        *(_column(each, words) for each in stored),
        *(sql.SQL("NULL") for _ in empty),
        *(sql.SQL("%s") for _ in laid_out.about_all),
    ]
    named = [msgspec.json.encode(words.codes[each]).decode() for each in stored if words and each in words.codes]
    query = sql.SQL("SELECT {} FROM ({}) AS o{} ORDER BY {}").format(
        sql.SQL(", ").join(columns),
        inner,
        once,
        sql.SQL(", ").join(sql.SQL("o.{}").format(sql.Identifier(each)) for each in laid_out.key),
    )
    titles = [*before, *(_title(each, words) for each in (*stored, *empty, *laid_out.about_all))]
    return (query, [*before.values(), *named, *laid_out.about_all.values(), *params]), _header(titles)


def _column(column: str, words: Words | None) -> sql.Composable:
    code: sql.Composable = sql.SQL("o.{}").format(sql.Identifier(column))
    if words is None or column not in words.codes:
        return code
    # A look-up in a constant keeps the order of the rows, which a join would not promise.
    return sql.SQL("{0} || coalesce(': ' || (%s::jsonb ->> {0}), '')").format(code)


def _title(column: str, words: Words | None) -> str:
    return f"{column}: {words.columns[column]}" if words else column


def _header(titles: list[str]) -> bytes:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(titles)
    return line.getvalue().encode()
