"""Every dataset at a glance: what is published, what waits, when somebody last imported, when it is due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Max

from datasets import definition as definitions
from datasets.definition import Definition
from datasets.desk import names
from datasets.desk.words import RHYTHMS
from datasets.models import Dataset, ImportRun, Release

_DAYS: Final = {"day": 1, "week": 7, "month": 31, "quarter": 92, "half_year": 184, "year": 366}


@dataclass(frozen=True)
class Standing:
    """One dataset as the desk sees it."""

    dataset: Dataset
    definition: Definition
    published: Release | None
    waiting: tuple[Release, ...]
    last_run: ImportRun | None
    due_at: datetime | None

    @property
    def title(self) -> str:
        """In the reader's language."""
        return names.title(self.definition)

    @property
    def rhythm(self) -> str:
        """How often the publisher renews it, in words."""
        return str(RHYTHMS[self.definition.update_rhythm])


def due_at(definition: Definition, published: Release | None) -> datetime | None:
    """When the publisher should have something newer, counted from our last publication; None where nobody knows."""
    days = _DAYS.get(definition.update_rhythm)
    if published is None or published.published_at is None or days is None or definition.derived:
        return None
    return published.published_at + timedelta(days=days)


def standings() -> list[Standing]:
    """All datasets that a file declares, imported ones first, in the order of their ids."""
    declared = definitions.all_definitions()
    rows = Dataset.objects.filter(retired_at__isnull=True, pk__in=declared).order_by("is_derived", "id")
    published = {each.dataset_id: each for each in Release.objects.published()}
    waiting = _grouped(Release.objects.filter(status=Release.Status.CHECKED).order_by("dataset_id", "number"))
    last = _last_runs()
    return [
        Standing(
            dataset=row,
            definition=declared[row.pk],
            published=published.get(row.pk),
            waiting=tuple(waiting.get(row.pk, ())),
            last_run=last.get(row.pk),
            due_at=due_at(declared[row.pk], published.get(row.pk)),
        )
        for row in rows
    ]


def standing(row: Dataset) -> Standing:
    """One dataset at a glance."""
    return next(each for each in standings() if each.dataset.pk == row.pk)


def _grouped(releases: Iterable[Release]) -> Mapping[str, list[Release]]:
    found: dict[str, list[Release]] = {}
    for each in releases:
        found.setdefault(each.dataset_id, []).append(each)
    return found


def _last_runs() -> Mapping[str, ImportRun]:
    latest = ImportRun.objects.values("dataset").annotate(last=Max("pk")).values("last")
    return {each.dataset_id: each for each in ImportRun.objects.filter(pk__in=latest)}
