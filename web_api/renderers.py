"""Small answers as JSON or CSV. Observations do not come this way: they are written by the database."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

from rest_framework import renderers


class JsonRenderer(renderers.JSONRenderer):
    """JSON in UTF-8. The charset is not named: RFC 8259 allows no other."""


class CsvRenderer(renderers.BaseRenderer):
    """A list as a table: one row per result, nested fields as `outer.inner`, inner lists separated by semicolons."""

    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        rows = [dict(_flat(row)) for row in data["results"]]
        out = io.StringIO()
        names = list(dict.fromkeys(name for row in rows for name in row))
        writer = csv.DictWriter(out, names, restval="")
        writer.writeheader()
        writer.writerows(rows)
        return out.getvalue().encode()


def _flat(row: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in row.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{name}.")
        elif isinstance(value, (list, tuple)):
            yield f"{prefix}{name}", ";".join(str(one) for one in value)
        else:
            yield f"{prefix}{name}", "" if value is None else value
