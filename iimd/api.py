"""Version 1 of the API: the addresses of every room, put together."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from countries.api import CountryListView, CountryView
from iimd.pages.search import LONGEST, corridor_in, datasets_like
from regulations.queries.search import permits_like
from remittances.api import AllocationView, CorridorListView, CorridorView
from web_api.addresses import both
from web_api.description import DescriptionView
from web_api.views import PublicView
from web_pages.places import candidates

LISTS = {
    "countries": "api-countries",
    "corridors": "api-corridors",
    "datasets": "api-datasets",
    "permits": "api-permits",
    "releases": "api-releases",
    "search": "api-search",
}
FoundShape = inline_serializer(
    "FoundEntry",
    {
        "kind": serializers.CharField(help_text=_("country, corridor, permit or dataset")),
        "id": serializers.CharField(),
        "name": serializers.CharField(),
        "url": serializers.URLField(),
    },
    many=True,
)
ABOUT = {"description": "api-description", "documentation": "api-console"}


class IndexView(PublicView):
    """Where to start."""

    @extend_schema(operation_id="index", tags=["index"], summary=_("Index"), responses=OpenApiTypes.OBJECT)
    def get(self, request: Request) -> Response:
        self.query.settle()
        return Response({name: reverse(view, request=request) for name, view in (LISTS | ABOUT).items()})


class SearchView(PublicView):
    """Countries, corridors, permits and datasets that a text may mean."""

    parameters = {"q"}

    @extend_schema(
        operation_id="search",
        tags=["index"],
        summary=_("Search"),
        parameters=[
            OpenApiParameter("q", str, required=True, description=_("Any code, name, pair of names, or words."))
        ],
        responses=inline_serializer("Found", {"results": FoundShape}),
    )
    def get(self, request: Request) -> Response:
        asked = self.query.text("q")
        if not asked:
            self.query.fault("q", _("Nothing is asked for."), _("Write what you look for: ?q=Philippines"))
        self.query.settle()
        return Response({"results": list(_found(str(asked)[:LONGEST], request))})


def _found(asked: str, request: Request) -> Iterator[dict[str, str]]:
    if pair := corridor_in(asked):
        code = f"{pair.origin}-{pair.destination}"
        name = " → ".join(pair.names)
        yield _entry("corridor", code, name, "api-corridor", request)
    else:
        for country in candidates(asked):
            yield _entry("country", country.code, country.name, "api-country", request)
    for permit in permits_like(asked):
        yield _entry("permit", permit.code, permit.name, "api-permit", request)
    for dataset in datasets_like(asked):
        yield _entry("dataset", dataset["id"], dataset["title"], "api-dataset", request)


def _entry(kind: str, code: str, name: str, view: str, request: Request) -> dict[str, str]:
    return {"kind": kind, "id": code, "name": name, "url": reverse(view, [code], request=request)}


urlpatterns = [
    path("", IndexView.as_view(), name="api-root"),
    path("search/", SearchView.as_view(), name="api-search"),
    path("openapi.json", DescriptionView.as_view(), name="api-description"),
    *both("countries", CountryListView, "api-countries"),
    path("countries/<str:code>/", CountryView.as_view(), name="api-country"),
    *both("corridors", CorridorListView, "api-corridors"),
    path("flows/allocation", AllocationView.as_view(), name="api-flows-allocation"),
    path("corridors/<str:corridor>/", CorridorView.as_view(), name="api-corridor"),
    path("", include("datasets.api.urls")),
    path("", include("regulations.api.urls")),
]
