"""A chart of a dataset on its own, for pages of others to frame: the picture, its source, and the way back."""

from __future__ import annotations

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_exempt

from iimd.pages.datasets import charts, vintages
from iimd.pages.datasets.dataset import citation, definition_of
from iimd.pages.datasets.question import Reader
from iimd.pages.datasets.readings import kept_codes
from web_pages.asking import as_of, public_page
from web_pages.places import language


@csp_replace({"frame-ancestors": ["*"]})
@xframe_options_exempt
@public_page
def embed(request: HttpRequest, dataset_id: str) -> HttpResponse:
    """The chart `?chart=` of what the same parameters show on the page of the dataset; the first one without it."""
    releases = vintages.published(dataset_id)
    definition = definition_of(dataset_id, releases)
    if definition is None:
        raise Http404
    shown = vintages.shown(request.GET, definition.id, releases, as_of(request))
    if shown.release is None:
        return render(request, "iimd/dataset_embed.html", {"notice": shown.notice}, status=shown.status)
    periods = kept_codes(shown.release, "TIME_PERIOD")
    question, faults = Reader(request.GET, shown.release.definition, periods, language()).read()
    figures = () if faults else charts.figures(shown.release, question, language(), citation(shown.release))
    wanted = request.GET.get("chart", "")
    chart = next((each for each in figures if wanted in ("", each.key)), None)
    if chart is None:
        raise Http404
    query = request.GET.copy()
    query.pop("chart", None)
    page = {"chart": chart, "title": chart.title, "notice": shown.notice}
    page["address"] = f"{reverse('dataset', args=[definition.id])}?{query.urlencode()}#{chart.key}"
    return render(request, "iimd/dataset_embed.html", page)
