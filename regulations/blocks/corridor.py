"""Permits on a corridor page: which are open at the destination, and what the country of origin asks before."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from datasets.blocks import Block
from regulations.blocks.country import QUOTA, RECOGNITION
from regulations.blocks.held import Edition, day_of, edition, permits_of
from regulations.presenting.corridor import Door, doors, exits, of_element
from regulations.queries.texts import translator
from web_pages.places import language, names


def block(origin: str, destination: str, as_of: dt.date | None) -> Block | None:
    """What we hold for people who go from `origin` to `destination` (alpha-3); None where that is nothing."""
    return _block(origin, destination, as_of, language(), edition())


@lru_cache(maxsize=256)
def _block(origin: str, destination: str, as_of: dt.date | None, tongue: str, kept_by: Edition) -> Block | None:
    """Kept until the record or the day changes."""
    held = permits_of(origin, destination)
    here, there = held[origin], held[destination]
    translate = translator(tongue)
    day = day_of(there, as_of, kept_by.since)
    open_doors = doors(there, origin, day, translate)
    leaving = exits(here, destination, day_of(here, as_of, kept_by.since), translate)
    if not open_doors and not leaving:
        return None
    return Block(
        template="regulations/blocks/corridor.html",
        answer=_answer(open_doors),
        key_figures=(),
        figures=(),
        origins=(),
        details={
            "origin": {"code": origin, "name": names()[origin]},
            "destination": {"code": destination, "name": names()[destination]},
            "doors": open_doors,
            "exits": leaving,
            "quotas": of_element(there, QUOTA, day, translate),
            "recognition": of_element(there, RECOGNITION, day, translate),
        },
    )


def _answer(found: list[Door]) -> str:
    """Free of country names, whose grammar differs by language."""
    if not found:
        return _("Which permits the destination has is not known here.")
    closed = sum(door.closed is not None for door in found)
    words = {"permits": len(found) - closed, "closed": closed}
    said = ngettext(
        "%(permits)s permit for work is on record at the destination.",
        "%(permits)s permits for work are on record at the destination.",
        len(found) - closed,
    )
    if closed:
        said += " " + ngettext(
            "%(closed)s more is closed to nationals of the origin.",
            "%(closed)s more are closed to nationals of the origin.",
            closed,
        )
    return said % words
