"""The corridor finder: two fields that understand any code or name, and help where they do not."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from remittances.blocks import corridors as money
from web_pages.asking import as_of, public_page
from web_pages.figures import asked_for, download
from web_pages.places import End, names, options


@public_page
def corridors(request: HttpRequest) -> HttpResponse:
    """The largest corridors; with `from` and `to`, the way to the page of that corridor."""
    if "from" in request.GET or "to" in request.GET:
        ends = tuple(End.read(field, request.GET.get(field, "")) for field in ("from", "to"))
        return to_corridor(request, ends) or refuse(request, ends, status=200)
    overview = money.overview(as_of(request), request.GET.get("sort", "flow"))
    if asked_for(request):
        return download(request, overview.figures, "corridors")
    page = {"overview": overview, "as_of": as_of(request), "options": options()}
    return render(request, "iimd/corridors.html", page)


def to_corridor(request: HttpRequest, ends: tuple[End, ...]) -> HttpResponse | None:
    """The way to the page of the two countries meant; None where one is unclear or they are the same."""
    origin, destination = (end.code for end in ends)
    if origin is None or destination is None or origin == destination:
        return None
    return HttpResponseRedirect(reverse("corridor", args=[origin, destination]))


def refuse(request: HttpRequest, ends: tuple[End, ...], *, status: int) -> HttpResponse:
    """Says which country was not understood, what it may have been, and offers the two fields again."""
    codes = [end.code for end in ends]
    page = {
        "ends": ends,
        "written": {end.field: names().get(end.code or "", end.written) for end in ends},
        "same": names()[codes[0]] if codes[0] and codes[0] == codes[-1] else "",
        "choices": [choice for end in ends for choice in _choices(end, ends)],
        "options": options(),
    }
    return render(request, "iimd/corridor_unclear.html", page, status=status)


def _choices(end: End, ends: tuple[End, ...]) -> list[dict[str, str]]:
    """Each candidate of one field as the address of the same question with that field mended."""
    return [
        {
            "field": end.field,
            "name": country.name,
            **{other.field: country.code if other is end else other.code or other.written for other in ends},
        }
        for country in end.candidates
    ]
