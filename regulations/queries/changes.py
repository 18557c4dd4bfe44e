"""Reading the journal of changes, newest first, page by page of its key."""

from __future__ import annotations

from dataclasses import dataclass

from regulations.models import Change, Jurisdiction


@dataclass(frozen=True)
class Page:
    """Some changes, and the number before which the following ones begin; None at the end."""

    changes: list[Change]
    before: int | None


def page(*, jurisdiction: Jurisdiction | None = None, before: int | None = None, length: int) -> Page:
    """The newest changes, of one jurisdiction or of all, that are older than the change numbered `before`."""
    found = Change.objects.select_related("jurisdiction__country", "permit")
    if jurisdiction:
        found = found.filter(jurisdiction=jurisdiction)
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = list(found.order_by("-pk")[: length + 1])
    return Page(rows[:length], rows[length - 1].pk if len(rows) > length else None)


def jurisdiction_called(code: str) -> Jurisdiction | None:
    """A jurisdiction by alpha-3, alpha-2 or EU, in small letters too."""
    code = code.upper()
    known = Jurisdiction.objects.select_related("country")
    return known.filter(country=code).first() or known.filter(code=code).first()
