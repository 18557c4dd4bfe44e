"""Observations: /sdmx/2.1/data/{flow}/{key}/{provider}"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, cast

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from datasets.api.naming import naming_of
from datasets.api.sdmx import reading, rest3
from datasets.api.sdmx.base import SdmxView
from datasets.models import Release
from datasets.sdmx import artefacts, json_data, keys, media, ranges, source, stream
from datasets.sdmx.faults import AnswerTooLarge, NoResults, NotImplementedHere
from datasets.sdmx.identity import AGENCY, TIME
from datasets.sdmx.media import Chosen
from datasets.sdmx.question import DETAILS, Detail, Question, layout
from datasets.sdmx.words import Words
from web_api import conditional

COMMON = frozenset(
    {"firstNObservations", "lastNObservations", "dimensionAtObservation", "updatedAfter", "includeHistory"}
    | {"asOf", "release", "format"}
)


def _message_id(etag: str) -> str:
    """A name for a message: the same message always has the same."""
    return f"{AGENCY}_{etag.strip(chr(34))}"


class DataAnswers(SdmxView):
    """What the data queries of both versions have in common once the question is read."""

    def answer(self, release: Release, question: Question) -> HttpResponseBase:
        """The message, or 304, or a fault that says why there is none."""
        chosen = self.chosen()
        if self.value("includeHistory", ("false", "true"), "false") == "true":
            raise NotImplementedHere("history")
        reading.updated_since(release, self.query)
        as_json = chosen.format.shape == "json"
        # Only JSON, and CSV with labels, name things.
        said_in = self.language if as_json or chosen.labels else None
        etag = conditional.tag(str(release), release.digest, question.canonical, chosen.content_type, said_in)
        make = self._json if as_json else self._streamed
        response = self.conditional(etag, release.published_at, chosen, lambda: make(release, question, chosen, etag))
        if self.query.text("release"):
            response.headers["Cache-Control"] = conditional.LASTING
        return response

    def _json(self, release: Release, question: Question, chosen: Chosen, etag: str) -> HttpResponseBase:
        """Made in memory, and refused where it would not fit."""
        table = source.frame(release, question, most=json_data.MOST)
        if table.is_empty():
            raise NoResults("no-observations")
        if table.height > json_data.MOST:
            raise AnswerTooLarge("json-too-large", most=json_data.MOST)
        definition = release.definition
        content = json_data.message(
            table,
            definition,
            layout(definition, question),
            self._words(release),
            message_id=_message_id(etag),
            prepared=release.published_at or release.imported_at,
            draft=chosen.format is media.JSON_DRAFT,
        )
        return HttpResponse(content, content_type=chosen.content_type)

    def _words(self, release: Release) -> Words:
        definition = release.definition
        return Words(
            self.language,
            definition.title[self.language],
            artefacts.component_names(definition, self.language),
            naming_of(release, "both", self.language).names,
        )

    def _streamed(self, release: Release, question: Question, chosen: Chosen, etag: str) -> HttpResponseBase:
        words = self._words(release) if chosen.labels else None
        blocks = stream.message(release, question, chosen.format, _message_id(etag), words)
        ending = "csv" if chosen.format.shape == "csv" else "xml"
        name = f'inline; filename="{release.dataset_id}_{release.number}.{ending}"'
        return StreamingHttpResponse(blocks, content_type=chosen.content_type, headers={"Content-Disposition": name})


@extend_schema(exclude=True)
class DataView3(DataAnswers):
    """Data by component filters, as REST 3 asks for them."""

    formats = media.DATA_3
    errors_as_json = True

    def known_parameters(self, **kwargs: Any) -> Collection[str]:
        definition = reading.definition_of(kwargs["ids"], kwargs["agency"], kwargs.get("version", "*"))
        return COMMON | {"attributes", "measures"} | rest3.parameters_of(definition)

    def get(
        self, request: Request, *, context: str, agency: str, ids: str, version: str = "*", key: str = "*"
    ) -> HttpResponseBase:
        if context not in rest3.CONTEXTS:
            raise NotImplementedHere("not-implemented", what=context[:40])
        release = reading.release_of(reading.definition_of(ids, agency, version), self.query)
        declared = release.definition
        filters = rest3.read(self.query, declared, key)
        question = reading.question_of(
            declared,
            self.query,
            filters.where,
            start=filters.start,
            end=filters.end,
            detail=rest3.detail_of(
                self.value("attributes", ("dsd", "all", "none"), "dsd"), self.value("measures", ("all", "none"), "all")
            ),
            observed=self.query.text("dimensionAtObservation") or TIME,
        )
        return self.answer(release, question)


@extend_schema(exclude=True)
class DataView(DataAnswers):
    """Data by key and period, as REST 2.1 asks for them."""

    formats = media.DATA_2
    parameters = COMMON | {"startPeriod", "endPeriod", "detail"}

    def get(self, request: Request, flow: str, key: str = "all", provider: str = "all") -> HttpResponseBase:
        definition = reading.flow_reference(flow)
        reading.check_provider(provider)
        release = reading.release_of(definition, self.query)
        declared = release.definition
        where = keys.read(key, declared.dimension_ids, reading.meant_in(declared))
        frequency = declared.time.format
        question = reading.question_of(
            declared,
            self.query,
            where,
            start=self.parsed("startPeriod", lambda name, text: ranges.start(name, text, frequency)),
            end=self.parsed("endPeriod", lambda name, text: ranges.end(name, text, frequency)),
            detail=cast(Detail, self.value("detail", DETAILS, "full")),
            observed=self.query.text("dimensionAtObservation") or TIME,
        )
        return self.answer(release, question)
