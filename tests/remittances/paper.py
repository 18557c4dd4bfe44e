"""Shelves that hold the carried tables and what is computed from them, so that pages need no import to be tested."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

import polars as pl

from datasets import definition
from datasets.importing import resolve
from remittances import demo
from tests.iimd.shelves import PaperShelf
from tests.remittances.readings import carried
from web_pages.places import language

LEFT_OUT = {"FX_DAILY", "FX_MONTHLY"}


def _numbers(dataset: str) -> pl.DataFrame:
    """A carried table in its types."""
    numeric = {"number": pl.Float64, "integer": pl.Int64}
    attributes = [each for each in definition.load(dataset).attributes if each.type in numeric]
    table = carried(dataset)
    return table.with_columns(
        pl.col(each.id).cast(numeric[each.type]) for each in attributes if each.id in table.columns
    )


@lru_cache(maxsize=1)
def frames() -> dict[str, pl.DataFrame]:
    """Every dataset of the room that the carried tables give."""
    found = {name: _numbers(name) for name in {table.dataset for table in demo.manifest()} - LEFT_OUT}
    for name in definition.dependencies().order():
        declared = definition.load(name)
        if declared.room == "remittances" and declared.derived:
            inputs = {each: found[each] for each in declared.derived.rests_on}
            made = resolve(declared.derived.function)(inputs, declared.derived.parameters)
            missing = [
                pl.lit(None, pl.Float64).alias(each)
                for each in ("LOWER_BOUND", "UPPER_BOUND")
                if each not in made.columns
            ]
            found[name] = made.with_columns(missing)
    return found


@lru_cache(maxsize=8)
def _shelf(spoken: str, as_of: dt.date | None) -> PaperShelf:
    return PaperShelf(spoken, as_of, (), frames=frames())


def on(as_of: dt.date | None, _room: str) -> PaperShelf:
    """What `Shelf.on` gives in the hub."""
    return _shelf(language(), as_of)
