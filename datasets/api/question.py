"""What a request for observations asks: its parameters, read and checked against the structure of the dataset."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from countries.resolver import Resolver
from datasets import codes
from datasets.answers import Labels
from datasets.definition import Definition, Dimension
from datasets.periods import EXAMPLES, Frequency, is_period
from datasets.selection import Selection
from web_api.parameters import Query, did_you_mean

DEFAULT_LIMIT: Final = 1_000
MAXIMUM_LIMIT: Final = 10_000
OWN_PARAMETERS: Final = (
    *("time_period", "start_period", "end_period", "release", "as_of", "columns", "labels", "shape", "limit", "cursor"),
)
# A quarter does not sort between months, so the ends of a range may only be as fine as the dataset or nested in it.
_COARSER: Final[dict[Frequency, tuple[Frequency, ...]]] = {
    "year": ("year",),
    "quarter": ("year", "quarter"),
    "month": ("year", "month"),
    "day": ("year", "month", "day"),
}
_SHORT_CODE = re.compile(r"[0-9A-Za-z]{2,3}")


@dataclass(frozen=True)
class Question:
    """A checked request: which rows of which release, and how they are to be written."""

    where: dict[str, tuple[str, ...]]
    start_period: str | None
    end_period: str | None
    release: int | None
    as_of: dt.date | None
    columns: tuple[str, ...]
    labels: Labels
    records: bool
    limit: int | None

    @property
    def canonical(self) -> tuple[object, ...]:
        """The same for every way of writing the same question."""
        where = sorted((dimension, sorted(wanted)) for dimension, wanted in self.where.items())
        return (where, self.start_period, self.end_period)

    @property
    def restricts(self) -> bool:
        """Whether some observations are left out."""
        return bool(self.where or self.start_period or self.end_period)

    @property
    def is_whole_release(self) -> bool:
        """Whether every observation is wanted as it is stored: all columns, codes, no page."""
        return not (self.restricts or self.columns or self.limit) and self.labels == "id"

    def selection(self, *, after: tuple[str, ...] = (), limit: int | None = None) -> Selection:
        """The same for datasets/store.py."""
        return Selection(
            where=self.where,
            start_period=self.start_period,
            end_period=self.end_period,
            columns=self.columns,
            after=after,
            limit=limit,
        )


def parameters_of(definition: Definition) -> frozenset[str]:
    """Every parameter the dataset understands."""
    return frozenset(dimension.column for dimension in definition.dimensions) | frozenset(OWN_PARAMETERS)


def read(query: Query, definition: Definition) -> Question:
    """The question in a query; a Problem that lists everything wrong with it."""
    where = {}
    for dimension in definition.dimensions:
        if wanted := _codes(query, dimension):
            where[dimension.id] = wanted
    if periods := _periods(query, definition.time.format):
        where["TIME_PERIOD"] = periods
    release, as_of = _vintage(query)
    start, end = (_end(query, name, definition.time.format) for name in ("start_period", "end_period"))
    if start and end and start > end + "~":
        query.fault(
            "start_period",
            _("“%(start)s” is after the end “%(end)s”.") % {"start": start, "end": end},
            _("Exchange the two."),
        )
    question = Question(
        where=where,
        start_period=start,
        end_period=end,
        release=release,
        as_of=as_of,
        columns=_columns(query, definition),
        labels=query.choice("labels", ("id", "name", "both"), default="id"),  # type: ignore[arg-type]
        records=query.choice("shape", ("columns", "records"), default="columns") == "records",
        limit=query.integer("limit", 0, low=1, high=MAXIMUM_LIMIT) or None,
    )
    query.settle()
    return question


def _vintage(query: Query) -> tuple[int | None, dt.date | None]:
    release, as_of = query.integer("release", 0, low=1, high=2**31 - 1) or None, query.date("as_of")
    if release and as_of:
        query.fault("as_of", _("A release and a day cannot both be asked for."), _("Leave one of them out."))
    return release, as_of


def _codes(query: Query, dimension: Dimension) -> tuple[str, ...]:
    """The codes asked for; each one that is unknown is a fault of its own."""
    known = codes.codes_of(dimension)
    found: dict[str, None] = {}
    for value in query.codes(dimension.column):
        if (code := code_meant(dimension, value, known)) is not None:
            found[code] = None
            continue
        problem = _("“%(value)s” is not a code of this dimension.") % {"value": value[:40]}
        query.fault(dimension.column, problem, _mend(dimension, value[:40], known))
    return tuple(found)


def code_meant(dimension: Dimension, value: str, known: Collection[str]) -> str | None:
    """The code that a value stands for: itself, in either case, or for areas any short code of the same country."""
    if value in known:
        return value
    if value.upper() in known:
        return value.upper()
    if dimension.codelist == codes.AREA and _SHORT_CODE.fullmatch(value):
        found = Resolver.carried().code(value)
        return found if found in known else None
    return None


def _mend(dimension: Dimension, value: str, known: Collection[str]) -> str:
    near = codes.suggestion(dimension, value)
    if near:
        return _("Did you mean %(words)s?") % {"words": f"“{near}”"}
    return did_you_mean(value, known, _("The description of the dataset in the API lists its codes."))


def _columns(query: Query, definition: Definition) -> tuple[str, ...]:
    """The columns asked for, in the order of the dataset; none means all."""
    wanted = {name.upper(): name for name in query.codes("columns")}
    for unknown in wanted.keys() - set(definition.columns):
        problem = _("“%(value)s” is not a column of this dataset.") % {"value": wanted[unknown][:40]}
        query.fault("columns", problem, did_you_mean(wanted[unknown][:40], definition.columns))
    return tuple(name for name in definition.columns if name in wanted)


def _periods(query: Query, frequency: Frequency) -> tuple[str, ...]:
    wanted = query.codes("time_period")
    for value in wanted:
        if not is_period(value, frequency):
            problem = _("“%(value)s” is not a period of this dataset.") % {"value": value[:40]}
            ranges = _("For a range use start_period and end_period.")
            query.fault("time_period", problem, f"{_written_as([frequency])} {ranges}")
    return wanted


def _end(query: Query, name: str, frequency: Frequency) -> str | None:
    allowed = _COARSER[frequency]

    def parse(value: str) -> str:
        if not any(is_period(value, each) for each in allowed):
            raise ValueError(value)
        return value

    return query.parsed(name, parse, _written_as(allowed))


def _written_as(frequencies: Iterable[Frequency]) -> str:
    return _("Write it as %(examples)s.") % {"examples": ", ".join(EXAMPLES[each] for each in frequencies)}
