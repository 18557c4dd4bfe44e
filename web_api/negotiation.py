"""Which format an answer has: the ending of the address decides, else the Accept header."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from web_api.problems import Fault, Problem


class Negotiation(DefaultContentNegotiation):
    """Chooses the renderer, and says which there are where none fits."""

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        if format_suffix:
            for renderer in renderers:
                if renderer.format == format_suffix:
                    return renderer, renderer.media_type
            raise refusal(renderers, _("ending of the address"), f".{format_suffix}")
        try:
            chosen: tuple[BaseRenderer, str] = super().select_renderer(request, renderers)
        except NotAcceptable as error:
            raise refusal(renderers, "Accept", request.headers.get("Accept", "")) from error
        return chosen


def refusal(renderers: Iterable[BaseRenderer], where: str, asked: str) -> Problem:
    """The problem 406 with everything that would have been possible."""
    available = ", ".join(f".{renderer.format} ({renderer.media_type})" for renderer in renderers)
    return Problem(
        "not-acceptable",
        errors=[
            Fault(
                where,
                _("“%(asked)s” is not available here.") % {"asked": asked[:200]},
                _("Available: %(formats)s.") % {"formats": available},
            )
        ],
    )
