"""Writing whole releases as files, once, when they are published. Repeatable: a file that lies there is left alone."""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Protocol

import zstandard
from django.conf import settings
from django.db import transaction
from django.db.models import F

from datasets import answers, liveness, store
from datasets.formats import packages
from datasets.models import BulkFile, Release
from datasets.models.bulk import folder_of
from datasets.selection import Selection

# Measured on 2 million rows: more effort buys a few per cent and costs minutes (data_api.md, section 3).
GZIP_LEVEL, ZSTD_LEVEL, PARQUET_LEVEL = 6, 9, 3


class Writable(Protocol):
    """What bytes are written to."""

    def write(self, data: bytes, /) -> int:
        """Take the bytes; how many they were."""


def releases_without_files() -> Iterator[Release]:
    """Published releases, past ones too, whose files are not all there; the ones in force first."""
    releases = Release.objects.once_published().prefetch_related("bulk_files")
    return filter(lacks_files, releases.order_by(F("ended_at").desc(nulls_first=True), "dataset", "number"))


def lacks_files(release: Release) -> bool:
    """Whether a release is not there in every format."""
    files = release.bulk_files.all()
    return len(files) < len(BulkFile.Format) or not all(file.path.exists() for file in files)


def write_bulk_files(*, release: Release, at: datetime) -> bool:
    """Write a release in every format; False where somebody else is at it. Readers see all of the files or none.

    They are written beside and moved in place at the end, so a worker that is killed leaves nothing anybody reads.
    """
    with liveness.at_work(f"datasets.bulk:{release}") as alone:
        if not alone:
            return False
        target = folder_of(release.dataset_id, release.number)
        draft = target.with_name(f".{target.name}")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        with transaction.atomic():
            BulkFile.objects.filter(release=release).delete()
            BulkFile.objects.bulk_create(_written(release, draft, at))
            shutil.rmtree(target, ignore_errors=True)
            draft.rename(target)
    return True


def _written(release: Release, folder: Path, at: datetime) -> Iterator[BulkFile]:
    stem = f"{release.dataset_id}_{release.number}"
    zipped = folder / f"{stem}.csv.gz"
    packed = folder / f"{stem}.csv.zst"
    _write_csv(answers.csv_blocks(release, Selection(), answers.Naming()), zipped, packed)
    columns = folder / f"{stem}.parquet"
    table = store.frame(release.definition, release.table_name, Selection())
    table.write_parquet(columns, compression="zstd", compression_level=PARQUET_LEVEL)
    described = folder / "datapackage.json"
    described.write_text(json.dumps(_package(release, zipped), ensure_ascii=False, indent=1))
    for path, kind in zip((zipped, packed, columns, described), BulkFile.Format, strict=True):
        yield BulkFile(
            release=release,
            format=kind,
            name=path.name,
            size=path.stat().st_size,
            sha256=_sha256(path),
            written_at=at,
        )


def _write_csv(blocks: Iterable[bytes], zipped: Path, packed: Path) -> None:
    """The same rows through both compressors in one pass, whatever their number."""
    with ExitStack() as stack:
        raw = stack.enter_context(zipped.open("wb"))
        # No name and no time in the header: the same release gives the same bytes.
        first = gzip.GzipFile(filename="", mode="wb", fileobj=raw, compresslevel=GZIP_LEVEL, mtime=0)
        second = zstandard.open(packed, "wb", zstandard.ZstdCompressor(level=ZSTD_LEVEL))
        outputs: tuple[Writable, ...] = (stack.enter_context(first), stack.enter_context(second))
        for block in blocks:
            for output in outputs:
                output.write(block)


def _package(release: Release, zipped: Path) -> dict[str, object]:
    if release.published_at is None:
        raise ValueError(f"{release} was never published")
    table = packages.Table(zipped.name, release.row_count, zipped.stat().st_size, _sha256(zipped))
    return packages.descriptor(
        release.definition,
        release=release.number,
        published_at=release.published_at,
        address=f"{settings.SITE_URL}/en/datasets/{release.dataset_id}/?release={release.number}",
        table=table,
    )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
