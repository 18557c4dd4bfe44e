"""The datasets in force as catalogues tell of them: one entry each, with its files."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.conf import settings
from django.urls import reverse

from datasets import definition as definitions
from datasets.formats.dcat import Entry, File
from datasets.models import BulkFile, Release

# Authority code of the file type, media type, and media type of the compression around it.
KINDS: Final = {
    BulkFile.Format.CSV_GZIP: ("CSV", "text/csv", "application/gzip"),
    BulkFile.Format.CSV_ZSTD: ("CSV", "text/csv", "application/zstd"),
    BulkFile.Format.PARQUET: ("PARQUET", "application/vnd.apache.parquet", ""),
    BulkFile.Format.PACKAGE: ("JSON", "application/json", ""),
}


def in_force() -> list[Release]:
    """The release in force of each dataset that is still declared, with its files, by dataset."""
    releases = Release.objects.published().filter(dataset__in=definitions.all_definitions())
    return list(releases.prefetch_related("bulk_files__release").order_by("dataset"))


def entries(releases: Iterable[Release], language: str = "en") -> list[Entry]:
    """An entry for each release; pages are named in `language`."""
    return [entry(release, language) for release in releases]


def entry(release: Release, language: str = "en") -> Entry:
    """What a catalogue says of a published release. Raises ValueError for one that never was published."""
    if release.published_at is None:
        raise ValueError(f"{release} was never published")
    page = f"{settings.SITE_URL}/{language}/datasets/{release.dataset_id}/"
    return Entry(
        definition=release.definition,
        release=release.number,
        issued=release.published_at,
        modified=release.published_at,
        first_period=release.period_start,
        last_period=release.period_end,
        page=page,
        release_page=f"{page}?release={release.number}",
        data=settings.SITE_URL + reverse("api-data", args=[release.dataset_id]),
        files=tuple(file_of(each) for each in release.bulk_files.all()),
    )


def file_of(file: BulkFile) -> File:
    """A bulk file as a catalogue tells of it."""
    kind, media_type, compression = KINDS[BulkFile.Format(file.format)]
    address = settings.SITE_URL + file.get_absolute_url()
    return File(file.name, address, kind, media_type, file.size, file.sha256, compression)
