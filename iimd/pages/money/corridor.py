"""Money on a corridor page: what flows back, what sending costs, what a lower price would save."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache, partial
from typing import Any

from django.utils.translation import gettext as _

from charts.bar import Bar, BarChart
from charts.line import Break, Goal, LineChart, Series
from iimd import numbers
from iimd.pages.figures import Figure
from iimd.pages.money.parts import Block, KeyFigure, Row, figure, points, quarters, since, usd, values_at, year_marks
from iimd.pages.money.shelf import Shelf
from iimd.pages.places import names

WORLD = "001"
PRICE, AVERAGE, FLOW, SAVING = "REM_PRICE_CORRIDOR", "REM_PRICE_AVERAGE", "REM_FLOW_BILATERAL", "REM_SAVING"
AMOUNT = 200  # US dollars: the amount whose price is surveyed
UNRELIABLE, BREAK = "U", "B"
NO_FLOW, NEGATIVE_MEAN = "NO_FLOW", "NEGATIVE_MEAN"  # attribute QUALITY of REM_SAVING


def block(origin: str, destination: str, as_of: dt.date | None) -> Block | None:
    """Figures on the money that goes from `destination` back to `origin`; None where nothing is known."""
    return _block(origin, destination, Shelf.on(as_of))


@lru_cache(maxsize=256)
def _block(origin: str, destination: str, shelf: Shelf) -> Block | None:
    """Kept by releases: they never change, so neither does a block."""
    codes = {"REF_AREA": destination, "COUNTERPART_AREA": origin}
    prices, flows, savings = (shelf.rows(dataset_id, **codes) for dataset_id in (PRICE, FLOW, SAVING))
    if not points(prices) and not points(flows):
        return None
    pair = {"sender": names()[destination], "receiver": names()[origin]}
    latest = savings[-2:] if savings and savings[-1]["TIME_PERIOD"] == prices[-1]["TIME_PERIOD"] else []
    return Block(
        answer=_answer(shelf, prices, flows),
        key_figures=(
            *_price_now(shelf, prices),
            *_flow_now(shelf, flows),
            *(_saving(shelf, row) for row in sorted(latest, key=lambda row: str(row["INDICATOR"]))),
        ),
        figures=(*_price_chart(shelf, prices, pair), *_flow_chart(shelf, flows, pair)),
        origins=shelf.origins((PRICE, FLOW, SAVING)),
        remarks=tuple(_remarks(prices, flows, latest)),
    )


def _answer(shelf: Shelf, prices: Sequence[Row], flows: Sequence[Row]) -> str:
    """What a reader wants to know in one or two sentences, free of country names, whose grammar differs by language."""
    said = []
    if known := points(flows):
        year, flow = known[-1]
        words = {"amount": usd(flow, shelf.language), "year": year}
        said.append(_("An estimated %(amount)s went home along this corridor in %(year)s.") % words)
    else:
        said.append(_("How much money goes home along this corridor is not known."))
    if known := points(prices):
        period, cost = known[-1]
        words = {
            "cost": numbers.percent(cost, shelf.language),
            "dollars": numbers.number(AMOUNT * cost / 100, shelf.language, 2),
            "period": numbers.period(period, shelf.language),
        }
        said.append(_("Sending USD 200 cost %(cost)s, or USD %(dollars)s, in %(period)s.") % words)
    else:
        said.append(_("What sending costs has not been surveyed."))
    return " ".join(said)


def _price_now(shelf: Shelf, prices: Sequence[Row]) -> list[KeyFigure]:
    known = points(prices)
    if not known:
        return []
    period, cost = known[-1]
    year_before = f"{int(period[:4]) - 1}{period[4:]}"
    before = dict(known).get(year_before)
    change, direction = since(shelf, cost, (year_before, before)) if before is not None else ("", "")
    unreliable = prices[-1]["OBS_STATUS"] == UNRELIABLE
    return [
        KeyFigure(
            label=_("Cost of sending USD 200"),
            value=numbers.percent(cost, shelf.language),
            when=numbers.period(period, shelf.language),
            change=change,
            direction=direction,
            badge="conflict" if unreliable else "",
            badge_text=_("odd") if unreliable else "",
            **_source(shelf, PRICE),
        )
    ]


def _flow_now(shelf: Shelf, flows: Sequence[Row]) -> list[KeyFigure]:
    known = points(flows)
    if not known:
        return []
    year, flow = known[-1]
    return [
        KeyFigure(
            label=_("Money sent home in a year"),
            value=numbers.million(flow, shelf.language),
            unit=_("US dollars"),
            when=year,
            badge="estimate",
            badge_text=_("estimate"),
            **_source(shelf, FLOW),
        )
    ]


def _saving(shelf: Shelf, row: Row) -> KeyFigure:
    labels = {
        "SAVING_3PCT": _("Would stay with families if sending cost 3%"),
        "SAVING_5PCT": _("Would stay with families if sending cost 5%"),
    }
    known = row["OBS_VALUE"]
    words = {"price": numbers.period(str(row["PRICE_QUARTER"]), shelf.language), "flow": row["FLOW_YEAR"]}
    return KeyFigure(
        label=labels.get(str(row["INDICATOR"]), str(row["INDICATOR"])),
        value="" if known is None else numbers.million(known, shelf.language),
        unit=_("US dollars a year"),
        when=_("price of %(price)s, flow of %(flow)s") % words if known is not None else "",
        badge="estimate",
        badge_text=_("estimate"),
        **_source(shelf, SAVING),
    )


def _remarks(prices: Sequence[Row], flows: Sequence[Row], savings: Sequence[Row]) -> list[str]:
    """Why a number is odd or absent, said plainly."""
    said = []
    if any(row["OBS_STATUS"] == UNRELIABLE for row in prices):
        said.append(
            _(
                "In some quarters the average cost is below nought: services used a better exchange rate than the "
                "official one they are compared with. Read those quarters with care."
            )
        )
    if points(prices) and not points(flows):
        said.append(_("There is a price but no estimate of the flow, so a saving can’t be computed."))
    if points(flows) and not points(prices):
        said.append(_("Nobody has surveyed prices here. Money flows, and what it costs is not known."))
    if any(row.get("QUALITY") == NEGATIVE_MEAN for row in savings):
        said.append(_("No saving is given for a corridor whose average cost is below nought."))
    return said


def _price_chart(shelf: Shelf, prices: Sequence[Row], pair: dict[str, str]) -> list[Figure]:
    known = points(prices)
    if not known:
        return []
    periods = quarters(known[0][0], known[-1][0])
    world = points(shelf.rows(AVERAGE, REF_AREA=WORLD, COUNTERPART_AREA=WORLD, INDICATOR="MEAN_SIMPLE"))
    series = [Series(_("This corridor"), values_at(periods, known))]
    average = values_at(periods, world)
    if any(value is not None for value in average):
        series.append(Series(_("All surveyed corridors"), average, muted=True))
    breaks = [row["TIME_PERIOD"] for row in prices if row["OBS_STATUS"] == BREAK]
    spec = LineChart(
        title=_price_title(shelf, known, pair),
        description=_("Average cost of sending USD 200 by quarter, in per cent of the amount sent."),
        period_heading=_("Quarter"),
        periods=tuple(numbers.period(period, shelf.language) for period in periods),
        series=tuple(series),
        write=partial(numbers.percent, language=shelf.language, digits=2),
        tick=lambda value: numbers.percent(value, shelf.language, 0 if value == int(value) else 1),
        axis=year_marks(periods),
        goals=(Goal(3, _("3%: world goal")), Goal(5, _("5%: corridor goal"))),
        breaks=tuple(Break(periods.index(period), _("survey changed")) for period in breaks if period != periods[0]),
        name="price",
    )
    note = _(
        "3% and 5% are the levels of Sustainable Development Goal 10.c. The goal judges the world’s average against "
        "3%, and the three cheapest services of each corridor against 5%; the line is the average of all services. "
        "Quarters without a survey are gaps."
    )
    subtitle = _("Fee and exchange-rate margin, in per cent of USD 200")
    return [figure(shelf, spec, subtitle, (PRICE, AVERAGE), note)]


def _price_title(shelf: Shelf, known: list[tuple[str, float]], pair: dict[str, str]) -> str:
    (first, before), (last, now) = known[0], known[-1]
    words: dict[str, Any] = pair | {
        "now": numbers.percent(now, shelf.language),
        "last": numbers.period(last, shelf.language),
        "before": numbers.percent(before, shelf.language),
        "first": numbers.period(first, shelf.language),
    }
    if abs(now - before) < 0.1:
        return _("%(sender)s to %(receiver)s: sending cost %(now)s in %(last)s, as in %(first)s") % words
    if now < before:
        return (
            _("%(sender)s to %(receiver)s: sending cost %(now)s in %(last)s, down from %(before)s in %(first)s") % words
        )
    return _("%(sender)s to %(receiver)s: sending cost %(now)s in %(last)s, up from %(before)s in %(first)s") % words


def _flow_chart(shelf: Shelf, flows: Sequence[Row], pair: dict[str, str]) -> list[Figure]:
    known = points(flows)
    if not known:
        return []
    year, flow = known[-1]
    words = pair | {"amount": usd(flow, shelf.language), "year": year}
    spec = BarChart(
        title=_("%(sender)s to %(receiver)s: an estimated %(amount)s in %(year)s") % words,
        description=_("Money sent, by year of the estimate, in US dollars."),
        name_heading=_("Year"),
        value_heading=_("USD million"),
        bars=tuple(Bar(period, value, muted=period != year) for period, value in known),
        write=partial(usd, language=shelf.language),
        unknown=_("not known"),
        name="flow",
    )
    note = _(
        "Each year is an estimate of its own: recorded totals are shared out by numbers of migrants and incomes. "
        "Methods changed between years, so compare them with care."
    )
    return [figure(shelf, spec, _("Remittances in US dollars, modelled"), (FLOW,), note)]


def _source(shelf: Shelf, dataset_id: str) -> dict[str, str]:
    origin = shelf.origin(dataset_id)
    return {"source": origin.source, "address": origin.method} if origin else {}
