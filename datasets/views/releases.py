"""A release before and after readers see it: what would change, and the decisions on it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import explain_request, person_behind, refuse
from datasets import actions, queries
from datasets.desk import difference, findings, history, names, steps, watching
from datasets.desk.words import WAYS
from datasets.forms import ReasonForm
from datasets.models import ImportRun, Job, Release
from datasets.people import Acting
from datasets.views.common import desk_page, explain, hand_over
from workflow.engine import TransitionRefused

WARNINGS_SHOWN = 50


@require_safe
@desk_page("datasets.see_unpublished")
def release(request: HttpRequest, dataset_id: str, number: int) -> HttpResponse:
    """One release with its difference, its sources, its history and the steps this person may take."""
    found = _release(dataset_id, number)
    person, now = person_behind(request), timezone.now()
    run = found.runs.order_by("-started_at").filter(state="succeeded").first()
    downstream = queries.dependency_graph().downstream([dataset_id])
    context = {
        "release": found,
        "definition": found.definition,
        "title": names.title(found.definition),
        "pill": watching.RELEASE_PILLS[found.status],
        "names": names.Names([found.imported_by, found.published_by, found.ended_by]),
        "own": found.imported_by == person.actor,
        "steps": steps.steps(found, person, at=now, explain=explain(request)),
        "difference": difference.preview(found),
        "outdated": queries.is_overtaken(found),
        "run": run,
        "warnings": _warnings(run),
        "inputs": found.inputs.select_related("input").order_by("input__dataset_id"),
        "downstream": [(name, names.dataset_title(name), queries.published_release(name)) for name in downstream],
        "recomputing": _recomputing(found),
        "events": history.events_of(found),
    }
    return render(request, "datasets/desk/release.html", context)


@require_POST
@desk_page("datasets.publish")
def publish(request: HttpRequest, dataset_id: str, number: int) -> HttpResponseBase:
    """Put it in force, and have what rests on it computed. Refused to whoever imported it."""
    found = _release(dataset_id, number)

    def act() -> Release:
        return actions.publish(release=found, actor=Acting(person_behind(request)), at=timezone.now())

    return _decide(request, found, "publish", act)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page("datasets.import")
def discard(request: HttpRequest, dataset_id: str, number: int) -> HttpResponseBase:
    """Asks why, then puts a checked release aside."""
    return _with_reason(request, _release(dataset_id, number), "discard", actions.discard)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page("datasets.withdraw")
def withdraw(request: HttpRequest, dataset_id: str, number: int) -> HttpResponseBase:
    """Asks why, then takes a published release out of force."""
    return _with_reason(request, _release(dataset_id, number), "withdraw", actions.withdraw)


@require_POST
@desk_page("datasets.see_unpublished")
def compare(request: HttpRequest, dataset_id: str, number: int) -> HttpResponse:
    """Compare a checked release with what is in force now."""
    try:
        actions.refresh_difference(
            release=_release(dataset_id, number), actor=Acting(person_behind(request)), at=timezone.now()
        )
    except TransitionRefused as refused:
        messages.error(request, steps.told(refused))
    return redirect("desk_release", dataset_id, number)


def _with_reason(request: HttpRequest, found: Release, way: str, act: Callable[..., Release]) -> HttpResponseBase:
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actor, reason = Acting(person_behind(request)), form.cleaned_data["reason"]
        return _decide(request, found, way, lambda: act(release=found, actor=actor, at=timezone.now(), reason=reason))
    closed = _reasons_against(request, found, way)
    if closed:
        messages.error(request, closed)
        return redirect("desk_release", found.dataset_id, found.number)
    context = {"release": found, "title": names.title(found.definition), "way": WAYS[way], "form": form, "name": way}
    return render(request, "datasets/desk/reason.html", context, status=422 if form.errors else 200)


def _reasons_against(request: HttpRequest, found: Release, way: str) -> str:
    person = person_behind(request)
    for step in steps.steps(found, person, at=timezone.now(), explain=explain(request)):
        if step.name == way:
            return " ".join(step.reasons)
    return _("%(release)s is %(state)s now, so this is no longer possible.") % {
        "release": found,
        "state": found.get_status_display(),
    }


def _decide(request: HttpRequest, found: Release, way: str, act: Callable[[], Release]) -> HttpResponseBase:
    """Take a step, and tell how it went; whoever came second, or may not, reads why."""
    if refusal := explain_request(request, steps.PERMISSIONS[way], done_by=steps.done_by(found)):
        return refuse(request, refusal)
    try:
        act()
    except TransitionRefused as refused:
        messages.error(request, steps.told(refused))
    else:
        messages.success(request, WAYS[way].done % {"release": found})
        if way == "publish" and (job := actions.request_recompute(asked_by=person_behind(request).actor)):
            hand_over(request, job)
    return redirect("desk_release", found.dataset_id, found.number)


def _release(dataset_id: str, number: int) -> Release:
    rows = Release.objects.select_related("dataset", "source_file", "compared_with")
    return get_object_or_404(rows, dataset=dataset_id, number=number)


def _warnings(run: ImportRun | None) -> list[findings.Finding]:
    if run is None:
        return []
    return [findings.Finding(run.file_name, each) for each in run.problems.filter(severity="warning")[:WARNINGS_SHOWN]]


def _recomputing(found: Release) -> Job | None:
    """The computation that its publication asked for, while it is the one in force."""
    if found.status != Release.Status.PUBLISHED or found.published_at is None:
        return None
    asked = Job.objects.filter(kind=Job.Kind.RECOMPUTE)
    return (
        asked.filter(created_at__gte=found.published_at).order_by("created_at").first()
        or asked.filter(state=Job.State.QUEUED).first()
    )
