"""What became of a file: its problems, or the release it made."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from datasets.desk import findings, names, watching
from datasets.models import ImportRun
from datasets.views.common import desk_page, may

PROBLEMS_A_PAGE = 100


@require_safe
@desk_page("datasets.see_unpublished")
def run(request: HttpRequest, run_id: int) -> HttpResponse:
    """One attempt to import one file; `?code=` shows one kind of problem only."""
    found = get_object_or_404(ImportRun.objects.select_related("dataset", "source_file", "release"), pk=run_id)
    groups = findings.groups(found)
    code = next((each.code for each in groups if each.code == request.GET.get("code")), "")
    problems = found.problems.filter(code=code) if code else found.problems.all()
    page = Paginator(problems.order_by("position"), PROBLEMS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "run": found,
        "title": names.dataset_title(found.dataset_id),
        "pill": watching.RUN_PILLS[ImportRun.State(found.state)],
        "names": names.Names([found.started_by]),
        "groups": groups,
        "page": page,
        "problems": [findings.Finding(found.file_name, each) for each in page],
        "code": code,
        "kept": found.problems.count(),
        "total": found.error_count + found.warning_count,
        "job": found.jobs.first(),
        "may_import": may(request, "datasets.import"),
    }
    return render(request, "datasets/desk/run.html", context)


@require_safe
@desk_page("datasets.see_unpublished")
def problems_csv(request: HttpRequest, run_id: int) -> StreamingHttpResponse:
    """Every kept problem as CSV that spreadsheet programs open, for whoever mends the file."""
    found = get_object_or_404(ImportRun, pk=run_id)
    response = StreamingHttpResponse(_lines(found), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="problems-{found.dataset_id}-{found.pk}.csv"'
    return response


class _Echo:
    def write(self, value: str) -> str:
        return value


def _lines(found: ImportRun) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff"  # so that spreadsheet programs read it as UTF-8
    yield writer.writerow([str(heading) for heading in findings.HEADINGS])
    for problem in found.problems.order_by("position").iterator():
        yield writer.writerow(findings.Finding(found.file_name, problem).cells)
