"""The largest corridors: by money, by price, or by what a lower price would save."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache, partial

import polars as pl
from django.urls import reverse
from django.utils.translation import gettext as _

from charts.bar import Bar, BarChart
from datasets.blocks import figure
from datasets.shelf import Origin, Shelf, Where
from remittances.blocks.datasets import AVERAGE, FLOW, PRICE, SAVING, WORLD
from remittances.blocks.parts import shelf_on, usd
from web_pages import numbers
from web_pages.figures import Figure
from web_pages.places import names

MOST, DRAWN = 100, 12
SENDER, RECEIVER = "REF_AREA", "COUNTERPART_AREA"
SORTS = {"flow": "FLOW", "price": "COST", "saving": "SAVED"}


@dataclass(frozen=True, slots=True)
class Line:
    """One corridor of the list, named by people: from `origin` to `destination`."""

    origin: str
    destination: str
    flow: float | None
    cost_percent: float | None
    saving: float | None

    @property
    def origin_name(self) -> str:
        return names()[self.origin]

    @property
    def destination_name(self) -> str:
        return names()[self.destination]


@dataclass(frozen=True)
class Overview:
    """The list with what it says and where it comes from."""

    lines: tuple[Line, ...]
    sort: str
    flow_year: str
    price_quarter: str
    figures: tuple[Figure, ...]
    origins: tuple[Origin, ...]


def overview(as_of: dt.date | None, sort: str = "flow") -> Overview:
    """The first corridors by `sort` ("flow", "price", "saving"); empty where nothing is published."""
    return _overview(sort if sort in SORTS else "flow", shelf_on(as_of))


@lru_cache(maxsize=32)
def _overview(sort: str, shelf: Shelf) -> Overview:
    flows, flow_year = _latest(shelf, FLOW, "FLOW")
    quarter = _last_survey(shelf)
    prices, price_quarter = _latest(shelf, PRICE, "COST", period=quarter)
    savings, _quarter = _latest(shelf, SAVING, "SAVED", {"INDICATOR": ["SAVING_3PCT"]}, period=quarter)
    both = [SENDER, RECEIVER]
    table = (
        flows.join(prices, on=both, how="full", coalesce=True)
        .join(savings, on=both, how="left")
        .filter(pl.col(SENDER).is_in(list(names())), pl.col(RECEIVER).is_in(list(names())))
        .sort(SORTS[sort], SENDER, RECEIVER, descending=[True, False, False], nulls_last=True)
        .head(MOST)
    )
    lines = tuple(Line(*row) for row in table.select(RECEIVER, SENDER, "FLOW", "COST", "SAVED").iter_rows())
    origins = shelf.origins((FLOW, PRICE, SAVING))
    figures = tuple(_chart(shelf, lines, flow_year)) if sort == "flow" else ()
    return Overview(lines, sort, flow_year, price_quarter, figures, origins)


def _last_survey(shelf: Shelf) -> str:
    """The last quarter in which the world was surveyed; later prices of some corridors would make no list."""
    release = shelf.release(AVERAGE)
    return release.period_end if release else ""


def _latest(
    shelf: Shelf, dataset_id: str, name: str, where: Where | None = None, period: str = ""
) -> tuple[pl.DataFrame, str]:
    """One period of a dataset, the last where none is named, as a column `name` by corridor."""
    release = shelf.release(dataset_id)
    wanted = period or (release.period_end if release else "")
    table = shelf.frame(dataset_id, where, start_period=wanted) if release else None
    if table is None:
        return pl.DataFrame(schema={SENDER: pl.Utf8, RECEIVER: pl.Utf8, name: pl.Float64}), ""
    kept = table.filter(pl.col(SENDER) != WORLD, pl.col("OBS_VALUE").is_not_null(), pl.col("TIME_PERIOD") == wanted)
    return kept.select(SENDER, RECEIVER, pl.col("OBS_VALUE").alias(name)), wanted


def _chart(shelf: Shelf, lines: tuple[Line, ...], year: str) -> list[Figure]:
    known = [line for line in lines if line.flow is not None][:DRAWN]
    if not known:
        return []
    first = known[0]
    pair = {"sender": names()[first.destination], "receiver": names()[first.origin], "year": year}
    spec = BarChart(
        title=_("The largest flow of %(year)s went from %(sender)s to %(receiver)s") % pair,
        description=_("The largest corridors by money sent, in US dollars."),
        name_heading=_("Money from – to"),
        value_heading=_("USD million"),
        bars=tuple(
            Bar(
                f"{names()[line.destination]} – {names()[line.origin]}",
                line.flow,
                reverse("corridor", args=[line.origin, line.destination]),
            )
            for line in known
        ),
        write=partial(usd, language=shelf.language),
        unknown=_("not known"),
        name="largest",
    )
    words = {"year": numbers.period(year, shelf.language)}
    return [figure(shelf, spec, _("Estimated remittances in %(year)s, US dollars") % words, (FLOW,))]
