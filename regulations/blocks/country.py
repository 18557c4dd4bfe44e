"""Permits on a country page: which there are, what is coming, quotas and who recognises qualifications."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from datasets.blocks import Block, KeyFigure
from regulations.blocks.held import Edition, Held, day_of, edition, permits_of
from regulations.presenting import versions
from regulations.presenting.corridor import is_exit, of_element
from regulations.presenting.standing import Standing, standing
from regulations.queries.texts import translator
from web_pages import numbers
from web_pages.places import language

QUOTA, RECOGNITION = "e09", "e10"


def block(code: str, as_of: dt.date | None) -> Block | None:
    """What we hold of the permits of a country (alpha-3); None where that is nothing."""
    return _block(code, as_of, language(), edition())


@lru_cache(maxsize=256)
def _block(code: str, as_of: dt.date | None, tongue: str, kept_by: Edition) -> Block | None:
    """Kept until the record or the day changes."""
    held = permits_of(code)[code]
    if not held:
        return None
    day, translate = day_of(held, as_of, kept_by.since), translator(tongue)
    counts = {permit.code: standing(record, day) for permit, record in held}
    total = sum(counts.values(), Standing())
    coming = [(permit, version) for permit, record in held for version in versions.coming(record, day, translate)]
    return Block(
        template="regulations/blocks/country.html",
        answer=_answer(held),
        key_figures=_key_figures(total),
        figures=(),
        origins=(),
        details={
            "area": code,
            "permits": [(permit, counts[permit.code]) for permit, _record in held],
            "coming": coming,
            "quotas": of_element(held, QUOTA, day, translate),
            "recognition": of_element(held, RECOGNITION, day, translate),
        },
    )


def _answer(held: Held) -> str:
    entry = sum(not is_exit(permit) for permit, _record in held)
    if not entry:
        return _("Leaving to work abroad needs clearance for some destinations.")
    return ngettext(
        "We hold %(permits)s permit for work here.", "We hold %(permits)s permits for work here.", entry
    ) % {"permits": entry}


def _key_figures(total: Standing) -> tuple[KeyFigure, ...]:
    def shown(value: int) -> str:
        return numbers.number(value, language())

    words = {"confirmed": shown(total.confirmed)}
    overdue = {"badge": "stale", "badge_text": _("check overdue")} if total.overdue else {}
    return (
        KeyFigure(label=_("Permits on record"), value=shown(total.permits)),
        KeyFigure(
            label=_("Facts with a source"),
            value=shown(total.facts),
            when=_("%(confirmed)s confirmed by the authority") % words,
        ),
        KeyFigure(label=_("Facts whose check is overdue"), value=shown(total.overdue), **overdue),
        KeyFigure(label=_("Changes coming"), value=shown(total.coming)),
    )
