"""Addresses of datasets, releases and observations below /api/v1/."""

from __future__ import annotations

from django.urls import path, register_converter

from datasets.api.bulk import BulkFileView
from datasets.api.catalogue import DatasetListView, DatasetReleasesView, DatasetView, ReleaseListView, ReleaseView
from datasets.api.changes import ChangesView
from datasets.api.citing import CitationView
from datasets.api.counting import CountView
from datasets.api.data import DataView
from web_api.addresses import both


class ReleaseNumber:
    """A number as PostgreSQL can hold it."""

    regex = "[0-9]{1,9}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(ReleaseNumber, "release")

_RELEASE = "datasets/<str:dataset_id>/releases/<release:number>/"

urlpatterns = [
    *both("datasets", DatasetListView, "api-datasets"),
    path("datasets/<str:dataset_id>/", DatasetView.as_view(), name="api-dataset"),
    *both("datasets/<str:dataset_id>/releases", DatasetReleasesView, "api-dataset-releases"),
    path(_RELEASE, ReleaseView.as_view(), name="api-release"),
    path(f"{_RELEASE}citation.<str:ending>", CitationView.as_view(), name="api-citation"),
    path(f"{_RELEASE}<str:name>", BulkFileView.as_view(), name="api-bulk-file"),
    path("datasets/<str:dataset_id>/count", CountView.as_view(), name="api-count"),
    path("datasets/<str:dataset_id>/changes", ChangesView.as_view(), name="api-changes"),
    path("datasets/<str:dataset_id>/changes.<str:format>", ChangesView.as_view(), name="api-changes-as"),
    path("datasets/<str:dataset_id>/data", DataView.as_view(), name="api-data"),
    path("datasets/<str:dataset_id>/data.<str:format>", DataView.as_view(), name="api-data-as"),
    *both("releases", ReleaseListView, "api-releases"),
]
