"""All permits, one permit, and all permits of a country in one layout."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from regulations.models import Jurisdiction, Permit
from regulations.presenting.country import profile
from regulations.presenting.permit import Sheet, sheet
from regulations.presenting.standing import Standing, standing
from regulations.presenting.structured import structured, summary
from regulations.queries.record import records
from regulations.queries.texts import translator
from regulations.views.listing import Listing
from regulations.views.moments import Moment
from web_pages.asking import public_page
from web_pages.places import code_of, language, options

UNION = "EU"


@public_page
def permits(request: HttpRequest) -> HttpResponse:
    """All permits, a page at a time; `country`, `purpose`, `duration_class` and `skill_level` narrow them."""
    page = {"listing": Listing.read(request.GET), "options": options()}
    return render(request, "regulations/permits/list.html", page)


@public_page
def permit(request: HttpRequest, code: str) -> HttpResponse:
    """One permit on a day (`?as_of=`), as the hub showed it on a day (`?known_on=`)."""
    if code != code.upper():
        return _the_one_address(request, "permit", code.upper())
    found = get_object_or_404(Permit.objects.with_jurisdiction(), pk=code)
    moment = Moment.of(request)
    day = moment.day(found.jurisdiction.today(timezone.now()))
    record = records([code], known_on=moment.known_on)[code]
    shown = sheet(record, day, translator(language()))
    page = {
        "permit": found,
        "official_names": _official_names(found),
        "sheet": shown,
        "standing": standing(record, day),
        "summary": summary(shown),
        "structured": structured(found, shown),
        "moment": moment,
        "day": day,
        **_checks(shown),
    }
    return render(request, "regulations/permits/permit.html", page)


@public_page
def permits_of_country(request: HttpRequest, code: str) -> HttpResponse:
    """The permits of a country by the twelve elements; any code or name of it leads to the one address."""
    area = code_of(code) or (UNION if code.upper() == UNION else "")
    if not area:
        raise Http404
    if area != code:
        return _the_one_address(request, "permits-of-country", area)
    found = list(Permit.objects.of(area).with_jurisdiction().order_by("code"))
    moment = Moment.of(request)
    page: dict[str, Any] = {"area": area, "moment": moment, "permits": found}
    if found:
        jurisdiction: Jurisdiction = found[0].jurisdiction
        known = records([each.code for each in found], known_on=moment.known_on)
        day = moment.day(jurisdiction.today(timezone.now()))
        page |= {
            "name": jurisdiction.name,
            "day": day,
            "parts": profile(found, known, day, translator(language())),
            "standing": sum((standing(known[each.code], day) for each in found), Standing()),
        }
    return render(request, "regulations/permits/country.html", page)


def _the_one_address(request: HttpRequest, name: str, code: str) -> HttpResponse:
    query = request.META["QUERY_STRING"]
    address = reverse(name, args=[code])
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)


def _official_names(permit: Permit) -> list[tuple[str, str]]:
    """What the permit is called in other languages than the title's: above all in that of its authority."""
    return [(tongue, name) for tongue, name in permit.names.items() if name and name != permit.name]


def _checks(shown: Sheet) -> dict[str, Any]:
    """Who certified last, and when the next check falls due."""
    due = [fact.claim.review_due for fact in shown.facts if fact.claim.review_due]
    certified = [(fact.claim.certified_on, fact.claim.certified_by) for fact in shown.facts if fact.claim.certified_on]
    checked_on, checked_by = max(certified, default=(None, ""))
    return {"next_check": min(due, default=None), "checked_by": checked_by, "checked_on": checked_on}
