"""Datasets and their releases in the API."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.http import http_date
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema, inline_serializer
from rest_framework.request import Request
from rest_framework.response import Response

from datasets import definition as definitions
from datasets import queries
from datasets.api import presenting, shapes
from datasets.api.finding import definition_of, numbered
from datasets.api.presenting import ReleaseSerializer
from datasets.filters import DatasetFilter, ReleaseFilter
from datasets.models import Dataset, Release
from web_api import keyset
from web_api.filters import filtered, names_of
from web_api.problems import Problem
from web_api.schema import NextPage, parameters_of
from web_api.views import PublicListView, PublicView


def published() -> QuerySet[Release]:
    """Every release readers ever saw, with what is shown of it."""
    seen = Release.objects.filter(published_at__isnull=False)
    return seen.select_related("source_file").prefetch_related("inputs__input", "bulk_files__release")


class DatasetListView(PublicListView):
    """The datasets of the hub."""

    parameters = names_of(DatasetFilter) | set(keyset.PARAMETERS)

    @extend_schema(
        operation_id="datasets",
        tags=["datasets"],
        summary=_("Datasets"),
        parameters=parameters_of(DatasetFilter, paged=True),
        responses=inline_serializer("DatasetPage", {**NextPage().fields, "results": shapes.DatasetSummary(many=True)}),
    )
    def get(self, request: Request, format: str | None = None) -> Response:  # noqa: A002 - DRF's name
        declared = Dataset.objects.filter(pk__in=definitions.all_definitions())
        rows = filtered(DatasetFilter, declared, self.query)
        page = keyset.page(rows, by=("id",), query=self.query, request=request)
        releases = {each.dataset_id: each for each in Release.objects.published().filter(dataset__in=page.rows)}
        results = [presenting.summary(each, releases.get(each.pk), request) for each in page.rows]
        headers = keyset.link(page.next) | modified(releases.values())
        return Response({"next": page.next, "results": results}, headers=headers)


class DatasetView(PublicView):
    """One dataset: what it is, how it is made, on which terms."""

    @extend_schema(operation_id="dataset", tags=["datasets"], summary=_("One dataset"), responses=shapes.DatasetWhole)
    def get(self, request: Request, dataset_id: str) -> Response:
        self.query.settle()
        dataset = Dataset.objects.filter(pk=definition_of(dataset_id).id).first()
        if dataset is None:
            raise Problem("not-found")
        release = queries.published_release(dataset.pk)
        whole = presenting.whole(dataset, release, request)
        headers = {"Content-Location": whole["url"]} | modified([release] if release else [])
        return Response(whole, headers=headers)


class ReleaseListView(PublicListView):
    """Releases of all datasets, the newest first."""

    parameters = names_of(ReleaseFilter) | set(keyset.PARAMETERS)
    _page = inline_serializer("ReleasePage", {**NextPage().fields, "results": ReleaseSerializer(many=True)})

    @extend_schema(
        operation_id="releases",
        tags=["releases"],
        summary=_("Releases of all datasets"),
        parameters=parameters_of(ReleaseFilter, paged=True),
        responses=_page,
    )
    def get(self, request: Request, format: str | None = None) -> Response:  # noqa: A002 - DRF's name
        return self._releases(request, published())

    def _releases(self, request: Request, releases: QuerySet[Release]) -> Response:
        rows = filtered(ReleaseFilter, releases, self.query)
        page = keyset.page(rows, by=("-published_at", "-pk"), query=self.query, request=request)
        results = ReleaseSerializer(page.rows, many=True, context={"request": request}).data
        headers = keyset.link(page.next) | modified(page.rows)
        return Response({"next": page.next, "results": results}, headers=headers)


class DatasetReleasesView(ReleaseListView):
    """The releases of one dataset, or the one that readers saw on a day."""

    parameters = ReleaseListView.parameters | {"as_of"}

    @extend_schema(
        operation_id="dataset-releases",
        tags=["releases"],
        summary=_("Releases of a dataset"),
        parameters=[
            *parameters_of(ReleaseFilter, paged=True),
            OpenApiParameter(
                "as_of",
                {"type": "string", "format": "date"},
                description=_("Only the release in force at the end of the day."),
            ),
        ],
        responses=ReleaseListView._page,
    )
    def get(  # type: ignore[override]  # the address names the dataset
        self,
        request: Request,
        dataset_id: str,
        format: str | None = None,  # noqa: A002
    ) -> Response:
        releases = published().filter(dataset_id=definition_of(dataset_id).id)
        if as_of := self.query.date("as_of"):
            found = queries.published_release(definition_of(dataset_id).id, as_of)
            releases = releases.filter(pk=found.pk) if found else releases.none()
        return self._releases(request, releases)


class ReleaseView(PublicView):
    """One release."""

    @extend_schema(operation_id="release", tags=["releases"], summary=_("One release"), responses=ReleaseSerializer)
    def get(self, request: Request, dataset_id: str, number: int) -> Response:
        self.query.settle()
        definition = definition_of(dataset_id)
        release = numbered(definition, number)
        return Response(ReleaseSerializer(release, context={"request": request}).data, headers=modified([release]))


def modified(releases: Iterable[Release]) -> dict[str, str]:
    """When the newest of the releases appeared or ended."""
    moments = [moment for each in releases for moment in (each.published_at, each.ended_at) if moment]
    return {"Last-Modified": http_date(max(moments).timestamp())} if moments else {}
