"""A conflict between sources: what each says, and its end."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import person_behind, refuse
from accounts.permissions import Refusal
from datasets.desk.names import Names
from regulations.actions import conflicts
from regulations.desk import reading
from regulations.desk.steps import told
from regulations.forms.drafts import WhyForm
from regulations.models import Conflict, ProvisionVersion
from regulations.people import Acting
from regulations.views.desk.common import SEES, desk_page, refusal_in, seen_by
from regulations.vocabulary import ConflictStatus
from workflow.engine import TransitionRefused

CLOSES = "permits.close_conflict"


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(SEES)
def conflict(request: HttpRequest, code: str) -> HttpResponseBase:
    """What the sources say and what stands on record; whoever may, closes it with a reason."""
    found = get_object_or_404(_seen(request), pk=code)
    refusal = _refusal(request, found)
    data = request.POST if request.method == "POST" else None
    if data is not None and refusal:
        return refuse(request, refusal)
    form = WhyForm(data)
    if form.is_valid():
        return _close(request, found, form.cleaned_data["reason"])
    versions = ProvisionVersion.objects.with_everything().on_record().filter(provision__conflicts=found)
    context = {
        "conflict": found,
        "open": found.status == ConflictStatus.OPEN,
        "claims": found.claims.select_related("source"),
        "rows": reading.rows(versions.order_by("provision", "claim", "valid"), at=timezone.now()),
        "refusal": refusal,
        "form": form,
        "names": Names([found.closed_by]),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "regulations/desk/conflict.html", context, status=status)


def _seen(request: HttpRequest) -> QuerySet[Conflict]:
    """The conflicts that touch a jurisdiction the person may look at."""
    return Conflict.objects.filter(permits__jurisdiction__in=seen_by(request)).distinct()


def _refusal(request: HttpRequest, found: Conflict) -> Refusal | None:
    """Why the person may not close it, in any of the jurisdictions it touches."""
    for permit in found.permits.select_related("jurisdiction__country"):
        if refusal := refusal_in(request, CLOSES, permit.jurisdiction):
            return refusal
    return None


def _close(request: HttpRequest, found: Conflict, reason: str) -> HttpResponseBase:
    try:
        conflicts.close(conflict=found, actor=Acting(person_behind(request)), at=timezone.now(), reason=reason)
    except TransitionRefused as refused:
        messages.error(request, told(refused))
    else:
        messages.success(request, _("The conflict is closed. Readers see your reason."))
    return redirect("desk_conflict", found.pk)
