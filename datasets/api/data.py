"""/api/v1/datasets/{id}/data: the observations of a release, as JSON page or as CSV."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from countries.models import LoadedEdition
from datasets import answers
from datasets.api import question as questions
from datasets.api.finding import definition_of, release_of
from datasets.api.naming import naming_of
from datasets.api.question import Question
from datasets.models import Release
from datasets.selection import Selection
from web_api import conditional, cursors, keyset
from web_api.language import language_of
from web_api.views import PublicListView


class DataView(PublicListView):
    """Observations. No object per row is made: the database writes what is sent."""

    def known_parameters(self, **kwargs: Any) -> Collection[str]:
        return questions.parameters_of(definition_of(kwargs["dataset_id"]))

    @extend_schema(exclude=True)  # described per dataset, with its own dimensions: see datasets/api/describing.py
    def get(self, request: Request, dataset_id: str, format: str | None = None) -> HttpResponseBase:  # noqa: A002
        definition = definition_of(dataset_id)
        question = questions.read(self.query, definition)
        release = release_of(definition, question)
        bound_to = cursors.bind(release.dataset_id, release.number, question.canonical)
        cursor = self.query.text("cursor")
        after = tuple(map(str, cursors.unseal(cursor, bound_to))) if cursor else ()
        etag = self._tag(request, release, question, after)
        response: HttpResponseBase | None = conditional.unchanged(request, etag, release.published_at)
        if response is None:
            response = self._answer(request, release, question, after, bound_to)
            conditional.stamp(response, etag, release.published_at)
        # What a release said stays so; which release is the current one does not.
        response.headers["Cache-Control"] = conditional.LASTING if question.release else conditional.FRESH
        return response

    def _tag(self, request: Request, release: Release, question: Question, after: tuple[str, ...]) -> str:
        """Made of what is known without looking at one observation."""
        names: tuple[str | None, ...] = ()
        if question.labels != "id":
            names = (language_of(request), LoadedEdition.objects.values_list("digest", flat=True).first())
        written = (request.accepted_renderer.format, question.labels, question.records, question.limit)
        return conditional.tag(str(release), release.digest, question.canonical, after, written, names)

    def _answer(
        self, request: Request, release: Release, question: Question, after: tuple[str, ...], bound_to: str
    ) -> HttpResponseBase:
        as_csv = request.accepted_renderer.format == "csv"
        if request.method == "HEAD":
            return HttpResponse(content_type="text/csv; charset=utf-8" if as_csv else "application/json")
        limit = question.limit or (None if as_csv else questions.DEFAULT_LIMIT)
        selection = Selection(
            where=question.where,
            start_period=question.start_period,
            end_period=question.end_period,
            after=after,
            limit=limit,
        )
        naming = naming_of(release, question.labels, language_of(request))
        if as_csv:
            return _csv(request, release, selection, naming, bound_to)
        page = answers.json_page(release, selection, naming, records=question.records)
        following = _next(request, release, page.following, bound_to)
        body = answers.as_json(
            release, page, following, naming, total=None if question.restricts else release.row_count
        )
        return HttpResponse(body, content_type="application/json", headers=keyset.link(following))


def _csv(
    request: Request, release: Release, selection: Selection, naming: answers.Naming, bound_to: str
) -> HttpResponseBase:
    headers = {"Content-Disposition": f'attachment; filename="{release.dataset_id}_{release.number}.csv"'}
    kind = "text/csv; charset=utf-8; header=present"
    if selection.limit is None:
        return StreamingHttpResponse(answers.csv_blocks(release, selection, naming), content_type=kind, headers=headers)
    content, last = answers.csv_page(release, selection, naming)
    following = _next(request, release, last, bound_to)
    return HttpResponse(content, content_type=kind, headers=headers | keyset.link(following))


def _next(request: Request, release: Release, last: tuple[str, ...] | None, bound_to: str) -> str | None:
    """The address of the next page. It names the release, so that a walk never mixes two of them."""
    if last is None:
        return None
    return keyset.next_address(request, cursors.seal(last, bound_to), release=str(release.number), as_of=None)
