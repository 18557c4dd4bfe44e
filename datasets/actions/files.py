"""The ledger of published files: what came in, kept in private storage while it is needed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.files.base import File
from django.db import transaction

from accounts.models import User
from datasets import filetypes
from datasets.importing import Problem, Refused
from datasets.models import SourceFile


@transaction.atomic
def register_file(
    *,
    path: Path,
    name: str,
    uploaded_by: User | None = None,
    address: str = "",
    publisher: str = "",
    licence: str = "",
    retrieved_on: date | None = None,
    keep: bool = True,
) -> SourceFile:
    """Note a file in the ledger and keep a copy; the row that is there already if the same content came before.

    Raises Refused for a file that is too large, empty, locked, cut short or of no kind anybody can read.
    """
    size = path.stat().st_size
    if size > settings.MAX_UPLOAD_BYTES:
        params = {"megabytes": size // 1024**2, "limit": settings.MAX_UPLOAD_BYTES // 1024**2}
        raise Refused([Problem(code="file_too_large", params=params)])
    media_type = filetypes.media_type(path)
    source, _ = SourceFile.objects.get_or_create(
        sha256=filetypes.sha256_of(path),
        defaults={
            "name": Path(name).name,
            "size": size,
            "media_type": media_type,
            "address": address,
            "publisher": publisher,
            "licence": licence,
            "retrieved_on": retrieved_on,
            "uploaded_by": uploaded_by,
        },
    )
    if keep and not source.stored:
        with path.open("rb") as content:
            source.stored.save(source.sha256, File(content))
    return source


def note_carried_file(
    *, sha256: str, name: str, address: str, publisher: str, licence: str, retrieved_on: date | None
) -> SourceFile:
    """Note a published file that is not at hand: the project carries its figures in its own form."""
    source, _ = SourceFile.objects.get_or_create(
        sha256=sha256,
        defaults={
            "name": name,
            "address": address,
            "publisher": publisher,
            "licence": licence,
            "retrieved_on": retrieved_on,
        },
    )
    return source


def forget_content(source: SourceFile) -> None:
    """Delete the kept copy of a refused file, unless a release rests on it. The row of the ledger stays."""
    if source.stored and not source.releases.exists():
        source.stored.delete(save=True)
