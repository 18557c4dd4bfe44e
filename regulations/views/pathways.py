"""The pathway finder: a form, its results, and the checklist of a result on the page and as PDF.

What a person typed stands in the address and nowhere else: nothing is stored, and no shared cache may keep the answer.
"""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from regulations.checklist import pdf
from regulations.finder import flat
from regulations.forms.pathways import PathwaysForm, written_in
from regulations.pathways import told
from regulations.pathways.checklists import checklist
from regulations.pathways.results import results
from regulations.queries import pathways as queries
from regulations.wording import speech
from web_pages.asking import UnclearQuestionError, as_of, day_in
from web_pages.places import language, options

MOST_ON_A_CHECKLIST = 10


def _personal(view: Any) -> Any:
    """Read only; kept by nobody but the reader; a day that can't be read is refused in a sentence."""

    @require_safe
    @cache_control(private=True, no_cache=True)
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response: HttpResponse = view(request, *args, **kwargs)
        except UnclearQuestionError as refusal:
            response = render(request, "400.html", {"refusal": str(refusal)}, status=400)
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return answer


@_personal
def pathways(request: HttpRequest) -> HttpResponse:
    """The form; with an answer in the address, the results above it."""
    form = _form(request)
    if not form.is_bound or not form.is_valid() or "edit" in request.GET:
        return render(request, "regulations/pathways/form.html", _lists() | {"form": form})
    search = queries.search(form.case, now=timezone.now(), as_of=as_of(request), known_on=day_in(request, "known_on"))
    number = request.GET.get("page", "1")
    shown = results(search, outcome=request.GET.get("group"), page=int(number[:6]) if number[:6].isdecimal() else 1)
    page = {
        "form": form,
        "results": shown,
        "told": list(told.person(form.case)),
        "other_occupations": form.occupations[1:4],
        "as_of": as_of(request),
        "api": f"{reverse('api-pathways')}?{form.address}",
    }
    return render(request, "regulations/pathways/results.html", page)


@_personal
def pathways_checklist(request: HttpRequest, ending: str = "") -> HttpResponse:
    """What to do and to bring for the permits named in the address; `ending` "pdf" for paper."""
    form = _form(request)
    if not form.is_bound or not form.is_valid():
        return HttpResponseRedirect(f"{reverse('pathways')}?{request.GET.urlencode()}")
    if len(form.case.permits) > MOST_ON_A_CHECKLIST:
        raise UnclearQuestionError(_("A checklist holds at most %(most)s permits.") % {"most": MOST_ON_A_CHECKLIST})
    now = timezone.now()
    search = queries.search(form.case, now=now, as_of=as_of(request), known_on=day_in(request, "known_on"))
    address = request.build_absolute_uri(f"{reverse('pathways-checklist')}?{form.address}")
    document = checklist(search, made=now, address=address, most=MOST_ON_A_CHECKLIST)
    if ending == "pdf":
        name = "-".join(sheet.permit for sheet in document.sheets)[:80] or "checklist"
        disposition = f'inline; filename="{name}.pdf"'
        headers = {"Content-Disposition": disposition}
        return HttpResponse(pdf.compiled(document, now), content_type=pdf.MEDIA_TYPE, headers=headers)
    page = {"document": document, "address": form.address, "form": form}
    return render(request, "regulations/pathways/checklist.html", page)


def _form(request: HttpRequest) -> PathwaysForm:
    """Bound as soon as the address says anything of a case."""
    asked = any(flat.name_of(name) or name.startswith(("language.", "level.")) for name in request.GET)
    return PathwaysForm(written_in(request.GET) if asked else None, destinations=queries.destinations())


def _lists() -> dict[str, Any]:
    """What fields offer."""
    return {
        "country_options": options(),
        "currency_options": speech.currency_options(language()),
        "language_options": speech.language_options(language()),
    }
