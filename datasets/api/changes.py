"""/api/v1/datasets/{id}/changes: every figure in which two releases differ."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from datasets import queries, store
from datasets.api import question as questions
from datasets.api.finding import definition_of, numbered, release_of
from datasets.api.question import Question
from datasets.definition import Definition
from datasets.models import Release
from web_api import conditional, cursors, keyset
from web_api.problems import Fault, Problem
from web_api.views import PublicListView

CSV_TYPE: Final = "text/csv; charset=utf-8; header=present"
# What asks how observations are written, and not which ones are meant.
_OF_DATA_ONLY = {"labels", "shape", "columns", "as_of"}


@dataclass(frozen=True)
class Compared:
    """A checked request: two releases, and which part of what differs."""

    older: Release
    newer: Release
    question: Question
    after: tuple[str, ...]
    bound_to: str

    @property
    def canonical(self) -> tuple[object, ...]:
        """What decides the answer besides its format."""
        return (
            "changes",
            self.older.digest,
            self.newer.digest,
            self.question.canonical,
            self.after,
            self.question.limit,
        )


class ChangesView(PublicListView):
    """What was added, removed or changed from the release `from_release` to `release`, or to the one in force."""

    def known_parameters(self, **kwargs: Any) -> Collection[str]:
        return parameters_of(kwargs["dataset_id"])

    @extend_schema(exclude=True)  # described per dataset: see datasets/api/describing.py
    def get(self, request: Request, dataset_id: str, format: str | None = None) -> HttpResponseBase:  # noqa: A002
        compared = self._compared(definition_of(dataset_id))
        written_as = request.accepted_renderer.format
        tag = conditional.tag(written_as, compared.canonical)
        if unchanged := conditional.unchanged(request, tag, compared.newer.published_at):
            return unchanged
        whole = written_as == "csv" and compared.question.limit is None
        response = _whole(compared) if whole else _page(request, compared, as_csv=written_as == "csv")
        conditional.stamp(response, tag, compared.newer.published_at)
        return response

    def _compared(self, definition: Definition) -> Compared:
        number = self.query.integer("from_release", 0, low=1, high=2**31 - 1)
        if not self.query.text("from_release"):
            missing = _("The release to compare with is missing.")
            self.query.fault("from_release", missing, _("Give its number: from_release=1."))
        question = questions.read(self.query, definition)
        newer, older = release_of(definition, question), numbered(definition, number)
        refuse_incomparable(older, newer)
        bound_to = cursors.bind("changes", newer.dataset_id, older.number, newer.number, question.canonical)
        cursor = self.query.text("cursor")
        after = tuple(map(str, cursors.unseal(cursor, bound_to))) if cursor else ()
        return Compared(older, newer, question, after, bound_to)


def _whole(compared: Compared) -> HttpResponseBase:
    """All that differs as CSV, however much it is."""
    older, newer = compared.older, compared.newer
    query, params = queries.changes_query(older, newer, compared.question.selection(after=compared.after))
    name = f"{newer.dataset_id}_{older.number}_to_{newer.number}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(store.copy_blocks(query, params), content_type=CSV_TYPE, headers=headers)


def _page(request: Request, compared: Compared, *, as_csv: bool) -> HttpResponse:
    older, newer = compared.older, compared.newer
    limit = compared.question.limit or questions.DEFAULT_LIMIT
    rows, last = queries.changes(older, newer, compared.question.selection(after=compared.after, limit=limit))
    following = None
    if last:
        sealed = cursors.seal(last, compared.bound_to)
        following = keyset.next_address(request, sealed, release=str(newer.number))
    columns = [*newer.definition.key, *store.CHANGE_COLUMNS]
    if as_csv:
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows((columns, *rows))
        return HttpResponse(text.getvalue(), content_type=CSV_TYPE, headers=keyset.link(following))
    told = {
        "dataset": newer.dataset_id,
        "from_release": older.number,
        "release": newer.number,
        "next": following,
        "columns": columns,
        "rows": rows,
    }
    content = json.dumps(told, ensure_ascii=False)
    return HttpResponse(content, content_type="application/json", headers=keyset.link(following))


def parameters_of(dataset_id: str) -> frozenset[str]:
    """What may be asked of the differences of a dataset."""
    return questions.parameters_of(definition_of(dataset_id)) - _OF_DATA_ONLY | {"from_release"}


def refuse_incomparable(older: Release, newer: Release) -> None:
    """A Problem where the two can't be laid side by side figure by figure."""
    if older.status == Release.Status.WITHDRAWN:
        raise Problem("release-withdrawn", errors=[Fault("from_release", older.reason, _("Compare with another one."))])
    if older.definition.key != newer.definition.key:
        problem = _("Releases %(older)s and %(newer)s have different dimensions.")
        words = {"older": older.number, "newer": newer.number}
        mend = _("Compare releases between which the structure stayed.")
        raise Problem("invalid-parameters", errors=[Fault("from_release", problem % words, mend)])
