"""Writing a version: a new rule, a correction, the change of a draft; and what it rests on, matters and sources."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import person_behind, refuse
from regulations.actions import drafts, sources
from regulations.actions.drafts import ChangedMeanwhile
from regulations.desk import reading
from regulations.elements import Element
from regulations.forms.drafts import ProvisionForm, SourceForm
from regulations.forms.writing import Writing
from regulations.models import Permit, Provision, ProvisionVersion
from regulations.people import Acting
from regulations.queries.statements import fingerprint
from regulations.views.desk.common import (
    desk_page,
    jurisdiction_or_404,
    permit_or_404,
    refusal_in,
    version_or_404,
)
from regulations.wording import keys
from regulations.words import choices
from regulations.workflow import DRAFT

WRITES = "permits.write"
PAGE = "regulations/desk/write.html"


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(WRITES)
def write(request: HttpRequest, code: str, key: str) -> HttpResponseBase:
    """A new draft of a matter. `?from=12` begins with what version 12 says; `&correct=1` keeps its days.

    A matter the permit has no rule on yet is named with `?element=`; it is made together with its first draft.
    """
    permit = permit_or_404(request, code)
    if refusal := refusal_in(request, WRITES, permit.jurisdiction):
        return refuse(request, refusal)
    base = _base(request, permit, key)
    element = base.provision.element if base else _element(request, permit, key)
    kept = {} if base is None or "correct" in request.GET else {"valid_from": None}
    today = permit.jurisdiction.today(timezone.now())
    data = request.POST if request.method == "POST" else None
    writing = Writing(jurisdiction=permit.jurisdiction, today=today, data=data, base=base, **kept)
    if writing.is_valid():
        claim = base.claim if base else ""
        return _start(request, {"permit": permit, "element": element, "key": key, "claim": claim}, writing)
    context = {"permit": permit, "key": key, "base": base, "correct": "correct" in request.GET}
    return _page(request, permit, writing, context)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(WRITES)
def edit(request: HttpRequest, number: int) -> HttpResponseBase:
    """Change a draft. What somebody else changed meanwhile is shown, not overwritten."""
    version = version_or_404(request, number)
    permit = version.provision.permit
    if refusal := refusal_in(request, WRITES, permit.jurisdiction):
        return refuse(request, refusal)
    if version.status != DRAFT:
        messages.error(request, _("It is no draft any more, so it can’t be changed."))
        return redirect("desk_version", number)
    today = permit.jurisdiction.today(timezone.now())
    data = request.POST if request.method == "POST" else None
    writing = Writing(jurisdiction=permit.jurisdiction, today=today, data=data, base=version)
    seen = request.POST.get("seen", "") if data else fingerprint(version)
    context = {"permit": permit, "key": version.provision.key, "version": version, "seen": seen}
    if not writing.is_valid():
        return _page(request, permit, writing, context)
    try:
        drafts.change(
            version=version,
            content=writing.content(),
            seen=seen,
            actor=Acting(person_behind(request)),
            at=timezone.now(),
        )
    except ChangedMeanwhile as meanwhile:
        theirs = version_or_404(request, meanwhile.version.pk)
        context |= {"theirs": reading.row(theirs, at=timezone.now()), "seen": fingerprint(theirs)}
        return _page(request, permit, writing, context, status=HTTPStatus.CONFLICT)
    messages.success(request, _("The draft is kept. Readers don’t see it yet."))
    return redirect("desk_version", number)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(WRITES)
def add_matter(request: HttpRequest, code: str) -> HttpResponseBase:
    """Names a matter the permit has no rule on yet; the next page asks what the rule is."""
    permit = permit_or_404(request, code)
    if refusal := refusal_in(request, WRITES, permit.jurisdiction):
        return refuse(request, refusal)
    data = request.POST if request.method == "POST" else None
    form = ProvisionForm(data, permit=permit.pk, elements=choices(Element))
    if form.is_valid():
        query = urlencode({"element": form.cleaned_data["element"]})
        address = reverse("desk_write", args=[permit.pk, form.cleaned_data["key"]])
        return redirect(f"{address}?{query}")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "regulations/desk/matter.html", {"permit": permit, "form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(WRITES)
def add_source(request: HttpRequest, area: str) -> HttpResponseBase:
    """A text that was read and can be cited from then on."""
    place = jurisdiction_or_404(request, area)
    if refusal := refusal_in(request, WRITES, place):
        return refuse(request, refusal)
    today = place.today(timezone.now())
    data = request.POST if request.method == "POST" else None
    form = SourceForm(data, today=today, initial={"read_on": today})
    if form.is_valid():
        source = sources.add(
            jurisdiction=place,
            source=form.save(commit=False),
            actor=Acting(person_behind(request)),
            at=timezone.now(),
        )
        messages.success(request, _("The source %(code)s can be cited now.") % {"code": source.pk})
        return redirect("desk_jurisdiction", place.area)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "regulations/desk/source.html", {"place": place, "form": form}, status=status)


def _page(
    request: HttpRequest, permit: Permit, writing: Writing, context: dict[str, object], status: int | None = None
) -> HttpResponse:
    fallback = HTTPStatus.UNPROCESSABLE_ENTITY if writing.has_errors else HTTPStatus.OK
    more = {"writing": writing, "place": permit.jurisdiction, "name": keys.name(str(context["key"]))}
    return render(request, PAGE, context | more, status=status or fallback)


def _start(request: HttpRequest, matter: dict[str, Any], writing: Writing) -> HttpResponseBase:
    actor, now = Acting(person_behind(request)), timezone.now()
    draft = drafts.start(**matter, content=writing.content(), actor=actor, at=now)
    messages.success(request, _("The draft is kept. Readers don’t see it yet."))
    return redirect("desk_version", draft.pk)


def _base(request: HttpRequest, permit: Permit, key: str) -> ProvisionVersion | None:
    written = request.GET.get("from", "")
    if not written:
        return None
    if not (written.isascii() and written.isdigit() and len(written) <= 18):
        raise Http404
    base = version_or_404(request, int(written))
    if (base.provision.permit_id, base.provision.key) != (permit.pk, key):
        raise Http404
    return base


def _element(request: HttpRequest, permit: Permit, key: str) -> str:
    """The element of the matter, or that which a new one is to stand under."""
    if known := Provision.objects.filter(permit=permit, key=key).first():
        return known.element
    wanted = request.GET.get("element", "")
    if wanted not in [*Element]:
        raise Http404
    return wanted
