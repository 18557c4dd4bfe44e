"""Permits side by side, as a page and as CSV."""

from __future__ import annotations

import csv
import io
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from regulations.forms.comparing import ComparingForm
from regulations.presenting.comparison import lines, rate
from regulations.presenting.comparison_file import plain_rows
from regulations.queries.comparison import Comparison, side_by_side
from regulations.queries.texts import translator
from regulations.views.moments import Moment
from regulations.wording.permit_types import NAMES
from web_pages.asking import public_page
from web_pages.places import language


@public_page
def compare(request: HttpRequest) -> HttpResponse:
    """`?permits=DE-EUBC,FR-EUBC` or `?type=seasonal`; `currency`, `as_of`, `known_on`, `differences`, `format=csv`."""
    form = ComparingForm(request.GET, timezone.now().date())
    understood = form.is_valid()
    permits = form.chosen() if understood else []
    moment = Moment(*(form.cleaned_data.get(name) for name in ("as_of", "known_on")))
    page: dict[str, Any] = {
        "form": form,
        "kinds": NAMES.items(),
        "moment": moment,
        "only_differences": "differences" in request.GET,
    }
    if permits:
        found = side_by_side(permits, day=form.day, known_on=moment.known_on, currency=form.currency_asked)
        if request.GET.get("format") == "csv":
            return _csv(found)
        shown = lines(found, translator(language()))
        page |= {
            "comparison": found,
            "lines": [line for line in shown if line.differs or not page["only_differences"]],
            "differing": sum(line.differs for line in shown),
            "rates": [rate(quote) for quote in found.quotes],
            "day": form.day,
            "query": _query(form),
        }
    return render(request, "regulations/compare/compare.html", page, status=200 if understood else 400)


def _query(form: ComparingForm) -> str:
    """What asks for the same comparison, in the page's address, the CSV's and the API's."""
    named = form.cleaned_data["permits"]
    asked = {
        "permits": ",".join(named),
        "type": "" if named else form.cleaned_data["type"],
        "currency": form.currency_asked,
        "as_of": form.cleaned_data["as_of"] or "",
        "known_on": form.cleaned_data["known_on"] or "",
    }
    return urlencode({name: value for name, value in asked.items() if value}, safe=",")


def _csv(comparison: Comparison) -> HttpResponse:
    """With a byte-order mark, without which Excel garbles names."""
    written = io.StringIO()
    csv.writer(written).writerows(plain_rows(comparison))
    response = HttpResponse(written.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    name = "-".join(permit.code for permit in comparison.permits)[:80]
    response["Content-Disposition"] = f'attachment; filename="iimd-compare-{name}.csv"'
    return response
