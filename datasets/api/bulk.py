"""Files of whole releases: ready since publication, resumable, and outside every budget."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request

from datasets.api.finding import definition_of, numbered
from datasets.models import BulkFile, Release
from web_api import byte_ranges, conditional
from web_api.problems import Problem
from web_api.views import PublicView

# Whoever has the bytes of a release has them for good; that it was withdrawn they learn within the day.
CACHE: Final = "public, max-age=86400"
CONTENT_TYPES: Final = {
    BulkFile.Format.CSV_GZIP: "application/gzip",
    BulkFile.Format.CSV_ZSTD: "application/zstd",
    BulkFile.Format.PARQUET: "application/vnd.apache.parquet",
    BulkFile.Format.PACKAGE: "application/json",
}
RANGE: Final = OpenApiParameter(
    "Range", str, OpenApiParameter.HEADER, description=_("Only these bytes, such as bytes=0-999.")
)
_BLOCK = 256 * 1024


class BulkFileView(PublicView):
    """A file of a release, whole or the range asked for. Its tag is its SHA-256, so a download can be checked."""

    throttle_classes = []  # it costs us nothing, and to fetch everything at once is what we want people to do

    @extend_schema(
        operation_id="bulk-file",
        tags=["releases"],
        summary=_("A whole release as a file"),
        parameters=[
            OpenApiParameter("Range", str, OpenApiParameter.HEADER, description=_("Bytes, such as bytes=0-999."))
        ],
        responses={
            (200, "application/octet-stream"): OpenApiTypes.BINARY,
            (206, "application/octet-stream"): OpenApiTypes.BINARY,
        },
    )
    def get(self, request: Request, dataset_id: str, number: int, name: str) -> HttpResponseBase:
        self.query.settle()
        release = numbered(definition_of(dataset_id), number)
        if release.status == Release.Status.WITHDRAWN:
            raise Problem("release-withdrawn")
        file = release.bulk_files.filter(name=name).first()
        if file is None or not file.path.exists():
            raise Http404
        # What is compressed stays as it is: once more on the way would hide its length and its tag.
        request._request.META["HTTP_ACCEPT_ENCODING"] = "identity"
        tag = f'"{file.sha256}"'
        response = conditional.unchanged(request, tag, file.written_at) or whole_or_part(request, file, tag)
        conditional.stamp(response, tag, file.written_at, CACHE)
        response.headers["Accept-Ranges"] = "bytes"
        return response


def whole_or_part(request: Request, file: BulkFile, tag: str) -> HttpResponseBase:
    """All of the file, or the part of it that is asked for and still the same."""
    kind = CONTENT_TYPES[BulkFile.Format(file.format)]
    same = request.headers.get("If-Range", tag) == tag
    try:
        part = byte_ranges.asked(request.headers.get("Range", ""), file.size) if same else None
    except byte_ranges.NotSatisfiableError:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{file.size}"})
    if part is None:
        return FileResponse(file.path.open("rb"), content_type=kind, as_attachment=True, filename=file.name)
    headers = {"Content-Range": f"bytes {part.first}-{part.last}/{file.size}", "Content-Length": str(part.length)}
    return StreamingHttpResponse(_blocks(file.path, part), status=206, content_type=kind, headers=headers)


def _blocks(path: Path, part: byte_ranges.ByteRange) -> Iterator[bytes]:
    left = part.length
    with path.open("rb") as file:
        file.seek(part.first)
        while left and (block := file.read(min(_BLOCK, left))):
            left -= len(block)
            yield block
