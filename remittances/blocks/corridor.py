"""Money on a corridor page: what flows back, what sending costs, what a lower price would save."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache

from django.utils.translation import gettext as _

from datasets.blocks import Block, KeyFigure
from datasets.shelf import Shelf
from remittances.blocks import corridor_charts as charts
from remittances.blocks import goals
from remittances.blocks.datasets import FLOW, FLOW_MODEL, NEGATIVE_MEAN, PRICE, SAVING, SDG, UNRELIABLE
from remittances.blocks.parts import shelf_on, since, usd
from web_pages import numbers
from web_pages.places import names
from web_pages.series import Row, points

AMOUNT = 200  # US dollars: the amount whose price is surveyed


def block(origin: str, destination: str, as_of: dt.date | None) -> Block | None:
    """Figures on the money that goes from `destination` back to `origin`; None where nothing is known."""
    return _block(origin, destination, shelf_on(as_of))


@lru_cache(maxsize=256)
def _block(origin: str, destination: str, shelf: Shelf) -> Block | None:
    """Kept by releases: they never change, so neither does a block."""
    codes = {"REF_AREA": destination, "COUNTERPART_AREA": origin}
    prices, flows, savings = (shelf.rows(dataset_id, **codes) for dataset_id in (PRICE, FLOW, SAVING))
    if not points(prices) and not points(flows):
        return None
    corridor = charts.Corridor(codes, {"sender": names()[destination], "receiver": names()[origin]})
    latest = savings[-2:] if savings and savings[-1]["TIME_PERIOD"] == prices[-1]["TIME_PERIOD"] else []
    return Block(
        template="remittances/blocks/corridor.html",
        answer=_answer(shelf, prices, flows),
        key_figures=(
            *_price_now(shelf, prices),
            *_flow_now(shelf, flows, goals.flow_range(shelf, codes)),
            *(_saving(shelf, row) for row in sorted(latest, key=lambda row: str(row["INDICATOR"]))),
            *goals.status(shelf, codes),
            goals.hours_of_wage(),
        ),
        figures=(*charts.price(shelf, prices, corridor), *charts.flow(shelf, flows, corridor)),
        origins=shelf.origins((PRICE, FLOW, FLOW_MODEL, SAVING, SDG)),
        remarks=(*_remarks(prices, flows, latest), *(goals.coverage(shelf) if latest else ())),
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


def _flow_now(shelf: Shelf, flows: Sequence[Row], between: str) -> list[KeyFigure]:
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
            change=between,
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


def _source(shelf: Shelf, dataset_id: str) -> dict[str, str]:
    origin = shelf.origin(dataset_id)
    return {"source": origin.source, "address": origin.method} if origin else {}
