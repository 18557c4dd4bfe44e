"""What we hold of permits, as one position of the home page's map."""

from __future__ import annotations

from functools import lru_cache

from django.utils.translation import gettext as _

from regulations.blocks.held import Edition, edition
from regulations.models import Permit
from regulations.presenting import coverage
from regulations.queries.record import records
from web_pages.figures import Figure
from web_pages.places import language

KEY = "permits"


def switch(shown: bool) -> tuple[str, str, bool]:
    """The entry of the switch: address, name, whether it is the one shown."""
    return f"?figure={KEY}#world", _("Permits held"), shown


def figure() -> Figure | None:
    """The map of permits by country; None where none is on record."""
    return _figure(language(), edition())


@lru_cache(maxsize=8)
def _figure(_tongue: str, kept_by: Edition) -> Figure | None:
    """Kept until the record or the day changes: drawing the world takes longer than the rest of the page."""
    permits = list(Permit.objects.with_jurisdiction().order_by("code"))
    if not permits:
        return None
    found = coverage.standings(permits, records(), kept_by.since)
    return coverage.figure(found, coverage.VIEWS[KEY], kept_by.since.date())
