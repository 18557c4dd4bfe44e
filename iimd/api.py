"""Version 1 of the API: the addresses of every room, put together."""

from __future__ import annotations

from django.urls import include, path
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from countries.api import CountryListView, CountryView
from remittances.api import CorridorListView, CorridorView
from web_api.addresses import both
from web_api.description import DescriptionView
from web_api.views import PublicView

LISTS = {
    "countries": "api-countries",
    "corridors": "api-corridors",
    "datasets": "api-datasets",
    "releases": "api-releases",
}
ABOUT = {"description": "api-description", "documentation": "api-console"}


class IndexView(PublicView):
    """Where to start."""

    @extend_schema(operation_id="index", tags=["index"], summary=_("Index"), responses=OpenApiTypes.OBJECT)
    def get(self, request: Request) -> Response:
        self.query.settle()
        return Response({name: reverse(view, request=request) for name, view in (LISTS | ABOUT).items()})


urlpatterns = [
    path("", IndexView.as_view(), name="api-root"),
    path("openapi.json", DescriptionView.as_view(), name="api-description"),
    *both("countries", CountryListView, "api-countries"),
    path("countries/<str:code>/", CountryView.as_view(), name="api-country"),
    *both("corridors", CorridorListView, "api-corridors"),
    path("corridors/<str:corridor>/", CorridorView.as_view(), name="api-corridor"),
    path("", include("datasets.api.urls")),
]
