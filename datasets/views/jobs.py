"""Jobs: the list, one of them while it runs, stopping it, trying again."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import explain_request, person_behind, refuse
from datasets import actions
from datasets.desk import names, watching
from datasets.models import Job, SourceFile
from datasets.views.common import PAGE, desk_page, hand_over


@require_safe
@desk_page("datasets.see_unpublished")
def jobs(request: HttpRequest) -> HttpResponse:
    """Everything that was asked of the workers, the newest first; `?state=` narrows it."""
    state = request.GET.get("state", "")
    found = Job.objects.filter(state=state) if state in Job.State.values else Job.objects.all()
    page = Paginator(found.order_by("-created_at"), PAGE).get_page(request.GET.get("page"))
    now = timezone.now()
    context = {
        "page": page,
        "jobs": [(watching.watch(job, now=now), watching.title(job)) for job in page],
        "names": names.Names(job.created_by for job in page),
        "states": Job.State.choices,
        "state": state,
    }
    return render(request, "datasets/desk/jobs.html", context)


@require_safe
@desk_page("datasets.see_unpublished")
def job(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """One job. While it goes on the page asks for `progress` every second, or loads itself anew without script."""
    found = get_object_or_404(Job.objects.select_related("dataset", "import_run", "release"), pk=job_id)
    refusal = explain_request(request, permission_for(found))
    context = {
        "watched": watching.watch(found, now=timezone.now()),
        "job": found,
        "title": watching.title(found),
        "names": names.Names([found.created_by]),
        "refusal": refusal,
        "file": file_name(found),
        "again": Job.objects.filter(retry_of=found).first(),
    }
    return render(request, "datasets/desk/job.html", context)


@require_safe
@desk_page("datasets.see_unpublished")
def progress(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """The part of the job's page that changes while it goes on."""
    found = get_object_or_404(Job.objects.select_related("dataset"), pk=job_id)
    return render(request, "datasets/desk/parts/progress.html", {"watched": watching.watch(found, now=timezone.now())})


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page("datasets.see_unpublished")
def cancel(request: HttpRequest, job_id: UUID) -> HttpResponseBase:
    """Asks once, then asks the job to stop."""
    found = get_object_or_404(Job, pk=job_id)
    if refusal := explain_request(request, permission_for(found)):
        return refuse(request, refusal)
    if found.state in watching.FINISHED:
        messages.info(request, _("This job has come to an end already."))
        return redirect("desk_job", found.pk)
    if request.method != "POST":
        return render(request, "datasets/desk/job_cancel.html", {"job": found, "title": watching.title(found)})
    stopped = actions.cancel(job=found, actor=person_behind(request).actor, at=timezone.now())
    if stopped.state == Job.State.CANCELLED:
        messages.success(request, _("The job is cancelled. Nothing was stored."))
    elif stopped.state == Job.State.RUNNING:
        messages.info(request, _("The job was asked to stop. It ends at its next step and stores nothing."))
    else:
        messages.info(request, _("This job has come to an end already."))
    return redirect("desk_job", found.pk)


@require_POST
@desk_page("datasets.see_unpublished")
def retry(request: HttpRequest, job_id: UUID) -> HttpResponseBase:
    """Try again what failed or was cancelled; pressed twice it is tried once."""
    found = get_object_or_404(Job, pk=job_id)
    if refusal := explain_request(request, permission_for(found)):
        return refuse(request, refusal)
    if found.state not in {Job.State.FAILED, Job.State.CANCELLED}:
        messages.error(request, _("Only a job that failed or was cancelled can be tried again."))
        return redirect("desk_job", found.pk)
    again = actions.retry(job=found, asked_by=person_behind(request).actor)
    return redirect("desk_job", hand_over(request, again).pk)


def permission_for(found: Job) -> str:
    """What somebody needs to ask for such a job, and so to stop it or to try it again."""
    return "datasets.import" if found.kind == Job.Kind.IMPORT else "datasets.rebuild"


def file_name(found: Job) -> str:
    """The file an import is about, also before it began."""
    if found.import_run:
        return found.import_run.file_name
    file = SourceFile.objects.filter(pk=found.parameters.get("source_file")).first()
    return file.name if file else ""
