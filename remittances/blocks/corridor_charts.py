"""The charts of a corridor page: what sending cost, what flowed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

from django.utils.translation import gettext as _

from charts.bar import Bar, BarChart
from charts.line import Break, Goal, LineChart, Series
from datasets.blocks import figure
from datasets.shelf import Shelf
from remittances.blocks.datasets import AVERAGE, BREAK, FLOW, PRICE, WORLD
from remittances.blocks.parts import percent_tick, usd, usd_million
from web_pages import numbers
from web_pages.figures import Figure
from web_pages.series import Point, Row, points, quarters, values_at, year_marks


class Corridor(NamedTuple):
    """A corridor in the codes of its datasets and in words: who sends, who receives."""

    codes: Mapping[str, str]
    names: dict[str, str]


def price(shelf: Shelf, prices: Sequence[Row], corridor: Corridor) -> list[Figure]:
    """The average cost quarter by quarter beside that of all corridors; gaps stay gaps."""
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
        title=_price_title(shelf, known, corridor),
        description=_("Average cost of sending USD 200 by quarter, in per cent of the amount sent."),
        period_heading=_("Quarter"),
        periods=tuple(numbers.period(period, shelf.language) for period in periods),
        series=tuple(series),
        write=partial(numbers.percent, language=shelf.language, digits=2),
        tick=partial(percent_tick, language=shelf.language),
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
    return [figure(shelf, spec, subtitle, (PRICE, AVERAGE), note=note, where=corridor.codes)]


def _price_title(shelf: Shelf, known: Sequence[Point], corridor: Corridor) -> str:
    (first, before), (last, now) = known[0], known[-1]
    words = corridor.names | {
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


def flow(shelf: Shelf, flows: Sequence[Row], corridor: Corridor) -> list[Figure]:
    """The flow of each year for which there is a matrix."""
    known = points(flows)
    if not known:
        return []
    year, amount = known[-1]
    words = corridor.names | {"amount": usd(amount, shelf.language), "year": year}
    spec = BarChart(
        title=_("%(sender)s to %(receiver)s: an estimated %(amount)s in %(year)s") % words,
        description=_("Money sent, by year of the estimate, in US dollars."),
        name_heading=_("Year"),
        value_heading=_("USD million"),
        bars=tuple(Bar(period, value, muted=period != year) for period, value in known),
        write=partial(usd_million, language=shelf.language),
        unknown=_("not known"),
        name="flow",
    )
    note = _(
        "Each year is an estimate of its own: recorded totals are shared out by numbers of migrants and incomes. "
        "Methods changed between years, so compare them with care."
    )
    return [figure(shelf, spec, _("Remittances in US dollars, modelled"), (FLOW,), note=note, where=corridor.codes)]
