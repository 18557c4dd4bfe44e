"""Pages for people: the API in the browser, and what each kind of problem means."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.views.generic import TemplateView

from web_api.problems import KINDS


class ConsoleView(TemplateView):
    """The documentation of the API with a form for each request: served from here, without inline script."""

    template_name = "web_api/console.html"


class ProblemListView(TemplateView):
    """Every kind of problem the API knows."""

    template_name = "web_api/problems.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(kinds=KINDS.values(), **kwargs)


class ProblemView(TemplateView):
    """The page that the `type` of a problem leads to."""

    template_name = "web_api/problem.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if not (kind := KINDS.get(kwargs["code"])):
            raise Http404
        return super().get_context_data(kind=kind, **kwargs)
