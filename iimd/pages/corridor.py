"""The page of one corridor: every room that knows something about it adds a block."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from charts import svg
from charts.map import CorridorMap, Land
from countries import shapes
from iimd.pages.corridors import refuse
from regulations.blocks import corridor as permits
from remittances.blocks import corridor as money
from remittances.blocks import offers
from web_pages.asking import as_of, public_page
from web_pages.figures import asked_for, download
from web_pages.places import End, language, names, options, world


@public_page
def corridor(request: HttpRequest, origin: str, destination: str) -> HttpResponse:
    """People go from `origin` to `destination`; money comes back. Any code or name leads to the one address."""
    ends = (End.read("from", origin), End.read("to", destination))
    codes = [end.code for end in ends]
    if None in codes or codes[0] == codes[1]:
        return refuse(request, ends, status=404)
    if [origin, destination] != codes:
        return the_one_address(request, ends)
    block = money.block(origin, destination, as_of(request))
    permitted = permits.block(origin, destination, as_of(request))
    if asked_for(request):
        return download(request, block.figures if block else (), f"{origin}-{destination}")
    listed = offers.block(origin, destination, as_of(request), request.GET)
    page = {
        "origin": {"code": origin, "name": names()[origin]},
        "destination": {"code": destination, "name": names()[destination]},
        "as_of": as_of(request),
        "money": block,
        "permits": permitted,
        "answer": " ".join(each.answer for each in (permitted, block) if each),
        "offers": listed,
        "origins": (*block.origins, *(listed.origins if listed else ())) if block else (),
        "map": corridor_map(origin, destination, language()),
        "written": {"from": names()[origin]},
        "options": options(),
    }
    return render(request, "iimd/corridor.html", page)


def the_one_address(request: HttpRequest, ends: tuple[End, End]) -> HttpResponse:
    """Sent on to the address of a corridor whose ends are clear, whatever else was asked."""
    query = request.META["QUERY_STRING"]
    address = reverse("corridor", args=[end.code for end in ends])
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)


@lru_cache(maxsize=256)
def corridor_map(origin: str, destination: str, _language: str) -> SafeString:
    """The part of the world that holds both countries; kept, because the shapes never change and are long."""
    view = shapes.focus((origin, destination), aspect=1.4)
    near = tuple(land for land in world().lands if near_view(land, view))
    words = {"origin": names()[origin], "destination": names()[destination]}
    spec = CorridorMap(
        title=_("Map: %(origin)s and %(destination)s") % words,
        description="",
        shapes=replace(world(), lands=near),
        origin=origin,
        destination=destination,
        names=names(),
        view=(view.x, view.y, view.width, view.height),
    )
    return mark_safe(svg.render(spec))  # noqa: S308 - the writer escapes every text


def near_view(land: Land, view: shapes.Box) -> bool:
    """Whether any of a land is in view; disputed areas and others without a known box always are."""
    known = shapes.world().lands.get(land.code)
    if known is None:
        return True
    box = known.box
    beside = box.x > view.x + view.width or box.x + box.width < view.x
    above = box.y > view.y + view.height or box.y + box.height < view.y
    return not (beside or above)


@public_page
def unclear_corridor(request: HttpRequest, pair: str) -> HttpResponse:
    """An address that lacks its last slash is mended; one that names no pair of countries gets help, not a bare no."""
    first, _dash, second = pair.rstrip("/").partition("-")
    ends = (End.read("from", first), End.read("to", second))
    if ends[0].code and ends[1].code and ends[0].code != ends[1].code:
        return the_one_address(request, ends)
    return refuse(request, ends, status=404)
