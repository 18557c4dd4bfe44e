"""The view that every public read of the API starts from."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.http import Http404
from django.utils import translation
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
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
        if any("\x00" in str(part) for part in kwargs.values()):
            raise Http404  # no name holds it, and the database would refuse to look
        self.query = Query(request.GET, self.known_parameters(**kwargs))

    def perform_authentication(self, request: Request) -> None:
        try:
            super().perform_authentication(request)
        except AuthenticationFailed:
            self.check_throttles(request)  # or keys could be guessed for nothing
            raise

    def known_parameters(self, **kwargs: Any) -> Collection[str]:
        """What may stand behind the question mark of this address."""
        return self.parameters

    def options(self, request: Request, *args: Any, **kwargs: Any) -> Response:  # type: ignore[override]
        return Response(status=204, headers={"Allow": ", ".join(self.allowed_methods)})


class PublicListView(PublicView):
    """A list, as JSON with `next` and `results`, or as a CSV table with the next page in the Link header."""

    renderer_classes = [JsonRenderer, CsvRenderer]
