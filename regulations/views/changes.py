"""The page of changes: everything readers were shown differently, and one change by its permanent address."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from regulations.models import Change, Jurisdiction
from regulations.queries import changes as journal
from regulations.telling import told
from web_pages.asking import UnclearQuestionError, public_page

LENGTH: Final = 30


@public_page
def changes(request: HttpRequest) -> HttpResponse:
    """The newest changes first; `?country=DEU` those of one country, `?before=` the older ones."""
    asked = request.GET.get("country", "").strip()
    jurisdiction = _jurisdiction(asked) if asked else None
    found = journal.page(jurisdiction=jurisdiction, before=_before(request), length=LENGTH)
    known = Jurisdiction.objects.select_related("country").filter(permits__isnull=False).distinct()
    context = {
        "entries": [told(change) for change in found.changes],
        "older": _address(request, found.before) if found.before else None,
        "newest": _address(request, None) if "before" in request.GET else None,
        "jurisdiction": jurisdiction,
        "jurisdictions": sorted(known, key=lambda each: each.name),
        "feed": f"/feeds/changes/{jurisdiction.area}" if jurisdiction else "/feeds/changes",
    }
    return render(request, "regulations/changes/changes.html", context)


@public_page
def change(request: HttpRequest, number: int) -> HttpResponse:
    """One change, at an address that stays."""
    rows = Change.objects.select_related("jurisdiction__country", "permit")
    return render(request, "regulations/changes/change.html", {"entry": told(get_object_or_404(rows, pk=number))})


def _jurisdiction(code: str) -> Jurisdiction:
    if found := journal.jurisdiction_called(code):
        return found
    message = _("We hold no permits of “%(code)s”. Choose a country from the list, or write its code, such as DEU.")
    raise UnclearQuestionError(message % {"code": code[:40]})


def _address(request: HttpRequest, before: int | None) -> str:
    query = request.GET.copy()
    query.pop("before", None)
    if before is not None:
        query["before"] = str(before)
    return f"{request.path}?{query.urlencode()}" if query else request.path


def _before(request: HttpRequest) -> int | None:
    written = request.GET.get("before")
    if written is None:
        return None
    if written.isascii() and written.isdigit() and len(written) <= 18:
        return int(written)
    raise UnclearQuestionError(_("“%(written)s” is not the number of a change.") % {"written": written[:40]})
