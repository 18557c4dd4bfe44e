"""/api/v1/datasets/{id}/data: the observations of a release, as a JSON page or as a file."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from countries.models import LoadedEdition
from datasets import answers, citing, store
from datasets.api import question as questions
from datasets.api.finding import definition_of, release_of
from datasets.api.naming import naming_of
from datasets.api.question import Question
from datasets.formats import tables
from datasets.models import BulkFile, Release
from datasets.selection import Selection
from web_api import conditional, cursors, keyset
from web_api.language import language_of
from web_api.problems import Fault, Problem
from web_api.renderers import CsvRenderer, JsonRenderer
from web_api.views import PublicView


class ParquetRenderer(BaseRenderer):
    """Chosen by ending or Accept; the view writes the bytes."""

    format, media_type = "parquet", tables.MEDIA_TYPES["parquet"]


class ArrowRenderer(BaseRenderer):
    """The same as an Arrow stream."""

    format, media_type = "arrow", tables.MEDIA_TYPES["arrow"]


class XlsxRenderer(BaseRenderer):
    """The same as a workbook."""

    format, media_type = "xlsx", tables.MEDIA_TYPES["xlsx"]


CSV_TYPE: Final = "text/csv; charset=utf-8; header=present"
TYPES: Final[Mapping[str, str]] = {"csv": CSV_TYPE, "json": "application/json", **tables.MEDIA_TYPES}
# Encodings in which a whole release lies ready, the smaller one first.
READY: Final = (("zstd", BulkFile.Format.CSV_ZSTD), ("gzip", BulkFile.Format.CSV_GZIP))


class DataView(PublicView):
    """Observations. No object per row is made: the database writes what is sent."""

    renderer_classes = [JsonRenderer, CsvRenderer, ParquetRenderer, ArrowRenderer, XlsxRenderer]

    def known_parameters(self, **kwargs: Any) -> Collection[str]:
        return questions.parameters_of(definition_of(kwargs["dataset_id"]))

    @extend_schema(exclude=True)  # described per dataset, with its own dimensions: see datasets/api/describing.py
    def get(self, request: Request, dataset_id: str, format: str | None = None) -> HttpResponseBase:  # noqa: A002
        definition = definition_of(dataset_id)
        question = questions.read(self.query, definition)
        release = release_of(definition, question, getattr(request._request, "published", None))
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
        response.holds_until_publication = True  # type: ignore[attr-defined]  # for web_api.remembered
        return response

    def _tag(self, request: Request, release: Release, question: Question, after: tuple[str, ...]) -> str:
        """Made of what is known without looking at one observation."""
        names: tuple[str | None, ...] = ()
        if question.labels != "id":
            names = (language_of(request), LoadedEdition.objects.values_list("digest", flat=True).first())
        written = (request.accepted_renderer.format, question.columns, question.labels, question.records)
        return conditional.tag(str(release), release.digest, question.canonical, after, written, question.limit, names)

    def _answer(
        self, request: Request, release: Release, question: Question, after: tuple[str, ...], bound_to: str
    ) -> HttpResponseBase:
        written_as = request.accepted_renderer.format
        if request.method == "HEAD":
            return HttpResponse(content_type=TYPES[written_as])
        if written_as == "csv" and question.is_whole_release and not after:
            ready = _ready(request, release)
            if ready is not None:
                return ready
        limit = question.limit or (questions.DEFAULT_LIMIT if written_as == "json" else None)
        selection = question.selection(after=after, limit=limit)
        naming = naming_of(release, question.labels, language_of(request))
        if written_as == "csv":
            return _csv(request, release, selection, naming, bound_to)
        if written_as in tables.WRITERS:
            return _file(release, question, selection, naming, written_as)
        page = answers.json_page(release, selection, naming, records=question.records)
        following = _next(request, release, page.following, bound_to)
        total = None if question.restricts else release.row_count
        body = answers.as_json(release, selection, page, following, naming, total=total)
        return HttpResponse(body, content_type=TYPES["json"], headers=keyset.link(following))


def _ready(request: Request, release: Release) -> FileResponse | None:
    """The whole release as it was compressed on publication, where the client takes that."""
    accepted = request.headers.get("Accept-Encoding", "")
    files = {file.format: file for file in release.bulk_files.all()} if accepted else {}
    for encoding, kind in READY:
        file = files.get(kind)
        if encoding in accepted and file and file.path.exists():
            name = f"{release.dataset_id}_{release.number}.csv"
            headers = {"Content-Encoding": encoding, "Content-Disposition": _attached(name)}
            return FileResponse(file.path.open("rb"), content_type=CSV_TYPE, headers=headers)
    return None


def _csv(
    request: Request, release: Release, selection: Selection, naming: answers.Naming, bound_to: str
) -> HttpResponseBase:
    headers = {"Content-Disposition": _attached(f"{release.dataset_id}_{release.number}.csv")}
    if selection.limit is None:
        blocks = answers.csv_blocks(release, selection, naming)
        return StreamingHttpResponse(blocks, content_type=CSV_TYPE, headers=headers)
    content, last = answers.csv_page(release, selection, naming)
    following = _next(request, release, last, bound_to)
    return HttpResponse(content, content_type=CSV_TYPE, headers=headers | keyset.link(following))


def _file(
    release: Release, question: Question, selection: Selection, naming: answers.Naming, written_as: str
) -> HttpResponse:
    """A file that is made in memory, and refused where it would not fit."""
    most = tables.MOST_ROWS[written_as]
    rows = min(store.count(release.definition, release.table_name, selection), selection.limit or most + 1)
    if rows > most:
        raise Problem("too-many-rows", errors=[_too_many(release, question, written_as, rows)])
    table = answers.frame(release, selection, naming)
    about = {
        "Dataset": release.dataset_id,
        "Release": str(release.number),
        "Title": release.definition.title[naming.language],
        "Unit": f"{release.definition.measure.label[naming.language]} ({release.definition.measure.unit})",
        "Source": release.definition.source.citation,
        "Licence": f"{release.definition.source.licence.name} {release.definition.source.licence.url}",
        "Address": citing.permanent_address(release, naming.language),
    }
    headers = {"Content-Disposition": _attached(f"{release.dataset_id}_{release.number}.{written_as}")}
    return HttpResponse(tables.WRITERS[written_as](table, about), content_type=TYPES[written_as], headers=headers)


def _too_many(release: Release, question: Question, written_as: str, rows: int) -> Fault:
    problem = _("%(rows)s rows were asked for; as .%(format)s there can be %(most)s.")
    words = {"rows": rows, "format": written_as, "most": tables.MOST_ROWS[written_as]}
    if question.restricts:
        mend = _("Ask for fewer with a filter or “limit”, or take CSV, which has no limit.")
    else:
        mend = _("Take one of the ready files of the release, or CSV: neither has a limit.")
    return Fault("data", problem % words, mend)


def _attached(name: str) -> str:
    return f'attachment; filename="{name}"'


def _next(request: Request, release: Release, last: tuple[str, ...] | None, bound_to: str) -> str | None:
    """The address of the next page. It names the release, so that a walk never mixes two of them."""
    if last is None:
        return None
    return keyset.next_address(request, cursors.seal(last, bound_to), release=str(release.number), as_of=None)
