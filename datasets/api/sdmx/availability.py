"""What there is to be had: /sdmx/2.1/availableconstraint/{flow}/{key}/… and /sdmx/3.0/availability/…"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, Final

from django.core.cache import cache
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from datasets.api.sdmx import reading, rest3
from datasets.api.sdmx.base import SdmxView
from datasets.models import Release
from datasets.sdmx import availability, catalogue, identity, keys, media, ranges, relations
from datasets.sdmx.faults import Malformed, NotImplementedHere
from datasets.sdmx.messages import Artefact
from datasets.selection import Selection
from web_api import conditional

COMMON: Final = frozenset({"mode", "references", "updatedAfter", "asOf", "release", "format"})
_DAY: Final = 24 * 3600


class AvailabilityAnswers(SdmxView):
    """What the availability queries of both versions have in common once the question is read."""

    def answer(self, release: Release, selection: Selection, component: str) -> HttpResponseBase:
        """The constraint, with the structures it refers to where they are asked for."""
        mode = self.value("mode", ("exact", "available"), "exact")
        references = self.query.text("references") or "none"
        self.query.settle()
        if selection.start_period and selection.end_period and selection.start_period > selection.end_period:
            raise Malformed("periods-exchanged", start=selection.start_period, end=selection.end_period)
        components = self._components(release, component)
        reading.updated_since(release, self.query)
        chosen = self.chosen()
        flow = identity.dataflow(release.definition)
        graph = catalogue.graph()
        names = [] if references == "none" or flow not in graph else relations.closure([flow], references, graph)
        question = catalogue.Question(tuple(names), "dataflow", "full", chosen.format, self.language)
        where = sorted((name, sorted(codes)) for name, codes in selection.where.items())
        ends = (selection.start_period, selection.end_period)
        etag = conditional.tag(
            str(release), release.digest, question.tag, where, ends, components, mode, chosen.content_type
        )

        def make() -> HttpResponse:
            content = _kept(etag, lambda: _constraint(release, selection, components, mode), question)
            return HttpResponse(content, content_type=chosen.content_type)

        return self.conditional(etag, release.published_at, chosen, make)

    def _components(self, release: Release, component: str) -> tuple[str, ...]:
        key = release.definition.key
        if component in ("all", "*"):
            return key
        asked = component.replace("+", ",").split(",")
        for each in asked:
            if each not in key:
                raise Malformed("filter-component", component=each[:40], dimensions=", ".join(key))
        return tuple(each for each in key if each in asked)


def _constraint(release: Release, selection: Selection, components: tuple[str, ...], mode: str) -> Artefact:
    look = availability.still_choosable if mode == "available" else availability.available
    return availability.constraint(release, look(release, selection), components)


def _kept(etag: str, make: Callable[[], Artefact], question: catalogue.Question) -> bytes:
    """The message out of the cache; a release never changes, so neither does what is in it."""
    key = f"sdmx:available:{etag}"
    found: bytes | None = cache.get(key)
    if found is None:
        made = make()
        found = catalogue.build(question, {language: [made] for language in catalogue.LANGUAGES})
        cache.set(key, found, _DAY)
    return found


@extend_schema(exclude=True)
class AvailabilityView(AvailabilityAnswers):
    """As REST 2.1 asks: by key and period."""

    formats = media.STRUCTURES_2
    parameters = COMMON | {"startPeriod", "endPeriod"}

    def get(
        self, request: Request, flow: str, key: str = "all", provider: str = "all", component: str = "all"
    ) -> HttpResponseBase:
        definition = reading.flow_reference(flow)
        reading.check_provider(provider)
        release = reading.release_of(definition, self.query)
        declared, frequency = release.definition, release.definition.time.format
        selection = Selection(
            where=keys.read(key, declared.dimension_ids, reading.meant_in(declared)),
            start_period=self.parsed("startPeriod", lambda name, text: ranges.start(name, text, frequency)),
            end_period=self.parsed("endPeriod", lambda name, text: ranges.end(name, text, frequency)),
        )
        return self.answer(release, selection, component)


@extend_schema(exclude=True)
class AvailabilityView3(AvailabilityAnswers):
    """As REST 3 asks: by component filters."""

    formats = media.STRUCTURES_3
    errors_as_json = True

    def known_parameters(self, **kwargs: Any) -> Collection[str]:
        return COMMON | rest3.parameters_of(
            reading.definition_of(kwargs["ids"], kwargs["agency"], kwargs.get("version", "*"))
        )

    def get(
        self,
        request: Request,
        *,
        context: str,
        agency: str,
        ids: str,
        version: str = "*",
        key: str = "*",
        component: str = "*",
    ) -> HttpResponseBase:
        if context not in rest3.CONTEXTS:
            raise NotImplementedHere("not-implemented", what=context[:40])
        release = reading.release_of(reading.definition_of(ids, agency, version), self.query)
        filters = rest3.read(self.query, release.definition, key)
        selection = Selection(where=filters.where, start_period=filters.start, end_period=filters.end)
        return self.answer(release, selection, component)
