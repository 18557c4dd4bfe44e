"""Citations of a release, for programs that keep references."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from datasets import citing
from datasets.api.finding import definition_of, numbered
from datasets.formats.citations import MEDIA_TYPES, WRITERS
from web_api.language import language_of
from web_api.negotiation import refusal
from web_api.views import PublicView


class Written(BaseRenderer):
    """A format a citation can have; the ending of the address chooses it."""

    def __init__(self, ending: str) -> None:
        self.format, self.media_type = ending, MEDIA_TYPES[ending]


class CitationView(PublicView):
    """How to cite exactly this release: BibTeX (.bib), RIS (.ris) or a sentence in APA style (.txt)."""

    @extend_schema(
        operation_id="citation",
        tags=["releases"],
        summary=_("How to cite a release"),
        responses={(200, kind): str for kind in MEDIA_TYPES.values()},
    )
    def get(self, request: Request, dataset_id: str, number: int, ending: str) -> HttpResponse:
        self.query.settle()
        if ending not in WRITERS:
            raise refusal([Written(each) for each in WRITERS], str(_("ending of the address")), f".{ending[:20]}")
        release = numbered(definition_of(dataset_id), number)
        content = WRITERS[ending](citing.cited(release, language_of(request)))
        name = f"{release.dataset_id}_{release.number}.{ending}"
        headers = {"Content-Disposition": f'inline; filename="{name}"'}
        return HttpResponse(content, content_type=f"{MEDIA_TYPES[ending]}; charset=utf-8", headers=headers)
