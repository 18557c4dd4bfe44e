"""The releases in force on a day: what the blocks of a room read from, and what they name as their sources."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
from django.conf import settings
from django.utils.translation import gettext as _

from datasets import definition as definitions
from datasets import queries
from datasets.definition import Definition
from datasets.models import Release
from datasets.selection import Selection
from web_pages import numbers
from web_pages.places import language

USED = ("dataset_id", "number", "table_name", "period_end", "published_at")
Where = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where figures come from, in the reader's language."""

    dataset_id: str
    title: str
    source: str
    address: str
    licence: str
    licence_address: str
    release: int
    published: dt.date | None
    citation: str

    @property
    def method(self) -> str:
        """The page that says how the figures are made."""
        return f"/{language()}/datasets/{self.dataset_id}/"


@dataclass(frozen=True)
class Shelf:
    """The releases of one day in one language. Equal shelves hold equal figures, so blocks are kept by them."""

    language: str
    as_of: dt.date | None
    releases: tuple[Release, ...]

    @classmethod
    def on(cls, as_of: dt.date | None, room: str) -> Shelf:
        """The releases of one room; one query, whatever a page shows."""
        releases = Release.objects.published() if as_of is None else Release.objects.in_force_at(_end_of(as_of))
        ours = releases.filter(dataset__room=room).only(*USED)
        return cls(language(), as_of, tuple(ours.order_by("dataset_id")))

    def release(self, dataset_id: str) -> Release | None:
        return next((each for each in self.releases if each.dataset_id == dataset_id), None)

    def rows(self, dataset_id: str, **codes: str) -> list[dict[str, Any]]:
        """Observations with these codes in the order of time; none where nothing is published."""
        release = self.release(dataset_id)
        if release is None:
            return []
        found = queries.rows(release, Selection(where={name: [code] for name, code in codes.items()}))
        return sorted(found, key=lambda row: str(row["TIME_PERIOD"]))

    def frame(
        self, dataset_id: str, where: Where | None = None, start_period: str | None = None
    ) -> pl.DataFrame | None:
        """Observations as a frame, for blocks that rank many; None where nothing is published."""
        release = self.release(dataset_id)
        return None if release is None else queries.frame(release, where=where, start_period=start_period)

    def origin(self, dataset_id: str) -> Origin | None:
        """Source, licence and citation of a dataset as it stood that day."""
        release = self.release(dataset_id)
        if release is None:
            return None
        definition = definitions.load(dataset_id)
        published = release.published_at.date() if release.published_at else None
        return Origin(
            dataset_id=dataset_id,
            title=definition.title[self.language],
            source=source_name(definition),
            address=definition.source.url,
            licence=definition.source.licence.name,
            licence_address=definition.source.licence.url,
            release=release.number,
            published=published,
            citation=_("%(citation)s. IIMD hub, %(dataset)s, release %(release)s, %(day)s. %(address)s")
            % {
                "citation": definition.source.citation,
                "dataset": dataset_id,
                "release": release.number,
                "day": numbers.day(published, self.language) if published else "",
                "address": f"{settings.SITE_URL}/{self.language}/datasets/{dataset_id}/",
            },
        )

    def origins(self, dataset_ids: Iterable[str]) -> tuple[Origin, ...]:
        """The origins of those datasets that are published."""
        found = (self.origin(dataset_id) for dataset_id in dataset_ids)
        return tuple(origin for origin in found if origin is not None)

    @property
    def asked(self) -> tuple[tuple[str, str], ...]:
        """The query that brings a reader back to this shelf."""
        return (("as_of", self.as_of.isoformat()),) if self.as_of else ()


def source_name(definition: Definition) -> str:
    """The publication figures come from; of a computed dataset that it was computed, and from what."""
    name = definition.source.name
    return _("Computed by the hub from %(sources)s") % {"sources": name} if definition.derived else name


def _end_of(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.max, tzinfo=dt.UTC)
