"""What a request for data asks, once it is read and checked. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from datasets.definition import Definition
from datasets.sdmx.identity import FLAT, TIME, UNIT, VALUE
from datasets.selection import Selection

Detail = Literal["full", "dataonly", "serieskeysonly", "nodata"]
DETAILS: Final[tuple[Detail, ...]] = ("full", "dataonly", "serieskeysonly", "nodata")


@dataclass(frozen=True, kw_only=True)
class Question:
    """Which observations, how many of each series, and how they are grouped.

    `first` and `last` count within a series and add up. `observed` is the dimension that tells the observations of
    a series apart, or AllDimensions where there are to be no series.
    """

    selection: Selection
    first: int | None = None
    last: int | None = None
    observed: str = TIME
    detail: Detail = "full"

    @property
    def canonical(self) -> tuple[object, ...]:
        """The same for every way of asking the same."""
        where = sorted((dimension, sorted(codes)) for dimension, codes in self.selection.where.items())
        ends = (self.selection.start_period, self.selection.end_period)
        return (where, ends, self.first, self.last, self.observed, self.detail)


@dataclass(frozen=True)
class Layout:
    """The columns of a message: the whole key, its part that names a series, the rest of it, and what is said."""

    key: tuple[str, ...]
    series: tuple[str, ...]
    observation: tuple[str, ...]
    attributes: tuple[str, ...]
    has_values: bool
    # What is said once of the whole: the unit.
    about_all: dict[str, str]


def layout(definition: Definition, question: Question) -> Layout:
    """How the columns of a dataset are laid out in the answer to a question."""
    values = question.detail in ("full", "dataonly")
    # Without observations there is nothing to be flat: the keys of the time series are told.
    observed = question.observed if values else TIME
    within = definition.key if observed == FLAT else (observed,)
    attributes = definition.columns[len(definition.key) :]
    series = tuple(each for each in definition.key if each not in within)
    return Layout(
        key=definition.key if values else series,
        series=series,
        observation=within,
        attributes=tuple(each for each in attributes if each != VALUE) if question.detail == "full" else (),
        has_values=values,
        about_all={UNIT: definition.measure.unit} if question.detail in ("full", "nodata") else {},
    )


def columns(definition: Definition, question: Question) -> tuple[str, ...]:
    """The columns that have to be read."""
    laid_out = layout(definition, question)
    if not laid_out.has_values:
        return laid_out.series
    return (*definition.key, VALUE, *laid_out.attributes)
