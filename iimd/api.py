"""Version 1 of the API: the addresses of every room, put together."""

from __future__ import annotations

from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiTypes, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from countries.api import CountryListView, CountryView
from web_api.description import DescriptionView
from web_api.views import PublicView


class IndexView(PublicView):
    """Where to start."""

    @extend_schema(operation_id="index", tags=["index"], summary=_("Index"), responses=OpenApiTypes.OBJECT)
    def get(self, request: Request) -> Response:
        self.query.settle()
        lists = {"countries": "api-countries"}
        about = {"description": "api-description", "documentation": "api-console"}
        return Response({name: reverse(view, request=request) for name, view in (lists | about).items()})


def both(route: str, view: type[PublicView], name: str) -> list[URLPattern]:
    """A list under its address and under the same with the ending of a format: countries/ and countries.csv."""
    return [path(f"{route}/", view.as_view(), name=name), path(f"{route}.<str:format>", view.as_view())]


urlpatterns = [
    path("", IndexView.as_view(), name="api-root"),
    path("openapi.json", DescriptionView.as_view(), name="api-description"),
    *both("countries", CountryListView, "api-countries"),
    path("countries/<str:code>/", CountryView.as_view(), name="api-country"),
]
