"""What we hold, country by country, and how fresh: the map and the table beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from charts.map import WorldMap
from charts.scales import breaks
from charts.table import Cell, Column, Table
from countries.shapes import BOUNDARY_NOTE
from regulations.models import Jurisdiction, Permit
from regulations.presenting.standing import Standing, standing
from regulations.rules.record import PermitRecord
from web_pages import numbers
from web_pages.figures import Figure
from web_pages.places import language, names, world

ELEMENTS = 12
Standings = Mapping[Jurisdiction, Standing]


@dataclass(frozen=True, slots=True)
class View:
    """One position of the switch above the map: how a country's standing becomes a number, and how that is written."""

    key: str
    name: Promise
    subtitle: Promise
    value: Callable[[Standing], float]
    percent: bool


VIEWS: Mapping[str, View] = {
    view.key: view
    for view in (
        View(
            "permits",
            gettext_lazy("Permits"),
            gettext_lazy("Permits on record"),
            lambda each: float(each.permits),
            percent=False,
        ),
        View(
            "elements",
            gettext_lazy("Completeness"),
            gettext_lazy("Share of the twelve elements known, all permits of the country, per cent"),
            lambda each: 100 * each.elements / (each.permits * ELEMENTS),
            percent=True,
        ),
        View(
            "fresh",
            gettext_lazy("Freshness"),
            gettext_lazy("Share of facts whose check is not overdue, per cent"),
            lambda each: 100 * (each.facts - each.overdue) / max(each.facts, 1),
            percent=True,
        ),
        View(
            "confirmed",
            gettext_lazy("Confirmed"),
            gettext_lazy("Share of facts that the authority itself states, per cent"),
            lambda each: 100 * each.confirmed / max(each.facts, 1),
            percent=True,
        ),
    )
}


def standings(permits: Sequence[Permit], records: Mapping[str, PermitRecord], now: dt.datetime) -> Standings:
    """How each jurisdiction stands today, by its own clock, in alphabetical order."""
    found: dict[Jurisdiction, Standing] = {}
    for permit in permits:
        place = permit.jurisdiction
        found[place] = found.get(place, Standing()) + standing(records[permit.code], place.today(now))
    return dict(sorted(found.items(), key=lambda pair: pair[0].name))


def figure(found: Standings, view: View, on: dt.date) -> Figure:
    """The map of one view; the Union, which is no country, stands in the table alone."""
    values = {place.country_id: view.value(each) for place, each in found.items() if place.country_id}
    write: Callable[[float], str] = partial(numbers.percent if view.percent else numbers.number, language=language())
    spec = WorldMap(
        title=_title(found),
        description=str(view.subtitle),
        name_heading=_("Country"),
        value_heading=str(view.subtitle),
        shapes=world(),
        values=values,
        names=names(),
        breaks=breaks(list(values.values())),
        write=write,
        no_data=_("Nothing held"),
        addresses={code: reverse("permits-of-country", args=[code]) for code in values},
        name="map",
    )
    address = settings.SITE_URL + reverse("permit-coverage")
    words = {"day": numbers.day(on, language()), "address": address}
    return Figure(
        spec=spec,
        subtitle=str(view.subtitle),
        sources=((_("Permit database of the hub; each fact names its own source"), reverse("permits")),),
        citation=_("IIMD hub, permit database, coverage on %(day)s. %(address)s") % words,
        note=_(BOUNDARY_NOTE),
        asked=(("figure", view.key),),
    )


def _title(found: Standings) -> str:
    total = sum(found.values(), Standing())
    countries = sum(place.country_id is not None for place in found)
    held = ngettext("%(number)s permit", "%(number)s permits", total.permits)
    places = ngettext("%(number)s country", "%(number)s countries", countries)
    return _("We hold %(permits)s of %(countries)s") % {
        "permits": held % {"number": numbers.number(total.permits, language())},
        "countries": places % {"number": countries},
    }


def table(found: Standings) -> Table:
    """Every jurisdiction with its counts, for reading and sorting."""
    headings = (_("Permits"), _("Elements known"), _("Facts"), _("Confirmed"), _("Check overdue"), _("Conflicts"))
    more = (_("Changes coming"), _("Conditions encoded"))
    columns = (Column(_("Country")), *(Column(heading, numeric=True) for heading in (*headings, *more)))
    return Table(columns, tuple(_row(place, each) for place, each in found.items()))


def _row(place: Jurisdiction, each: Standing) -> tuple[Cell, ...]:
    share = 100 * each.elements / (each.permits * ELEMENTS)
    counts = (each.facts, each.confirmed, each.overdue, each.conflicts, each.coming, each.encoded)
    return (
        Cell(place.name, address=reverse("permits-of-country", args=[place.area])),
        _count(each.permits),
        Cell(numbers.percent(share, language(), 0), share, numeric=True),
        *map(_count, counts),
    )


def _count(value: int) -> Cell:
    return Cell(numbers.number(value, language()), float(value), numeric=True)
