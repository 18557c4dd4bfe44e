"""Money on the home page: the world map with its switch of figures, and four key figures."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from django.utils.translation import gettext as _

from datasets.blocks import Block, KeyFigure
from datasets.shelf import Shelf
from remittances.blocks import world_map
from remittances.blocks.datasets import AVERAGE, FLOW, SAVING, WORLD
from remittances.blocks.parts import shelf_on
from web_pages import numbers
from web_pages.series import Point, points

Position = tuple[str, str, bool]  # of the switch: address, name, whether it is the one shown


def block(key: str, as_of: dt.date | None, others: tuple[Position, ...] = ()) -> Block | None:
    """The map of figure `key` and the key figures of the world; None where nothing is published.

    `others` are the positions of the switch that other rooms add; they stand first.
    """
    return _block(key if key in world_map.MAPS else next(iter(world_map.MAPS)), shelf_on(as_of), others)


@lru_cache(maxsize=32)
def _block(key: str, shelf: Shelf, others: tuple[Position, ...]) -> Block | None:
    chosen = world_map.draw(shelf, world_map.MAPS[key])
    key_figures = tuple(_key_figures(shelf))
    if not chosen and not key_figures:
        return None
    shown = "" if any(current for _address, _name, current in others) else key
    return Block(
        template="remittances/blocks/world.html",
        answer="",
        key_figures=key_figures,
        figures=tuple(chosen),
        origins=shelf.origins(world_map.MAPS[key].dataset_ids),
        details={"switch": [*others, *world_map.switch(shelf, shown)]},
    )


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


# NEED
