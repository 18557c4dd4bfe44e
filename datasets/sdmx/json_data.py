"""Data messages as SDMX-JSON 1.0: every code and every mark is the place of its value in a list.

The lists must be known before a row can be written, so the observations are read into a frame, and no more of them
than fit well. Whoever wants more takes CSV or XML, which stream.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Final

import msgspec
import polars as pl

from datasets.definition import Definition
from datasets.sdmx.identity import AGENCY, TIME, VALUE
from datasets.sdmx.question import Layout
from datasets.sdmx.words import Words

MOST: Final = 100_000
_SCHEMA: Final = (
    "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/data-message/tools/schemas/1.0/"
    "sdmx-json-data-schema.json"
)
# The different values of each column, in the order in which their places count.
Lists = Mapping[str, Sequence[Any]]


def message(
    table: pl.DataFrame,
    definition: Definition,
    laid_out: Layout,
    words: Words,
    *,
    message_id: str,
    prepared: dt.datetime,
    draft: bool,
) -> bytes:
    """The message for `table`, which holds the columns of the layout in the order of the key.

    `draft` lays it out as the working draft of 1.0 did, which is what sdmx1 reads.
    """
    lists = {each: _values(table[each]) for each in (*laid_out.key, *laid_out.attributes)}
    structure = _structure(definition, laid_out, words, lists)
    about = {"id": message_id, "test": False, "prepared": prepared.isoformat(), "sender": {"id": AGENCY}}
    dataset: dict[str, Any] = {"action": "Replace", "attributes": [0 for _ in laid_out.about_all]}
    dataset["series" if laid_out.series else "observations"] = msgspec.Raw(
        _observations(table, laid_out, lists).encode()
    )
    if draft:
        return msgspec.json.encode({"header": about, "dataSets": [dataset], "structure": structure})
    meta = {"schema": _SCHEMA, "contentLanguages": [words.language]} | about
    return msgspec.json.encode({"meta": meta, "data": {"dataSets": [dataset | {"links": []}], "structure": structure}})


def _values(column: pl.Series) -> list[Any]:
    """The different values of a column in their order; null has no place among them."""
    return column.drop_nulls().unique().sort().to_list()


def _observations(table: pl.DataFrame, laid_out: Layout, lists: Lists) -> str:
    """What stands in `series` or `observations`, as text."""
    if not laid_out.has_values:
        keys = table.select(_key(laid_out.series, lists).alias("key"))
        return "{" + ",".join(f'"{key}":{{}}' for key in keys["key"].unique(maintain_order=True)) + "}"
    said = [_text(VALUE), *(_place(each, lists[each]).fill_null("null") for each in laid_out.attributes)]
    row = pl.concat_str(
        pl.lit('"'), _key(laid_out.observation, lists), pl.lit('":['), pl.concat_str(said, separator=","), pl.lit("]")
    )
    if not laid_out.series:
        return "{" + ",".join(table.select(row.alias("row"))["row"]) + "}"
    rows = table.select(_key(laid_out.series, lists).alias("key"), row.alias("row"))
    series = rows.group_by("key", maintain_order=True).agg(pl.col("row").str.join(","))
    return "{" + ",".join(f'"{key}":{{"observations":{{{row}}}}}' for key, row in series.iter_rows()) + "}"


def _text(column: str) -> pl.Expr:
    """A number as JSON writes it."""
    return pl.col(column).cast(pl.String).fill_null("null")


def _key(columns: Sequence[str], lists: Lists) -> pl.Expr:
    return pl.concat_str([_place(each, lists[each]) for each in columns], separator=":")


def _place(column: str, values: Sequence[Any]) -> pl.Expr:
    """Where the values of a column stand in their list."""
    return pl.col(column).replace_strict(values, list(range(len(values))), default=None).cast(pl.String)


def _structure(definition: Definition, laid_out: Layout, words: Words, lists: Lists) -> dict[str, Any]:
    """The columns of a message, and the values that the places in it stand for."""

    def dimension(column: str) -> dict[str, Any]:
        found = _named(column, words) | {
            "keyPosition": definition.key.index(column),
            "values": _coded(lists[column], words.codes.get(column, {})),
        }
        return found | ({"roles": [TIME]} if column == TIME else {})

    def attribute(column: str) -> dict[str, Any]:
        coded = column in words.codes
        values = (
            _coded(lists[column], words.codes[column]) if coded else [{"name": str(each)} for each in lists[column]]
        )
        return _named(column, words) | {"relationship": {"primaryMeasure": VALUE}, "values": values}

    unit = definition.measure.label[words.language]
    return {
        "name": words.title,
        "description": definition.description[words.language].strip(),
        "dimensions": {
            "dataSet": [],
            "series": [dimension(each) for each in laid_out.series],
            "observation": [dimension(each) for each in laid_out.observation if each in lists],
        },
        "attributes": {
            "dataSet": [
                _named(column, words) | {"relationship": {"none": {}}, "values": [{"id": value, "name": unit}]}
                for column, value in laid_out.about_all.items()
            ],
            "series": [],
            "observation": [attribute(each) for each in laid_out.attributes],
        },
    }


def _named(column: str, words: Words) -> dict[str, Any]:
    return {"id": column, "name": words.columns[column]}


def _coded(values: Sequence[str], names: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"id": value, "name": names.get(value, value)} for value in values]
