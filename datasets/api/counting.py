"""What a question would give before anybody pulls it: rows, bytes in each format, the first rows, ready files."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any, Final

import polars as pl
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from datasets import answers, store
from datasets.api import question as questions
from datasets.api.finding import definition_of, release_of
from datasets.api.naming import naming_of
from datasets.api.presenting import BulkFileSerializer
from datasets.formats import tables
from web_api import conditional
from web_api.language import language_of
from web_api.views import PublicView

PREVIEW: Final = 20
SAMPLE: Final = 1_000


class CountView(PublicView):
    """Takes every filter of the data, and answers what they select without sending it."""

    def known_parameters(self, **kwargs: Any) -> Collection[str]:
        return questions.parameters_of(definition_of(kwargs["dataset_id"])) - {"cursor", "limit", "shape"}

    @extend_schema(exclude=True)  # described per dataset, beside the data: see datasets/api/describing.py
    def get(self, request: Request, dataset_id: str) -> Response:
        definition = definition_of(dataset_id)
        question = questions.read(self.query, definition)
        release = release_of(definition, question)
        selection = question.selection()
        rows = store.count(definition, release.table_name, selection) if question.restricts else release.row_count
        naming = naming_of(release, question.labels, language_of(request))
        sample = answers.frame(release, question.selection(limit=SAMPLE), naming)
        return Response(
            {
                "dataset": release.dataset_id,
                "release": release.number,
                "rows": rows,
                "columns": sample.columns,
                "bytes": _bytes(sample, rows),
                "fits": {name: rows <= most for name, most in tables.MOST_ROWS.items()},
                "preview": [list(row) for row in sample.head(PREVIEW).rows()],
                "files": BulkFileSerializer(release.bulk_files.all(), many=True, context={"request": request}).data,
            },
            headers={"Cache-Control": conditional.LASTING if question.release else conditional.FRESH},
        )


def _bytes(sample: pl.DataFrame, rows: int) -> dict[str, int]:
    """About how large the answer would be, from the size of its first rows; the ready files say their own."""
    written = {"csv": sample.write_csv(), "json": json.dumps(sample.rows(), ensure_ascii=False, separators=(",", ":"))}
    return {name: round(len(text.encode()) * rows / max(sample.height, 1)) for name, text in written.items()}
