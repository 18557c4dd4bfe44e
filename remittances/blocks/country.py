"""Money on a country page: what comes in and goes out, from and to where, and what sending costs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

import polars as pl
from django.utils.translation import gettext as _

from datasets.blocks import Block, KeyFigure
from datasets.shelf import Shelf
from remittances.blocks import country_charts as charts
from remittances.blocks import profile
from remittances.blocks.datasets import AVERAGE, FLOW, INDICATOR, RECEIVED, SENT, SHARE, WORLD
from remittances.blocks.parts import Known, Partner, shelf_on, usd
from web_pages import numbers
from web_pages.places import names
from web_pages.series import points

MOST = 10


@dataclass(frozen=True, slots=True)
class Money:
    """All series of one country. `costs_here` and `costs_from_here` are simple means over surveyed corridors."""

    received: Known
    sent: Known
    share: Known
    costs_here: Known
    costs_from_here: Known
    senders: Sequence[Partner]
    receivers: Sequence[Partner]

    @property
    def is_empty(self) -> bool:
        series = (self.received, self.sent, self.costs_here, self.costs_from_here)
        return not any((*(each.points for each in series), self.senders, self.receivers))


def block(code: str, as_of: dt.date | None) -> Block | None:
    """Figures on the money of a country; None where nothing is known."""
    return _block(code, shelf_on(as_of))


@lru_cache(maxsize=256)
def _block(code: str, shelf: Shelf) -> Block | None:
    """Kept by releases: they never change, so neither does a block."""
    money = _read(shelf, code)
    if money.is_empty:
        return None
    return Block(
        template="remittances/blocks/country.html",
        answer=_answer(shelf, money),
        key_figures=(*_key_figures(shelf, money), *profile.figures(shelf, code)),
        figures=(
            *charts.flows(shelf, code, money.received, money.sent),
            *charts.senders(shelf, code, money.senders),
            *charts.receivers(shelf, code, money.receivers),
            *charts.share(shelf, code, money.share),
            *charts.prices(shelf, code, money.costs_here, money.costs_from_here),
        ),
        origins=shelf.origins((money.received.dataset_id, money.sent.dataset_id, SHARE, FLOW, AVERAGE, INDICATOR)),
    )


def _read(shelf: Shelf, code: str) -> Money:
    simple = {"INDICATOR": "MEAN_SIMPLE"}
    return Money(
        received=_furthest(shelf, RECEIVED, code),
        sent=_furthest(shelf, SENT, code),
        share=Known(SHARE, points(shelf.rows(SHARE, REF_AREA=code))),
        costs_here=Known(AVERAGE, points(shelf.rows(AVERAGE, REF_AREA=WORLD, COUNTERPART_AREA=code, **simple))),
        costs_from_here=Known(AVERAGE, points(shelf.rows(AVERAGE, REF_AREA=code, COUNTERPART_AREA=WORLD, **simple))),
        senders=_partners(shelf, "COUNTERPART_AREA", "REF_AREA", code),
        receivers=_partners(shelf, "REF_AREA", "COUNTERPART_AREA", code),
    )


def _furthest(shelf: Shelf, dataset_ids: tuple[str, ...], code: str) -> Known:
    """Of several publications of the same figures, the series that ends last."""
    found = [Known(dataset_id, points(shelf.rows(dataset_id, REF_AREA=code))) for dataset_id in dataset_ids]
    return max(found, key=lambda known: known.points[-1][0] if known.points else "")


def _partners(shelf: Shelf, mine: str, theirs: str, code: str) -> list[Partner]:
    """The largest corridors of the last matrix."""
    table = shelf.frame(FLOW, {mine: [code]})
    if table is None or table.is_empty():
        return []
    found = (
        table.filter(pl.col("TIME_PERIOD") == table["TIME_PERIOD"].max(), pl.col("OBS_VALUE") > 0)
        .filter(pl.col(theirs).is_in(list(names())))
        .sort("OBS_VALUE", theirs, descending=[True, False])
        .head(MOST)
    )
    return [Partner(*row) for row in found.select("TIME_PERIOD", theirs, "OBS_VALUE").iter_rows()]


def _answer(shelf: Shelf, money: Money) -> str:
    if not money.received.points:
        return _("How much money people abroad send here is not reported.")
    year, amount = money.received.points[-1]
    words = {"amount": usd(amount, shelf.language), "year": year}
    said = _("People abroad sent home %(amount)s in %(year)s.") % words
    if money.share.points:
        then, share = money.share.points[-1]
        words = {"share": numbers.percent(share, shelf.language), "year": then}
        said += " " + _("Such money was as much as %(share)s of GDP in %(year)s.") % words
    if money.senders:
        said += " " + _("Most is estimated to come from: %(country)s.") % {"country": names()[money.senders[0].code]}
    return said


def _key_figures(shelf: Shelf, money: Money) -> list[KeyFigure]:
    """The last value of each series, where it has one."""
    amount = partial(numbers.million, language=shelf.language)
    cost = partial(numbers.percent, language=shelf.language)
    wanted = [
        (_("Received from abroad in a year"), money.received, amount, _("US dollars")),
        (_("Received, as a share of GDP"), money.share, cost, ""),
        (_("Sent abroad in a year"), money.sent, amount, _("US dollars")),
        (_("Average cost of sending USD 200 here"), money.costs_here, cost, ""),
        (_("Average cost of sending USD 200 from here"), money.costs_from_here, cost, ""),
    ]
    made = []
    for label, known, write, unit in wanted:
        origin = shelf.origin(known.dataset_id)
        if known.points and origin:
            period, value = known.points[-1]
            when = numbers.period(period, shelf.language)
            made.append(KeyFigure(label, write(value), unit, when, source=origin.source, address=origin.method))
    return made
