"""The tracker of SDG target 10.c: its own two rules, other readings on request, and how much they cover."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from datasets.shelf import Shelf
from remittances.blocks.datasets import SDG, WORLD
from remittances.blocks.parts import shelf_on
from remittances.prices import sdg
from web_pages.asking import as_of, public_page
from web_pages.places import names

SENDER, RECEIVER, PERIOD = "REF_AREA", "COUNTERPART_AREA", "TIME_PERIOD"
MOST = 400


@dataclass(frozen=True, slots=True)
class Corridor:
    """A corridor named by people, with its cost by the chosen reading."""

    origin: str
    destination: str
    origin_name: str
    destination_name: str
    cost: float | None
    status: str


@dataclass(frozen=True)
class Reading:
    """What the switches say: which figure judges a corridor, and whether figures below nought count."""

    basis: str
    negatives: bool

    @classmethod
    def asked(cls, query: Mapping[str, str]) -> Reading:
        """The official reading unless a switch says otherwise."""
        basis = sdg.SIMPLE if query.get("basis") == "simple" else sdg.SMART
        return cls(basis, query.get("negatives") != "no")

    @property
    def is_official(self) -> bool:
        return self.basis == sdg.SMART and self.negatives

    @property
    def switch(self) -> str:
        return "YES" if self.negatives else "NO"


@public_page
def tracker(request: HttpRequest) -> HttpResponse:
    """`?basis=simple` judges corridors by their simple mean, `?negatives=no` leaves out figures below nought."""
    shelf = shelf_on(as_of(request))
    reading = Reading.asked(request.GET)
    table = shelf.frame(SDG)
    page: dict[str, Any] = {"reading": reading, "as_of": as_of(request), "origins": shelf.origins((SDG,))}
    if table is not None:
        world = _world(shelf)
        page |= {
            "quarter": world[0][PERIOD] if world else "",
            "average": _find(world, "GLOBAL_AVERAGE", sdg.SERVICES, reading.switch),
            "what_if_average": _find(world, "GLOBAL_AVERAGE", reading.basis, reading.switch),
            "share": _find(world, "SHARE_MET", reading.basis, reading.switch),
            **_corridors(table, reading),
        }
    return render(request, "remittances/pages/sdg.html", page)


def _world(shelf: Shelf) -> list[dict[str, Any]]:
    """The world's rows of the last quarter surveyed whole."""
    rows = shelf.rows(SDG, REF_AREA=WORLD, COUNTERPART_AREA=WORLD)
    last = max((row[PERIOD] for row in rows), default="")
    return [row for row in rows if row[PERIOD] == last]


def _find(rows: Sequence[dict[str, Any]], indicator: str, basis: str, negatives: str) -> dict[str, Any] | None:
    wanted = {"INDICATOR": indicator, "BASIS": basis, "NEGATIVES": negatives}
    return next((row for row in rows if all(row[name] == value for name, value in wanted.items())), None)


def _corridors(table: pl.DataFrame, reading: Reading) -> dict[str, Any]:
    """The corridors of the last quarter that has any by this reading, the dearest first."""
    own = table.filter(pl.col("INDICATOR") == "CORRIDOR_COST", pl.col("BASIS") == reading.basis)
    if not reading.negatives:
        own = own.filter(pl.col("OBS_VALUE").is_null() | (pl.col("OBS_VALUE") >= 0))
    last = own[PERIOD].max()
    known = names()
    now = own.filter(pl.col(PERIOD) == last, pl.col(SENDER).is_in(list(known)), pl.col(RECEIVER).is_in(list(known)))
    ordered = now.sort("OBS_VALUE", SENDER, RECEIVER, descending=[True, False, False], nulls_last=True)
    counts = dict(now.group_by("STATUS").len().iter_rows())
    return {
        "corridor_quarter": last or "",
        "met": counts.get(sdg.MET, 0),
        "not_met": counts.get(sdg.NOT_MET, 0),
        "not_measured": counts.get(sdg.NOT_MEASURED, 0),
        "corridors": [
            Corridor(receiver, sender, known[receiver], known[sender], cost, status)
            for sender, receiver, cost, status in ordered.head(MOST)
            .select(SENDER, RECEIVER, "OBS_VALUE", "STATUS")
            .iter_rows()
        ],
    }
