"""Handing in a file."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import person_behind
from datasets import actions, sentences
from datasets.desk import layouts, names
from datasets.forms import UploadForm
from datasets.importing import Refused, asks_year
from datasets.models import Dataset, Job
from datasets.uploading import on_disk
from datasets.views.catalogue import declared_or_404
from datasets.views.common import desk_page, hand_over


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page("datasets.import")
def upload(request: HttpRequest, dataset_id: str) -> HttpResponse:
    """What the dataset expects, and the form; a file that can be opened becomes a job."""
    row = declared_or_404(dataset_id)
    if row.is_derived:
        raise Http404
    asked = any(asks_year(name) for name in row.definition.importers)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*sent, today=timezone.localdate(), asks_year=asked)
    if form.is_valid() and (handed := _hand_in(request, row, form)):
        job, fresh = handed
        if not fresh:
            messages.info(request, _("This file is being imported already; this is the job."))
        return redirect("desk_job", (hand_over(request, job) if fresh else job).pk)
    context = {
        "dataset": row,
        "definition": row.definition,
        "title": names.title(row.definition),
        "layouts": layouts.expected(row.definition),
        "form": form,
        "limit_bytes": settings.MAX_UPLOAD_BYTES,
        "limit_megabytes": settings.MAX_UPLOAD_BYTES // 1024**2,
    }
    return render(request, "datasets/desk/upload.html", context, status=422 if form.errors else 200)


def _hand_in(request: HttpRequest, row: Dataset, form: UploadForm) -> tuple[Job, bool] | None:
    """The job of the file; None, with the reason at the field, where the file can't be opened."""
    file: TemporaryUploadedFile = form.cleaned_data["file"]
    try:
        with on_disk(file) as path:
            return actions.hand_in(
                dataset=row,
                path=Path(path),
                name=file.name or "",
                person=person_behind(request),
                address=form.cleaned_data["address"],
                retrieved_on=form.cleaned_data["retrieved_on"],
                vintage=form.cleaned_data["vintage"],
                year=form.cleaned_data.get("year"),
            )
    except Refused as refused:
        for each in refused.problems:
            words = f"{sentences.problem(each.code, each.params)} {sentences.mend(each.code, each.params)}"
            form.add_error("file", words)
    return None
