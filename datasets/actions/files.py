"""The ledger of published files: what came in, kept in private storage while it is needed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from datasets import filetypes
from datasets.importing import Problem, Refused
from datasets.models import Dataset, Job, Release, SourceFile

# How long the copy of a file that became no release is kept, for those who try again.
KEPT_UNUSED: Final = timedelta(days=7)


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
    # Locked until the transaction ends, so that nobody forgets the content before the job that needs it is asked for.
    source, _ = SourceFile.objects.select_for_update().get_or_create(
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


def unfinished_imports(source: SourceFile) -> QuerySet[Job]:
    """The jobs that wait for the content of a file or are at it."""
    return Job.objects.filter(
        kind=Job.Kind.IMPORT,
        parameters__source_file=source.pk,
        state__in=[Job.State.QUEUED, Job.State.RUNNING],
    )


@transaction.atomic
def forget_refused(source: SourceFile, *, by: Dataset) -> None:
    """Delete the kept copy of a file that a dataset refused. The row of the ledger stays.

    Kept it is while a release rests on it, or another job than the one that refused it needs it still: that job
    forgets it in its turn, or the reaper does.
    """
    source.refresh_from_db(from_queryset=SourceFile.objects.select_for_update())
    others = unfinished_imports(source).exclude(dataset=by, state=Job.State.RUNNING)
    if not source.releases.exists() and not others.exists():
        _forget(source)


def reap_contents(*, at: datetime) -> int:
    """Delete the kept copies nobody needs any more, a week after the last job that asked for them; how many.

    Jobs that were cancelled, failed or lost leave theirs, so that they can be tried again. A copy without a row comes
    from a transaction that was undone after it was written.
    """
    before = at - KEPT_UNUSED
    reaped = _reap_strays(before)
    for source in SourceFile.objects.filter(registered_at__lt=before).exclude(stored="").exclude(stored=None):
        with transaction.atomic():
            locked = SourceFile.objects.select_for_update().get(pk=source.pk)
            if locked.stored and not _is_needed(locked, since=before):
                _forget(locked)
                reaped += 1
    return reaped


def _is_needed(source: SourceFile, *, since: datetime) -> bool:
    asked = Job.objects.filter(kind=Job.Kind.IMPORT, parameters__source_file=source.pk, created_at__gte=since)
    return (
        source.releases.exclude(status=Release.Status.DISCARDED).exists()
        or unfinished_imports(source).exists()
        or asked.exists()
        or source.runs.filter(started_at__gte=since).exists()
    )


def _forget(source: SourceFile) -> None:
    """The row is cleared first: were the file deleted and the transaction undone, the row would promise too much."""
    if name := source.stored.name:
        storage = source.stored.storage
        source.stored = None
        source.save(update_fields=["stored"])
        transaction.on_commit(partial(storage.delete, name))


def _reap_strays(before: datetime) -> int:
    field = SourceFile._meta.get_field("stored")
    folder, storage = str(field.upload_to), field.storage
    if not storage.exists(folder):
        return 0
    names = [f"{folder}/{name}" for name in storage.listdir(folder)[1]]
    rows = set(SourceFile.objects.filter(stored__in=names).values_list("stored", flat=True))
    strays = [name for name in names if name not in rows and storage.get_modified_time(name) < before]
    for name in strays:
        storage.delete(name)
    return len(strays)
