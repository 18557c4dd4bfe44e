"""Indicators of migration and development: the list, and for each its formula and every country's value."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from datasets import definition as definitions
from datasets.codes import labels
from datasets.shelf import Shelf
from remittances.blocks.datasets import INDICATOR
from remittances.blocks.indicator_words import FORMULAS, UNIT_WORDS
from remittances.blocks.parts import shelf_on
from remittances.indicators import NOT_IN_HAND, UNITS
from web_pages.asking import as_of, public_page
from web_pages.places import language, names


@dataclass(frozen=True, slots=True)
class Entry:
    """An indicator in the list."""

    id: str
    name: str
    formula: str
    unit: str
    measured: int


@dataclass(frozen=True, slots=True)
class Line:
    """A country with its value; None where it is not measured."""

    code: str
    name: str
    value: float | None
    period: str


def _name(indicator: str) -> str:
    dimension = definitions.load(INDICATOR).dimension("INDICATOR")
    return labels(dimension, language())[indicator]


def _lines(shelf: Shelf, indicator: str) -> list[Line]:
    """Countries with a value, the highest first, then those without."""
    rows = shelf.rows(INDICATOR, INDICATOR=indicator)
    known = names()
    found = [
        Line(row["REF_AREA"], known[row["REF_AREA"]], row["OBS_VALUE"], row["FIGURE_PERIOD"] or "")
        for row in rows
        if row["REF_AREA"] in known
    ]
    return sorted(found, key=lambda line: (line.value is None, -(line.value or 0.0), line.name))


def _entry(indicator: str, measured: int) -> Entry:
    return Entry(indicator, _name(indicator), str(FORMULAS[indicator]), str(UNIT_WORDS[UNITS[indicator]]), measured)


@public_page
def indicators(request: HttpRequest) -> HttpResponse:
    """All indicators, with their formulas and the number of countries that have a value."""
    shelf = shelf_on(as_of(request))
    table = shelf.frame(INDICATOR)
    counts: dict[str, int] = {}
    if table is not None:
        measured = table.filter(table["OBS_VALUE"].is_not_null()).group_by("INDICATOR").len()
        counts = dict(measured.iter_rows())
    page = {
        "entries": [_entry(name, counts.get(name, 0)) for name in UNITS],
        "origins": shelf.origins((INDICATOR,)),
        "as_of": as_of(request),
    }
    return render(request, "remittances/pages/indicators.html", page)


@public_page
def indicator(request: HttpRequest, name: str) -> HttpResponse:
    """One indicator: formula, unit, source, and every country."""
    if name not in UNITS:
        raise Http404(_("There is no such indicator."))
    shelf = shelf_on(as_of(request))
    lines = _lines(shelf, name)
    page = {
        "entry": _entry(name, sum(line.value is not None for line in lines)),
        "lines": lines,
        "not_in_hand": name in NOT_IN_HAND,
        "digits": 3 if UNITS[name] == "INDEX" else 0 if UNITS[name] == "PERSONS" else 2,
        "origins": shelf.origins((INDICATOR,)),
        "as_of": as_of(request),
    }
    return render(request, "remittances/pages/indicator.html", page)
