"""What a corridor's figures are held against: the world's goal, other assumptions, a worker's wage."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from datasets.blocks import KeyFigure
from datasets.shelf import Shelf
from remittances.blocks.datasets import FLOW_MODEL, SAVING, SDG, WORLD
from remittances.blocks.parts import usd
from remittances.prices import sdg
from web_pages import numbers


def status(shelf: Shelf, codes: Mapping[str, str]) -> list[KeyFigure]:
    """Where the corridor stands against 5 %: by its three cheapest services, as the goal asks, or not measured.

    The simple mean stands beside it where the official figure is missing, and says that it is another reading.
    """
    rows = shelf.rows(SDG, **codes, INDICATOR="CORRIDOR_COST")
    latest = {row["BASIS"]: row for row in rows}
    origin = shelf.origin(SDG)
    if not latest or origin is None:
        return []
    words = {sdg.MET: _("met"), sdg.NOT_MET: _("not met")}
    official = latest.get(sdg.SMART)
    label = _("Goal 10.c: not above 5%")
    source = {"source": origin.source, "address": origin.method}
    if official is not None and official["OBS_VALUE"] is not None:
        said = {"cost": numbers.percent(official["OBS_VALUE"], shelf.language, 2)}
        when = numbers.period(str(official["TIME_PERIOD"]), shelf.language)
        by = _("three cheapest services: %(cost)s") % said
        return [KeyFigure(label, words.get(official["STATUS"], ""), when=when, change=by, **source)]
    simple = latest.get(sdg.SIMPLE)
    if simple is None:
        return [KeyFigure(label, "", **source)]
    said = {
        "cost": numbers.percent(simple["OBS_VALUE"], shelf.language, 2),
        "period": numbers.period(str(simple["TIME_PERIOD"]), shelf.language),
    }
    other = _("The goal asks for the three cheapest services; by the simple mean, %(cost)s in %(period)s.") % said
    return [KeyFigure(label, "", change=other, **source)]


def flow_range(shelf: Shelf, codes: Mapping[str, str]) -> str:
    """What other rules of sharing out give, from the lowest to the highest; empty where nothing was recomputed."""
    rows = shelf.rows(FLOW_MODEL, **codes)
    if not rows or rows[-1]["LOWER_BOUND"] is None:
        return ""
    last = rows[-1]
    words = {"low": usd(last["LOWER_BOUND"], shelf.language), "high": usd(last["UPPER_BOUND"], shelf.language)}
    return _("other rules of sharing out give from %(low)s to %(high)s") % words


def hours_of_wage() -> KeyFigure:
    """Hours of work in the host country that the cost of 200 dollars takes: no wage by corridor is in hand."""
    return KeyFigure(_("Cost of sending USD 200, in hours of the host country’s wage"), "")


def coverage(shelf: Shelf) -> list[str]:
    """How much of all money savings can be computed for."""
    world = {"REF_AREA": WORLD, "COUNTERPART_AREA": WORLD, "INDICATOR": "SAVING_3PCT"}
    rows = [row for row in shelf.rows(SAVING, **world) if row.get("COVERAGE_PERCENT") is not None]
    if not rows:
        return []
    words = {
        "corridors": numbers.number(rows[-1]["CORRIDORS"], shelf.language),
        "share": numbers.percent(rows[-1]["COVERAGE_PERCENT"], shelf.language),
    }
    return [_("Savings can be computed for %(corridors)s corridors, with %(share)s of all estimated flows.") % words]
