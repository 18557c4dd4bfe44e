"""The list of permits: narrowed by a form, a page at a time by code, each with how well it is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import timezone

from regulations.forms.narrowing import NarrowingForm
from regulations.models import Permit
from regulations.presenting.standing import Standing, standing
from regulations.queries.record import records

PAGE = 100


@dataclass(frozen=True, slots=True)
class Entry:
    """A permit of the list."""

    permit: Permit
    standing: Standing


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the list. `next` is the query of the page after it, or empty."""

    form: NarrowingForm
    entries: tuple[Entry, ...]
    found: int
    next: str

    @classmethod
    def read(cls, asked: QueryDict) -> Listing:
        """What the address asks for; a form with faults finds nothing and says why."""
        form = NarrowingForm(asked)
        if not form.is_valid():
            return cls(form, (), 0, "")
        chosen = form.chosen()
        found = Permit.objects.with_jurisdiction().filter(**_conditions(chosen)).order_by("code")
        shown = list(found.filter(code__gt=asked.get("after", ""))[: PAGE + 1])
        last = shown[PAGE - 1].code if len(shown) > PAGE else ""
        following = urlencode({**chosen, "after": last}) if last else ""
        return cls(form, _entries(shown[:PAGE]), found.count(), following)


def _conditions(chosen: Mapping[str, str]) -> dict[str, str]:
    fields = dict(chosen)
    country = fields.pop("country", "")
    if country:
        fields["jurisdiction__country" if len(country) == 3 else "jurisdiction"] = country
    return fields


def _entries(permits: list[Permit]) -> tuple[Entry, ...]:
    known = records([permit.code for permit in permits])
    now = timezone.now()
    return tuple(
        Entry(permit, standing(known[permit.code], permit.jurisdiction.today(now)))
        for permit in permits
        if permit.code in known
    )
