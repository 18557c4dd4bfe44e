"""The view that every public read of the API starts from."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.http import HttpResponse
from django.utils import translation
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView

from web_api.language import language_of
from web_api.parameters import Query
from web_api.renderers import CsvRenderer, JsonRenderer


class PublicView(APIView):
    """A read that anyone may make. `parameters` names what may stand behind the question mark; the rest is refused.

    A handler reads its parameters from `self.query` and calls `self.query.settle()` before it answers.
    """

    http_method_names = ["get", "head", "options"]
    permission_classes = [AllowAny]
    renderer_classes = [JsonRenderer]
    parameters: Collection[str] = ()
    query: Query

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        translation.activate(language_of(request))
        super().initial(request, *args, **kwargs)
        self.query = Query(request.GET, self.parameters)

    def options(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        return HttpResponse(status=204, headers={"Allow": ", ".join(self.allowed_methods)})


class PublicListView(PublicView):
    """A list, as JSON with `next` and `results`, or as a CSV table with the next page in the Link header."""

    renderer_classes = [JsonRenderer, CsvRenderer]
