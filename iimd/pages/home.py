"""The front door: ask for a corridor, see the world, take one of five ways in."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language_from_request
from django.views.decorators.http import require_safe

from datasets import definition as definitions
from datasets.models import Release
from regulations.blocks import world as permits
from remittances.blocks import world
from web_pages.asking import as_of, public_page
from web_pages.figures import asked_for, download
from web_pages.places import language, options

LATEST = 5


@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    """`/` leads to the home page in the language the reader's browser asks for."""
    response = HttpResponseRedirect(f"/{get_language_from_request(request)}/")
    response["Vary"] = "Accept-Language, Cookie"
    return response


@public_page
def home(request: HttpRequest) -> HttpResponse:
    """`?figure=` switches the map."""
    figure = permits.figure() if request.GET.get("figure") == permits.KEY else None
    money = world.block(request.GET.get("figure", ""), as_of(request), (permits.switch(figure is not None),))
    if money and figure:
        money = replace(money, figures=(figure,))
    if asked_for(request):
        return download(request, money.figures if money else (), "world")
    return render(request, "iimd/home.html", {"money": money, "latest": latest_releases(), "options": options()})


def latest_releases() -> list[dict[str, object]]:
    """What was published last, newest first."""
    releases = Release.objects.published().order_by("-published_at").defer("difference", "notes")[:LATEST]
    return [
        {
            "title": definitions.load(release.dataset_id).title[language()],
            "address": f"/{language()}/datasets/{release.dataset_id}/",
            "number": release.number,
            "date": release.published_at,
            "period_end": release.period_end,
        }
        for release in releases
    ]
