"""Money on a country page: what comes in and goes out, from and to where, and what sending costs."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache, partial

import polars as pl
from django.urls import reverse
from django.utils.translation import gettext as _

from charts.bar import Bar, BarChart
from charts.line import LineChart, Series
from iimd import numbers
from iimd.pages.figures import Figure
from iimd.pages.money.corridor import AVERAGE, FLOW, WORLD
from iimd.pages.money.parts import (
    Block,
    KeyFigure,
    Point,
    figure,
    points,
    quarters,
    usd,
    values_at,
    year_marks,
    years,
)
from iimd.pages.money.shelf import Shelf
from iimd.pages.places import names

# Two publications of the same figures; the one that reaches further is shown, the first where they end together.
RECEIVED, SENT, SHARE = ("REM_INFLOW", "REM_INFLOW_WDI"), ("REM_OUTFLOW", "REM_OUTFLOW_WDI"), "REM_INFLOW_GDP"
MOST = 10


def block(code: str, as_of: dt.date | None) -> Block | None:
    """Figures on the money of a country; None where nothing is known."""
    return _block(code, Shelf.on(as_of))


@lru_cache(maxsize=256)
def _block(code: str, shelf: Shelf) -> Block | None:
    received_from, received = _furthest(shelf, RECEIVED, code)
    sent_from, sent = _furthest(shelf, SENT, code)
    share = points(shelf.rows(SHARE, REF_AREA=code))
    partners = {
        "senders": _partners(shelf, "COUNTERPART_AREA", "REF_AREA", code),
        "receivers": _partners(shelf, "REF_AREA", "COUNTERPART_AREA", code),
    }
    prices = _prices(shelf, code)
    if not any((received, sent, *partners.values(), *prices.values())):
        return None
    figures = [
        *_flows_chart(shelf, code, {received_from: received}, {sent_from: sent}),
        *_partners_chart(shelf, code, "senders", partners["senders"]),
        *_partners_chart(shelf, code, "receivers", partners["receivers"]),
        *_share_chart(shelf, code, share),
        *_price_chart(shelf, code, prices),
    ]
    return Block(
        answer=_answer(shelf, received, share, partners["senders"]),
        key_figures=tuple(_key_figures(shelf, {received_from: received}, {sent_from: sent}, share, prices)),
        figures=tuple(figures),
        origins=shelf.origins((received_from, sent_from, SHARE, FLOW, AVERAGE)),
    )


def _furthest(shelf: Shelf, dataset_ids: tuple[str, ...], code: str) -> tuple[str, list[Point]]:
    """Of several publications of the same figures, the series that ends last."""
    found = [(dataset_id, points(shelf.rows(dataset_id, REF_AREA=code))) for dataset_id in dataset_ids]
    return max(found, key=lambda item: item[1][-1][0] if item[1] else "")


def _partners(shelf: Shelf, mine: str, theirs: str, code: str) -> list[tuple[str, str, float]]:
    """(year, country, USD million) of the largest corridors of the last matrix."""
    release = shelf.release(FLOW)
    table = shelf.frame(FLOW, {mine: [code]}) if release else None
    if table is None or table.is_empty():
        return []
    found = (
        table.filter(pl.col("TIME_PERIOD") == table["TIME_PERIOD"].max(), pl.col("OBS_VALUE") > 0)
        .filter(pl.col(theirs).is_in(list(names())))
        .sort("OBS_VALUE", theirs, descending=[True, False])
        .head(MOST)
    )
    return list(found.select("TIME_PERIOD", theirs, "OBS_VALUE").iter_rows())


def _prices(shelf: Shelf, code: str) -> dict[str, list[Point]]:
    """Simple means over the corridors into the country, and over those out of it."""
    simple = {"INDICATOR": "MEAN_SIMPLE"}
    return {
        "in": points(shelf.rows(AVERAGE, REF_AREA=WORLD, COUNTERPART_AREA=code, **simple)),
        "out": points(shelf.rows(AVERAGE, REF_AREA=code, COUNTERPART_AREA=WORLD, **simple)),
    }


def _answer(shelf: Shelf, received: list[Point], share: list[Point], senders: list[tuple[str, str, float]]) -> str:
    if not received:
        return _("How much money people abroad send here is not reported.")
    year, amount = received[-1]
    words = {"amount": usd(amount, shelf.language), "year": year}
    weights = dict(share)
    if year in weights:
        words["share"] = numbers.percent(weights[year], shelf.language)
        said = _("People abroad sent home %(amount)s in %(year)s, as much as %(share)s of GDP.") % words
    else:
        said = _("People abroad sent home %(amount)s in %(year)s.") % words
    if senders:
        said += " " + _("Most is estimated to come from: %(country)s.") % {"country": names()[senders[0][1]]}
    return said


def _key_figures(
    shelf: Shelf,
    received: dict[str, list[Point]],
    sent: dict[str, list[Point]],
    share: list[Point],
    prices: dict[str, list[Point]],
) -> list[KeyFigure]:
    money = partial(numbers.million, language=shelf.language)
    cost = partial(numbers.percent, language=shelf.language)
    wanted = [
        (_("Received from abroad in a year"), *next(iter(received.items())), money, _("US dollars")),
        (_("Received, as a share of GDP"), SHARE, share, cost, ""),
        (_("Sent abroad in a year"), *next(iter(sent.items())), money, _("US dollars")),
        (_("Average cost of sending USD 200 here"), AVERAGE, prices["in"], cost, ""),
        (_("Average cost of sending USD 200 from here"), AVERAGE, prices["out"], cost, ""),
    ]
    made = []
    for label, dataset_id, series, write, unit in wanted:
        origin = shelf.origin(dataset_id)
        if series and origin:
            period, value = series[-1]
            when = numbers.period(period, shelf.language)
            made.append(KeyFigure(label, write(value), unit, when, source=origin.source, address=origin.method))
    return made


def _flows_chart(
    shelf: Shelf, code: str, received: dict[str, list[Point]], sent: dict[str, list[Point]]
) -> list[Figure]:
    (received_from, came), (sent_from, went) = next(iter(received.items())), next(iter(sent.items()))
    known = sorted(period for period, _value in [*came, *went])
    if not known:
        return []
    periods = years(known[0], known[-1])
    series = [(_("Received"), came), (_("Sent"), went)]
    words = {"country": names()[code]}
    spec = LineChart(
        title=_balance(shelf, came, went, words),
        description=_("Remittances by year, in US dollars."),
        period_heading=_("Year"),
        periods=tuple(periods),
        series=tuple(Series(name, values_at(periods, values)) for name, values in series if values),
        write=partial(usd, language=shelf.language),
        tick=lambda value: numbers.million(value, shelf.language),
        name="flows",
    )
    return [figure(shelf, spec, _("Personal remittances in current US dollars"), (received_from, sent_from))]


def _balance(shelf: Shelf, came: list[Point], went: list[Point], words: dict[str, str]) -> str:
    both = sorted(set(dict(came)) & set(dict(went)))
    if not both:
        return _("%(country)s: money received and sent") % words
    year = both[-1]
    more, less = dict(came)[year], dict(went)[year]
    words |= {"year": year, "came": usd(more, shelf.language), "went": usd(less, shelf.language)}
    if more >= less:
        return _("%(country)s received more than it sent in %(year)s: %(came)s against %(went)s") % words
    return _("%(country)s sent more than it received in %(year)s: %(went)s against %(came)s") % words


def _share_chart(shelf: Shelf, code: str, share: list[Point]) -> list[Figure]:
    if not share:
        return []
    periods = years(share[0][0], share[-1][0])
    year, value = share[-1]
    words = {"country": names()[code], "share": numbers.percent(value, shelf.language), "year": year}
    spec = LineChart(
        title=_("%(country)s: money from abroad was as much as %(share)s of GDP in %(year)s") % words,
        description=_("Remittances received, in per cent of gross domestic product, by year."),
        period_heading=_("Year"),
        periods=tuple(periods),
        series=(Series(_("Share of GDP"), values_at(periods, share)),),
        write=partial(numbers.percent, language=shelf.language),
        tick=lambda level: numbers.percent(level, shelf.language, 0 if level == int(level) else 1),
        name="share",
        width=480,
    )
    return [figure(shelf, spec, _("Per cent of gross domestic product"), (SHARE,))]


def _partners_chart(shelf: Shelf, code: str, key: str, partners: list[tuple[str, str, float]]) -> list[Figure]:
    """Bars of the largest corridors; each name leads to the corridor page, where people go the other way."""
    if not partners:
        return []
    year, other, amount = partners[0]
    words = {"country": names()[code], "other": names()[other], "year": year, "amount": usd(amount, shelf.language)}
    if key == "senders":
        title = _("%(country)s: most money comes from %(other)s, an estimated %(amount)s in %(year)s") % words
    else:
        title = _("%(country)s: most money goes to %(other)s, an estimated %(amount)s in %(year)s") % words
    pairs = [(code, each) if key == "senders" else (each, code) for _year, each, _amount in partners]
    bars = (
        Bar(names()[each], value, reverse("corridor", args=pair))
        for (_year, each, value), pair in zip(partners, pairs, strict=True)
    )
    spec = BarChart(
        title=title,
        description=_("The largest corridors of the year, in US dollars."),
        name_heading=_("From") if key == "senders" else _("To"),
        value_heading=_("USD million"),
        bars=tuple(bars),
        write=partial(usd, language=shelf.language),
        unknown=_("not known"),
        name=key,
        width=480,
    )
    return [figure(shelf, spec, _("Estimated remittances by corridor, US dollars"), (FLOW,))]


def _price_chart(shelf: Shelf, code: str, prices: dict[str, list[Point]]) -> list[Figure]:
    known = sorted(period for series in prices.values() for period, _value in series)
    if not known:
        return []
    periods = quarters(known[0], known[-1])
    named = [(_("To here"), prices["in"]), (_("From here"), prices["out"])]
    drawn = [(name, series) for name, series in named if series]
    _name, (*_rest, (last, value)) = drawn[0][0], drawn[0][1]
    words = {
        "country": names()[code],
        "cost": numbers.percent(value, shelf.language),
        "period": numbers.period(last, shelf.language),
    }
    if prices["in"]:
        title = _("%(country)s: sending money here cost %(cost)s on average in %(period)s") % words
    else:
        title = _("%(country)s: sending money from here cost %(cost)s on average in %(period)s") % words
    spec = LineChart(
        title=title,
        description=_("Average cost of sending USD 200 over the surveyed corridors, by quarter."),
        period_heading=_("Quarter"),
        periods=tuple(numbers.period(period, shelf.language) for period in periods),
        series=tuple(Series(name, values_at(periods, series)) for name, series in drawn),
        write=partial(numbers.percent, language=shelf.language, digits=2),
        tick=lambda level: numbers.percent(level, shelf.language, 0 if level == int(level) else 1),
        axis=year_marks(periods),
        name="price",
        width=480,
    )
    return [figure(shelf, spec, _("Every surveyed corridor counts the same; per cent of USD 200"), (AVERAGE,))]
