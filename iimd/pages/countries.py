"""The list of countries and the page of one country."""

from __future__ import annotations

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from countries.models import Area, Country
from countries.text import sort_key
from regulations.blocks import country as permits
from remittances.blocks import country as money
from web_pages.asking import as_of, public_page
from web_pages.figures import asked_for, download
from web_pages.places import End, candidates, options

REGION = Area.Kind.REGION
MOST_LANGUAGES = 6


@public_page
def countries(request: HttpRequest) -> HttpResponse:
    """All countries and areas by region; `?q=` narrows them to those a name may mean."""
    asked = request.GET.get("q", "").strip()
    page = {"asked": asked, "found": candidates(asked) if asked else [], "regions": [] if asked else by_region()}
    return render(request, "iimd/countries.html", page)


def by_region() -> list[tuple[str, list[Country]]]:
    """Countries under the name of their M49 region, both in alphabetical order; without region last."""
    regions = {area.code: area.name for area in Area.objects.filter(kind=REGION)}
    region_of = dict(Country.objects.filter(memberships__area__kind=REGION).values_list("code", "memberships__area"))
    order = {code: sort_key(name, get_language() or "en") for code, name in regions.items()}
    everyone = list(Country.objects.alphabetical())
    ranked = sorted(everyone, key=lambda country: order.get(region_of.get(country.code, ""), "\uffff"))
    grouped = groupby(ranked, key=lambda country: regions.get(region_of.get(country.code, ""), ""))
    return [(region, list(members)) for region, members in grouped]


@public_page
def country(request: HttpRequest, code: str) -> HttpResponse:
    """One country. Any code or name leads to the one address."""
    meant = End.read("country", code)
    if meant.code is None:
        if not meant.candidates:
            raise Http404
        return render(
            request, "iimd/countries.html", {"asked": code, "found": meant.candidates, "unclear": True}, status=404
        )
    if meant.code != code:
        query = request.META["QUERY_STRING"]
        address = reverse("country", args=[meant.code])
        return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
    block, permitted = money.block(code, as_of(request)), permits.block(code, as_of(request))
    if asked_for(request):
        return download(request, block.figures if block else (), code)
    shown = Country.objects.with_facts().get(code=code)
    page = {
        "country": shown,
        "codes": " · ".join(filter(None, (shown.code, shown.alpha2, shown.numeric))),
        "currencies": ", ".join(use.currency.name for use in shown.currency_uses.all()),
        "languages_spoken": ", ".join(share.language.name for share in shown.language_shares.all()[:MOST_LANGUAGES]),
        "as_of": as_of(request),
        "money": block,
        "permits": permitted,
        "answer": " ".join(each.answer for each in (permitted, block) if each),
        "written": {"from": shown.name},
        "options": options(),
    }
    return render(request, "iimd/country.html", page)
