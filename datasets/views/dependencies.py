"""Which dataset rests on which, and having all of it computed anew."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import person_behind
from datasets import actions
from datasets.desk import dependencies, watching
from datasets.models import Job
from datasets.views.common import desk_page, hand_over, may


@require_safe
@desk_page("datasets.see_unpublished")
def graph(request: HttpRequest) -> HttpResponse:
    """The datasets in the order in which they are computed, with what each rests on and the computation under way."""
    job = Job.objects.filter(kind=Job.Kind.RECOMPUTE).order_by("-created_at").first()
    context = {
        "floors": dependencies.floors(),
        "picture": dependencies.picture(),
        "watched": watching.watch(job, now=timezone.now()) if job else None,
        "may_rebuild": may(request, "datasets.rebuild"),
    }
    return render(request, "datasets/desk/graph.html", context)


@require_POST
@desk_page("datasets.rebuild")
def recompute(request: HttpRequest) -> HttpResponse:
    """Have all that is out of date computed; where such a job waits already, that one will serve."""
    job = actions.request_recompute(asked_by=person_behind(request).actor)
    if job:
        hand_over(request, job)
    waiting = job or Job.objects.filter(kind=Job.Kind.RECOMPUTE).latest("created_at")
    return redirect("desk_job", waiting.pk)
