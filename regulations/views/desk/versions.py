"""A version before and after readers see it: what it says, what would change, and the decisions on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import person_behind, refuse, second_factor_in
from accounts.permissions import Refusal
from datasets.desk.names import Names
from regulations.actions import certification, drafts, record_keeping, reviews
from regulations.desk import history, reading
from regulations.desk.steps import PERMISSIONS, steps, told
from regulations.desk.words import WAYS
from regulations.forms.drafts import WhyForm
from regulations.models import ProvisionVersion
from regulations.people import Acting
from regulations.policies import explain_in, may_in
from regulations.queries import desk
from regulations.views.desk.common import SEES, desk_page, provision_or_404, refusal_in, version_or_404
from regulations.wording import keys
from regulations.workflow import DRAFT, ON_RECORD
from workflow.engine import TransitionRefused

_ACTIONS: Final[Mapping[str, Callable[..., ProvisionVersion]]] = {
    "submit": drafts.submit,
    "discard": drafts.discard,
    "review": reviews.take_up,
    "send_back": reviews.send_back,
    "approve": reviews.approve,
    "publish": record_keeping.publish,
    "withdraw": record_keeping.withdraw,
}
_WITH_REASON: Final = frozenset({"discard", "send_back", "withdraw"})


@require_safe
@desk_page(SEES)
def version(request: HttpRequest, number: int) -> HttpResponse:
    """One version with what it would replace, its sources, its history and the steps this person may take."""
    found, person, now = version_or_404(request, number), person_behind(request), timezone.now()
    place = found.provision.permit.jurisdiction
    displaced = list(desk.displaced_by(found)) if found.recorded_from is None else []
    context = {
        "row": reading.row(found, at=now),
        "version": found,
        "place": place,
        "names": Names([*found.authors, found.reviewed_by, found.approved_by, found.published_by, found.ended_by]),
        "own": person.actor in found.authors,
        "steps": steps(found, person, at=now, second_factor=second_factor_in(request)),
        "may_edit": found.status == DRAFT and may_in(person, "permits.write", place),
        "may_write": found.status in ON_RECORD and may_in(person, "permits.write", place),
        "may_certify": found.status in ON_RECORD and may_in(person, "permits.certify", place),
        "differences": [(each, reading.row(each, at=now), reading.changed(each, found)) for each in displaced],
        "others": found.provision.versions.exclude(pk=found.pk).count(),
        "events": history.events_of(found),
    }
    return render(request, "regulations/desk/version.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(SEES)
def step(request: HttpRequest, number: int, name: str) -> HttpResponseBase:
    """Take a step; one that takes something away or back asks why first."""
    if name not in _ACTIONS:
        raise Http404
    found = version_or_404(request, number)
    if refusal := _refusal(request, found, name):
        return refuse(request, refusal)
    actor = Acting(person_behind(request))
    if name not in _WITH_REASON:
        if request.method != "POST":
            return redirect("desk_version", number)
        return _take(request, found, name, lambda: _ACTIONS[name](version=found, actor=actor, at=timezone.now()))
    form = WhyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        return _take(
            request, found, name, lambda: _ACTIONS[name](version=found, actor=actor, at=timezone.now(), reason=reason)
        )
    context = {"row": reading.row(found, at=timezone.now()), "way": WAYS[name], "form": form}
    return render(request, "regulations/desk/reason.html", context, status=422 if form.errors else 200)


@require_POST
@desk_page(SEES)
def renew(request: HttpRequest, number: int) -> HttpResponseBase:
    """ "Still correct": one click, and the review falls due a full interval from today."""
    found = version_or_404(request, number)
    if refusal := refusal_in(request, "permits.certify", found.provision.permit.jurisdiction):
        return refuse(request, refusal)
    try:
        certification.renew(version=found, actor=Acting(person_behind(request)), at=timezone.now())
    except TransitionRefused as refused:
        messages.error(request, told(refused))
    else:
        words = {"matter": reading.row(found, at=timezone.now()).name.text, "code": found.provision.permit_id}
        messages.success(request, _("Confirmed: %(matter)s (%(code)s) is still correct.") % words)
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return redirect(back)
    return redirect("desk_version", number)


@require_safe
@desk_page(SEES)
def provision(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Every version a matter ever had, and the difference of any two of them (`?old=12&new=15`)."""
    found, now = provision_or_404(request, code, key), timezone.now()
    versions = ProvisionVersion.objects.with_everything().filter(provision=found).order_by("-pk")
    rows = reading.rows(versions, at=now)
    pair = [_chosen(request, rows, name) for name in ("old", "new")]
    context = {
        "provision": found,
        "permit": found.permit,
        "place": found.permit.jurisdiction,
        "rows": rows,
        "name": rows[0].name if rows else keys.name(key),
        "old": pair[0],
        "new": pair[1],
        "differences": reading.changed(pair[0].version, pair[1].version) if pair[0] and pair[1] else None,
        "may_write": may_in(person_behind(request), "permits.write", found.permit.jurisdiction),
    }
    return render(request, "regulations/desk/provision.html", context)


def _chosen(request: HttpRequest, rows: list[reading.Row], name: str) -> reading.Row | None:
    """The version that the address names, of those of this matter."""
    written = request.GET.get(name)
    if not written:
        return None
    for row in rows:
        if str(row.version.pk) == written:
            return row
    raise Http404


def _refusal(request: HttpRequest, found: ProvisionVersion, name: str) -> Refusal | None:
    person = person_behind(request)
    decides_own = name in ("review", "approve", "publish") and person.actor in found.authors
    return explain_in(
        person,
        PERMISSIONS[name],
        found.provision.permit.jurisdiction,
        own_work=decides_own,
        second_factor=second_factor_in(request),
    )


def _take(
    request: HttpRequest, found: ProvisionVersion, name: str, act: Callable[[], ProvisionVersion]
) -> HttpResponseBase:
    """Take a step, and tell how it went; whoever came second reads why."""
    try:
        act()
    except TransitionRefused as refused:
        messages.error(request, told(refused))
    else:
        messages.success(request, WAYS[name].done)
    return redirect("desk_version", found.pk)
