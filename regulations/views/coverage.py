"""What we hold per country and how fresh it is."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from regulations.models import Permit
from regulations.presenting.coverage import VIEWS, figure, standings, table
from regulations.queries.record import records
from web_pages.asking import public_page
from web_pages.figures import asked_for, download


@public_page
def coverage(request: HttpRequest) -> HttpResponse:
    """The map with its switch (`?figure=`) and the table of all countries held."""
    now = timezone.now()
    permits = list(Permit.objects.with_jurisdiction().order_by("code"))
    found = standings(permits, records(), now)
    view = VIEWS.get(request.GET.get("figure", ""), VIEWS["permits"])
    chart = figure(found, view, now.date())
    if asked_for(request):
        return download(request, [chart], "permits")
    switch = [(f"?figure={each.key}", each.name, each is view) for each in VIEWS.values()]
    page = {"chart": chart, "switch": switch, "table": table(found), "held": bool(found)}
    return render(request, "regulations/permits/coverage.html", page)
