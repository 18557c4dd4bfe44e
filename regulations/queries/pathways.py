"""Everything the finder reads for one case: permits as known at a moment, the day in each country, rates, names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from countries.text import sort_key
from regulations.finder.search import Applicants, Judged, Leaving, judged
from regulations.models import Jurisdiction, Permit
from regulations.queries.rates import PublishedRates
from regulations.queries.record import records
from regulations.rules.case import Case
from regulations.vocabulary import Purpose
from web_pages.places import language


@dataclass(frozen=True)
class Search:
    """The permits for a case, judged; and what the countries that are left ask."""

    leaving: Leaving
    applicants: Applicants
    found: list[Judged]


def search(case: Case, *, now: datetime, as_of: date | None = None, known_on: date | None = None) -> Search:
    """Judge every permit for a case, as today or as on another day, with what is or was known.

    The number of queries does not depend on how many permits there are.
    """
    held = records(known_on=known_on).values()
    days = {} if as_of else {each.code: each.today(now) for each in Jurisdiction.objects.all()}
    applicants = Applicants(case, PublishedRates(), days, as_of or now.date())
    return Search(Leaving(held, applicants), applicants, judged(held, applicants))


def destinations() -> list[tuple[str, str]]:
    """Countries with a permit to go there, by alpha-3 code, with their names in the reader's language."""
    to_go = Permit.objects.exclude(purpose=Purpose.EXIT_CLEARANCE).values("jurisdiction")
    held = Jurisdiction.objects.select_related("country").filter(code__in=to_go, country__isnull=False)
    return sorted(((each.area, each.name) for each in held), key=lambda choice: sort_key(choice[1], language()))
