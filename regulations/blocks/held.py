"""The permits of countries with what is on record of them, as blocks need them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from django.utils import timezone

from regulations.models import Permit
from regulations.queries.record import records, stamp
from regulations.rules.record import PermitRecord

Held = Sequence[tuple[Permit, PermitRecord]]
QUARTER = 15  # minutes: every clock on earth is some quarters of an hour from Greenwich, so midnights are on one


class Edition(NamedTuple):
    """What a block is kept by: while neither moves, no rule has changed and no country has begun a new day."""

    stamp: int | None
    since: dt.datetime


def edition() -> Edition:
    """The record and the time as they stand; one query."""
    now = timezone.now()
    return Edition(stamp(), now.replace(minute=now.minute // QUARTER * QUARTER, second=0, microsecond=0))


def permits_of(*areas: str) -> dict[str, Held]:
    """The permits of countries (alpha-3) in the order of their codes; the same number of queries for any number."""
    permits = list(Permit.objects.filter(jurisdiction__country__in=areas).with_jurisdiction().order_by("code"))
    known = records([permit.code for permit in permits]) if permits else {}
    held = [(permit, known[permit.code]) for permit in permits if permit.code in known]
    return {area: [pair for pair in held if pair[0].jurisdiction.country_id == area] for area in areas}


def day_of(held: Held, as_of: dt.date | None, now: dt.datetime) -> dt.date:
    """The day asked for, else today by the clock of the country."""
    return as_of or (held[0][0].jurisdiction.today(now) if held else now.date())
