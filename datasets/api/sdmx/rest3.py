"""Reads what REST 3 puts into the parameters of a query: filters by component, and what is to be told."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from datasets import codes
from datasets.api.sdmx import reading
from datasets.definition import Definition
from datasets.sdmx import keys, ranges
from datasets.sdmx.faults import NotImplementedHere
from datasets.sdmx.identity import TIME
from datasets.sdmx.keys import Where
from datasets.sdmx.question import Detail
from web_api.parameters import Query

# Which attributes and measures are wanted, and what REST 2.1 calls that.
_DETAILS: Final[dict[tuple[bool, bool], Detail]] = {
    (True, True): "full",
    (False, True): "dataonly",
    (True, False): "nodata",
    (False, False): "serieskeysonly",
}
CONTEXTS: Final = ("dataflow", "datastructure", "*")


@dataclass
class Filters:
    """What the filters leave: codes by dimension, and the first and last period."""

    where: Where = field(default_factory=dict)
    start: str | None = None
    end: str | None = None


def parameters_of(definition: Definition) -> frozenset[str]:
    """The names of the filters a dataset can be asked with."""
    return frozenset(f"c[{name}]" for name in definition.key)


def read(query: Query, definition: Definition, key: str) -> Filters:
    """The key and the filters together; both may speak of one dimension, and then both must hold."""
    meant = reading.meant_in(definition)
    texts = key.split(",") if len(key) <= keys.LONGEST else [key]
    found = keys.merged([keys.read(each, definition.dimension_ids, meant) for each in texts], definition.dimension_ids)
    filters = Filters(found)
    for dimension in definition.dimensions:
        if text := query.text(f"c[{dimension.id}]"):
            passing = keys.filtered(dimension.id, text, codes.codes_of(dimension), meant)
            chosen = filters.where.get(dimension.id, passing)
            filters.where[dimension.id] = tuple(code for code in passing if code in set(chosen))
    if text := query.text(f"c[{TIME}]"):
        _read_time(filters, text, definition)
    return filters


def _read_time(filters: Filters, text: str, definition: Definition) -> None:
    frequency = definition.time.format
    for operator, values in keys.terms(TIME, text):
        first, *others = values
        if others and operator != "eq":
            raise NotImplementedHere("not-implemented", what=f"c[{TIME}]={operator}:{','.join(values)[:40]}")
        match operator:
            case "eq" if others:
                filters.where[TIME] = tuple(ranges.start(TIME, each, frequency) for each in values)
            case "eq":
                _later(filters, ranges.start(TIME, first, frequency))
                _earlier(filters, ranges.end(TIME, first, frequency))
            case "ge":
                _later(filters, ranges.start(TIME, first, frequency))
            case "gt":
                _later(filters, ranges.after(TIME, first, frequency))
            case "le":
                _earlier(filters, ranges.end(TIME, first, frequency))
            case "lt":
                _earlier(filters, ranges.before(TIME, first, frequency))
            case _:
                raise NotImplementedHere("not-implemented", what=f"c[{TIME}]={operator}:")


def _later(filters: Filters, start: str) -> None:
    filters.start = max(filters.start or start, start)


def _earlier(filters: Filters, end: str) -> None:
    filters.end = min(filters.end or end, end)


def detail_of(attributes: str, measures: str) -> Detail:
    """What REST 2.1 calls the choice of attributes and measures."""
    return _DETAILS[attributes != "none", measures != "none"]
