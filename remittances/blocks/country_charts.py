"""The charts of a country page: flows, partners, weight in the economy, prices."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _

from charts.bar import Bar, BarChart
from charts.line import LineChart, Series
from datasets.blocks import figure
from datasets.shelf import Shelf
from remittances.blocks.datasets import AVERAGE, FLOW, SHARE, WORLD
from remittances.blocks.parts import Known, Partner, percent_tick, usd
from web_pages import numbers
from web_pages.figures import Figure
from web_pages.places import names
from web_pages.series import Point, quarters, values_at, year_marks, years

HALF = 480  # pictures that stand two in a row


def flows(shelf: Shelf, code: str, received: Known, sent: Known) -> list[Figure]:
    """Money received and sent by year."""
    known = sorted(period for period, _value in [*received.points, *sent.points])
    if not known:
        return []
    periods = years(known[0], known[-1])
    series = [(_("Received"), received.points), (_("Sent"), sent.points)]
    spec = LineChart(
        title=_balance(shelf, code, received.points, sent.points),
        description=_("Remittances by year, in US dollars."),
        period_heading=_("Year"),
        periods=tuple(periods),
        series=tuple(Series(name, values_at(periods, values)) for name, values in series if values),
        write=partial(usd, language=shelf.language),
        tick=partial(numbers.million, language=shelf.language),
        name="flows",
    )
    subtitle = _("Personal remittances in current US dollars")
    return [figure(shelf, spec, subtitle, (received.dataset_id, sent.dataset_id), where={"REF_AREA": code})]


def _balance(shelf: Shelf, code: str, came: Sequence[Point], went: Sequence[Point]) -> str:
    words = {"country": names()[code]}
    both = sorted(set(dict(came)) & set(dict(went)))
    if not both:
        return _("%(country)s: money received and sent") % words
    year = both[-1]
    received, sent = dict(came)[year], dict(went)[year]
    words |= {"year": year, "came": usd(received, shelf.language), "went": usd(sent, shelf.language)}
    if received >= sent:
        return _("%(country)s received more than it sent in %(year)s: %(came)s against %(went)s") % words
    return _("%(country)s sent more than it received in %(year)s: %(went)s against %(came)s") % words


def share(shelf: Shelf, code: str, known: Known) -> list[Figure]:
    """What money from abroad weighs in the economy, by year."""
    if not known.points:
        return []
    periods = years(known.points[0][0], known.points[-1][0])
    year, value = known.points[-1]
    words = {"country": names()[code], "share": numbers.percent(value, shelf.language), "year": year}
    spec = LineChart(
        title=_("%(country)s: money from abroad was as much as %(share)s of GDP in %(year)s") % words,
        description=_("Remittances received, in per cent of gross domestic product, by year."),
        period_heading=_("Year"),
        periods=tuple(periods),
        series=(Series(_("Share of GDP"), values_at(periods, known.points)),),
        write=partial(numbers.percent, language=shelf.language),
        tick=partial(percent_tick, language=shelf.language),
        name="share",
        width=HALF,
    )
    return [figure(shelf, spec, _("Per cent of gross domestic product"), (SHARE,), where={"REF_AREA": code})]


def senders(shelf: Shelf, code: str, partners: Sequence[Partner]) -> list[Figure]:
    """The countries money comes from. Each name leads to the corridor of the people, who go the other way."""
    if not partners:
        return []
    title = _("%(country)s: most money comes from %(other)s, an estimated %(amount)s in %(year)s")
    bars = [_bar(partner, code, partner.code) for partner in partners]
    spec = _partners(shelf, "senders", title % _words(shelf, code, partners[0]), _("From"), bars)
    return [figure(shelf, spec, _estimated(), (FLOW,), where={"COUNTERPART_AREA": code})]


def receivers(shelf: Shelf, code: str, partners: Sequence[Partner]) -> list[Figure]:
    """The countries money goes to."""
    if not partners:
        return []
    title = _("%(country)s: most money goes to %(other)s, an estimated %(amount)s in %(year)s")
    bars = [_bar(partner, partner.code, code) for partner in partners]
    spec = _partners(shelf, "receivers", title % _words(shelf, code, partners[0]), _("To"), bars)
    return [figure(shelf, spec, _estimated(), (FLOW,), where={"REF_AREA": code})]


def _bar(partner: Partner, origin: str, destination: str) -> Bar:
    return Bar(names()[partner.code], partner.amount, reverse("corridor", args=[origin, destination]))


def _words(shelf: Shelf, code: str, first: Partner) -> dict[str, str]:
    amount = usd(first.amount, shelf.language)
    return {"country": names()[code], "other": names()[first.code], "year": first.year, "amount": amount}


def _estimated() -> str:
    return _("Estimated remittances by corridor, US dollars")


def _partners(shelf: Shelf, name: str, title: str, heading: str, bars: Sequence[Bar]) -> BarChart:
    return BarChart(
        title=title,
        description=_("The largest corridors of the year, in US dollars."),
        name_heading=heading,
        value_heading=_("USD million"),
        bars=tuple(bars),
        write=partial(usd, language=shelf.language),
        unknown=_("not known"),
        name=name,
        width=HALF,
    )


def prices(shelf: Shelf, code: str, here: Known, from_here: Known) -> list[Figure]:
    """What sending to and from the country costs, quarter by quarter."""
    drawn = [
        (name, known.points) for name, known in ((_("To here"), here), (_("From here"), from_here)) if known.points
    ]
    if not drawn:
        return []
    ends = sorted(period for _name, series in drawn for period, _value in series)
    periods = quarters(ends[0], ends[-1])
    last, value = drawn[0][1][-1]
    words = {
        "country": names()[code],
        "cost": numbers.percent(value, shelf.language),
        "period": numbers.period(last, shelf.language),
    }
    if here.points:
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
        tick=partial(percent_tick, language=shelf.language),
        axis=year_marks(periods),
        name="price",
        width=HALF,
    )
    subtitle = _("Every surveyed corridor counts the same; per cent of USD 200")
    codes = {"REF_AREA": WORLD, "COUNTERPART_AREA": code} if here.points else {"REF_AREA": code}
    return [figure(shelf, spec, subtitle, (AVERAGE,), where=codes)]
