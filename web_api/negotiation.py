"""Which format an answer has: the ending of the address decides, else the Accept header."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.http.request import MediaType
from django.utils.translation import gettext as _
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from web_api.problems import Fault, Problem


class Negotiation(DefaultContentNegotiation):
    """Chooses the renderer, and says which there are where none fits."""

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        renderers = list(renderers)
        if format_suffix:
            for renderer in renderers:
                if renderer.format == format_suffix:
                    return renderer, renderer.media_type
            raise refusal(renderers, _("ending of the address"), f".{format_suffix}")
        accept = request.headers.get("Accept", "")
        best = max(renderers, key=lambda renderer: wanted(accept, renderer.media_type))
        if wanted(accept, best.media_type).quality == 0:
            raise refusal(renderers, "Accept", accept)
        return best, best.media_type


class Wanted(NamedTuple):
    """How much somebody wants a format, and how exactly they named it."""

    quality: float
    specificity: int


def wanted(accept: str, media_type: str) -> Wanted:
    """What an Accept header says about a format: its closest range decides (RFC 9110, section 12.5.1).

    Parameters besides the quality are passed over: whoever wants `text/csv; header=absent` is better served with a
    header line than with a refusal. Nothing asked for means that anything will do.
    """
    ranges = [MediaType(token) for token in accept.split(",") if token.strip()] or [MediaType("*/*")]
    main, _slash, sub = media_type.partition("/")
    fitting = [each for each in ranges if each.main_type in ("*", main) and each.sub_type in ("*", sub)]
    closest = max(fitting, key=lambda each: each.specificity, default=None)
    return Wanted(closest.quality, closest.specificity) if closest else Wanted(0, 0)


def refusal(renderers: Sequence[BaseRenderer], where: str, asked: str) -> Problem:
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
