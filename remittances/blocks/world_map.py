"""The world map of the home page and the figures it can show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from charts.map import WorldMap
from charts.scales import breaks
from countries.shapes import BOUNDARY_NOTE
from datasets.blocks import figure
from datasets.shelf import Shelf
from remittances.blocks.datasets import COST_OF_RECEIVING, RECEIVED, SENT, SHARE
from remittances.blocks.parts import usd
from web_pages import numbers
from web_pages.figures import Figure
from web_pages.places import names, world
from web_pages.series import Row

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
            (COST_OF_RECEIVING,),
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


def switch(shelf: Shelf, chosen: str) -> list[tuple[str, str, bool]]:
    """The figures to choose from: address, name, whether it is the one shown."""
    return [
        (f"?{urlencode((*shelf.asked, ('figure', each.key)))}#world", str(each.name), each.key == chosen)
        for each in MAPS.values()
        if dataset_of(shelf, each)
    ]


def dataset_of(shelf: Shelf, chosen: MapFigure) -> str | None:
    """Of several publications of a figure, the one that reaches furthest."""
    held = [release for name in chosen.dataset_ids if (release := shelf.release(name))]
    return max(held, key=lambda release: release.period_end).dataset_id if held else None


def draw(shelf: Shelf, chosen: MapFigure) -> list[Figure]:
    """The map in one period; nothing where the figure is not published."""
    dataset_id = dataset_of(shelf, chosen)
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
    drawn = figure(shelf, spec, subtitle, (dataset_id,), note=_(BOUNDARY_NOTE))
    return [replace(drawn, asked=(*drawn.asked, ("figure", chosen.key)))]


def well_covered(rows: Sequence[Row]) -> str:
    """The last period in which at least four fifths as many countries report as in the best one."""
    counts = Counter(str(row["TIME_PERIOD"]) for row in rows)
    enough = 0.8 * max(counts.values(), default=0)
    return max((period for period, count in counts.items() if count >= enough), default="")
