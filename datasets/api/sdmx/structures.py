"""Dataflows, structures, code lists, concepts: /sdmx/2.1/{kind}/… and /sdmx/3.0/structure/{kind}/…"""

from __future__ import annotations

from typing import Final

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from countries.models import LoadedEdition
from datasets.api.sdmx.base import SdmxView
from datasets.sdmx import catalogue, media, relations
from datasets.sdmx.faults import NoResults, Unavailable

DETAILS: Final = (
    *("full", "allstubs", "referencestubs"),
    *("allcompletestubs", "referencecompletestubs", "referencepartial"),
)


@extend_schema(exclude=True)
class StructureView(SdmxView):
    """Structural metadata of REST 2.1: SDMX-ML, unless something else is asked for."""

    formats = media.STRUCTURES_2
    parameters = frozenset({"detail", "references", "format"})

    def get(
        self, request: Request, kind: str, agency: str = "all", ids: str = "all", version: str = "latest"
    ) -> HttpResponseBase:
        detail = self.value("detail", DETAILS, "full")
        references = self.query.text("references") or "none"
        self.query.settle()
        chosen = self.chosen()
        asked = relations.matching(kind, agency, ids, version, catalogue.graph())
        if not asked:
            raise NoResults("no-structure")
        names = relations.closure(asked, references, catalogue.graph())
        question = catalogue.Question(tuple(names), asked[0].kind, detail, chosen.format, self.language)
        try:
            etag, prepared = f'"{question.tag}"', catalogue.prepared()
        except LoadedEdition.DoesNotExist as error:
            raise Unavailable("not-ready") from error
        return self.conditional(
            etag, prepared, chosen, lambda: HttpResponse(catalogue.message(question), content_type=chosen.content_type)
        )


class StructureView3(StructureView):
    """The same of REST 3: SDMX-JSON, unless something else is asked for."""

    formats = media.STRUCTURES_3
    errors_as_json = True
