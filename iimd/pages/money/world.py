"""Money on the home page: the world map with its switch of figures, and four key figures."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from charts.map import WorldMap
from charts.scales import breaks
from countries.shapes import BOUNDARY_NOTE
from iimd import numbers
from iimd.pages.figures import Figure
from iimd.pages.money.corridor import AVERAGE, FLOW, SAVING, WORLD
from iimd.pages.money.country import RECEIVED, SENT, SHARE
from iimd.pages.money.parts import Block, KeyFigure, Point, Row, figure, points, usd
from iimd.pages.money.shelf import Shelf
from iimd.pages.places import names, world

Writer = Callable[[Shelf], Callable[[float], str]]


def _money(shelf: Shelf) -> Callable[[float], str]:
    return partial(usd, language=shelf.language)


def _amount(shelf: Shelf) -> Callable[[float], str]:
    """Without "USD", which the subtitle says, and free to break where a legend is narrow."""
    return lambda value: numbers.million(value, shelf.language).replace(numbers.NO_BREAK, " ")


def _percent(shelf: Shelf) -> Callable[[float], str]:
    return partial(numbers.percent, language=shelf.language)


@dataclass(frozen=True, slots=True)
class MapFigure:
    """One position of the switch above the map."""

    key: str
    dataset_ids: tuple[str, ...]
    name: object
    title: str
    subtitle: object
    writer: Writer
    tick: Writer


MAPS = {
    each.key: each
    for each in (
        MapFigure(
            "received",
            RECEIVED,
            gettext_lazy("Money received"),
            gettext_noop("%(country)s received most from people abroad in %(year)s: %(value)s"),
            gettext_lazy("Personal remittances received, US dollars"),
            _money,
            _amount,
        ),
        MapFigure(
            "share",
            (SHARE,),
            gettext_lazy("Weight in the economy"),
            gettext_noop("Nowhere did money from abroad weigh more than in %(country)s in %(year)s: %(value)s of GDP"),
            gettext_lazy("Personal remittances received, per cent of GDP"),
            _percent,
            _percent,
        ),
        MapFigure(
            "price",
            ("REM_COST_RECEIVING",),
            gettext_lazy("Price of sending there"),
            gettext_noop("Sending was dearest to %(country)s in %(year)s: %(value)s of USD 200"),
            gettext_lazy("Average cost of sending USD 200 to the country, third quarter, per cent"),
            _percent,
            _percent,
        ),
        MapFigure(
            "sent",
            SENT,
            gettext_lazy("Money sent"),
            gettext_noop("People in %(country)s sent most in %(year)s: %(value)s"),
            gettext_lazy("Personal remittances paid, US dollars"),
            _money,
            _amount,
        ),
    )
}


def block(key: str, as_of: dt.date | None) -> Block | None:
    """The map of figure `key` and the key figures of the world; None where nothing is published."""
    return _block(key if key in MAPS else next(iter(MAPS)), Shelf.on(as_of))


@lru_cache(maxsize=32)
def _block(key: str, shelf: Shelf) -> Block | None:
    chosen = _map(shelf, MAPS[key])
    key_figures = tuple(_key_figures(shelf))
    if not chosen and not key_figures:
        return None
    switch = [(each.key, each.name, each.key == key) for each in MAPS.values() if _dataset(shelf, each)]
    return Block("", key_figures, tuple(chosen), shelf.origins(MAPS[key].dataset_ids), details={"switch": switch})


def _dataset(shelf: Shelf, chosen: MapFigure) -> str | None:
    """Of several publications of a figure, the one that reaches furthest."""
    held = [release for name in chosen.dataset_ids if (release := shelf.release(name))]
    return max(held, key=lambda release: release.period_end).dataset_id if held else None


def _map(shelf: Shelf, chosen: MapFigure) -> list[Figure]:
    dataset_id = _dataset(shelf, chosen)
    table = shelf.frame(dataset_id) if dataset_id else None
    if dataset_id is None or table is None:
        return []
    rows = [row for row in table.iter_rows(named=True) if row["REF_AREA"] in names() and row["OBS_VALUE"] is not None]
    year = well_covered(rows)
    values = {row["REF_AREA"]: row["OBS_VALUE"] for row in rows if row["TIME_PERIOD"] == year}
    if not values:
        return []
    write = chosen.writer(shelf)
    most = max(values, key=lambda code: values[code])
    words = {"country": names()[most], "year": year, "value": write(values[most])}
    spec = WorldMap(
        title=_(chosen.title) % words,
        description=str(chosen.subtitle),
        name_heading=_("Country"),
        value_heading=str(chosen.subtitle),
        shapes=world(),
        values=values,
        names=names(),
        breaks=breaks(list(values.values())),
        write=write,
        no_data=_("No data"),
        tick=chosen.tick(shelf),
        addresses={code: reverse("country", args=[code]) for code in names()},
        name="map",
    )
    subtitle = f"{chosen.subtitle}, {year}"
    drawn = figure(shelf, spec, subtitle, (dataset_id,), _(BOUNDARY_NOTE))
    return [replace(drawn, asked=(*drawn.asked, ("figure", chosen.key)))]


def well_covered(rows: Sequence[Row]) -> str:
    """The last period in which at least four fifths as many countries report as in the best one."""
    counts = Counter(str(row["TIME_PERIOD"]) for row in rows)
    enough = 0.8 * max(counts.values(), default=0)
    return max((period for period, count in counts.items() if count >= enough), default="")


def _key_figures(shelf: Shelf) -> list[KeyFigure]:
    """Four numbers on the world, each only where it is published."""
    made = []
    flow = _world_flow(shelf)
    if flow and (origin := shelf.origin(FLOW)):
        year, amount = flow
        label = _("Sent home by people abroad in a year")
        estimate = {"badge": "estimate", "badge_text": _("estimate")}
        value = numbers.million(amount, shelf.language)
        made.append(
            KeyFigure(
                label, value, unit=_("US dollars"), when=year, source=origin.source, address=origin.method, **estimate
            )
        )
    cost = points(shelf.rows(AVERAGE, REF_AREA=WORLD, COUNTERPART_AREA=WORLD, INDICATOR="MEAN_SIMPLE"))
    if cost and (origin := shelf.origin(AVERAGE)):
        period, value_now = cost[-1]
        when = numbers.period(period, shelf.language)
        label = _("Average cost of sending USD 200")
        value = numbers.percent(value_now, shelf.language)
        made.append(KeyFigure(label, value, when=when, source=origin.source, address=origin.method))
    for threshold, label in (("3PCT", _("Families would keep if sending cost 3%")), ("5PCT", _("… and if it cost 5%"))):
        made += _world_saving(shelf, f"SAVING_{threshold}", label)
    return made


def _world_flow(shelf: Shelf) -> Point | None:
    """The sum of the last bilateral matrix, over pairs of countries."""
    release = shelf.release(FLOW)
    table = shelf.frame(FLOW, start_period=release.period_end) if release else None
    if release is None or table is None:
        return None
    pairs = [row for row in table.iter_rows(named=True) if WORLD not in (row["REF_AREA"], row["COUNTERPART_AREA"])]
    return release.period_end, sum(row["OBS_VALUE"] or 0 for row in pairs)


def _world_saving(shelf: Shelf, indicator: str, label: str) -> list[KeyFigure]:
    rows = shelf.rows(SAVING, REF_AREA=WORLD, COUNTERPART_AREA=WORLD, INDICATOR=indicator)
    origin = shelf.origin(SAVING)
    if not rows or origin is None or rows[-1]["OBS_VALUE"] is None:
        return []
    last = rows[-1]
    words = {
        "corridors": numbers.number(last["CORRIDORS"], shelf.language),
        "share": numbers.percent(last["COVERAGE_PERCENT"], shelf.language),
        "period": numbers.period(str(last["PRICE_QUARTER"]), shelf.language),
        "year": last["FLOW_YEAR"],
    }
    return [
        KeyFigure(
            label,
            numbers.million(last["OBS_VALUE"], shelf.language),
            unit=_("US dollars a year"),
            when=_("%(corridors)s corridors with %(share)s of all flows; price of %(period)s, flow of %(year)s")
            % words,
            badge="estimate",
            badge_text=_("estimate"),
            source=origin.source,
            address=origin.method,
        )
    ]
