"""The datasets as the desk sees them: all at a glance, and the history of one."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import person_behind
from datasets import actions, queries
from datasets import definition as definitions
from datasets.desk import history, names, overview
from datasets.models import Dataset
from datasets.views.common import PAGE, desk_page, hand_over, may


@require_safe
@desk_page("datasets.see_unpublished")
def datasets(request: HttpRequest) -> HttpResponse:
    """Every dataset with what is published, what waits, the last import and when it is due."""
    standings = overview.standings()
    context = {
        "imported": [each for each in standings if not each.dataset.is_derived],
        "computed": [each for each in standings if each.dataset.is_derived],
        "may_import": may(request, "datasets.import"),
        "now": timezone.now(),
    }
    return render(request, "datasets/desk/datasets.html", context)


@require_safe
@desk_page("datasets.see_unpublished")
def dataset(request: HttpRequest, dataset_id: str) -> HttpResponse:
    """One dataset: its releases, its imports, and who did what."""
    row = declared_or_404(dataset_id)
    page = Paginator(row.releases.order_by("-number"), PAGE).get_page(request.GET.get("page"))
    runs = list(row.runs.select_related("release").order_by("-started_at")[:PAGE])
    graph = queries.dependency_graph()
    context = {
        "dataset": row,
        "definition": row.definition,
        "title": names.title(row.definition),
        "standing": overview.standing(row),
        "page": page,
        "runs": runs,
        "events": history.events(row),
        "names": names.Names([*(each.imported_by for each in page), *(each.started_by for each in runs)]),
        "inputs": [(name, names.dataset_title(name)) for name in graph.inputs[row.pk]],
        "downstream": [(name, names.dataset_title(name)) for name in graph.downstream([row.pk])],
        "may_import": may(request, "datasets.import"),
        "may_rebuild": may(request, "datasets.rebuild"),
        "now": timezone.now(),
    }
    return render(request, "datasets/desk/dataset.html", context)


@require_POST
@desk_page("datasets.rebuild")
def rebuild(request: HttpRequest, dataset_id: str) -> HttpResponse:
    """Compute a derived dataset anew, whether or not its inputs changed."""
    row = declared_or_404(dataset_id)
    if not row.is_derived:
        raise Http404
    job = actions.request_rebuild(dataset=row, asked_by=person_behind(request).actor)
    return redirect("desk_job", hand_over(request, job).pk)


def declared_or_404(dataset_id: str) -> Dataset:
    """The row of a dataset that a file declares."""
    row = get_object_or_404(Dataset, pk=dataset_id)
    if row.pk not in definitions.all_definitions():
        raise Http404
    return row
