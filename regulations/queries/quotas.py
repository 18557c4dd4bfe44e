"""Quotas and the readings of their use, as they stood on record."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from django.db.models import Prefetch

from regulations.models import Quota as QuotaRow
from regulations.models import QuotaReading as ReadingRow
from regulations.queries.shown import shown_at
from regulations.rules.record import Citation, Quota, QuotaReading
from regulations.source_dates import first_day
from regulations.vocabulary import Grade


def read_quotas(moment: datetime | None) -> defaultdict[str, list[Quota]]:
    """The quotas of each permit, with what was known of their use at `moment` (None: now)."""
    readings = ReadingRow.objects.filter(shown_at(moment)).select_related("source").order_by("counted_until")
    rows = QuotaRow.objects.select_related("provision").prefetch_related(Prefetch("readings", readings))
    names = {row.pk: str(row.provision) for row in rows}
    parts: defaultdict[int, list[str]] = defaultdict(list)
    for row in rows:
        if row.part_of_id:
            parts[row.part_of_id].append(names[row.pk])
    found: defaultdict[str, list[Quota]] = defaultdict(list)
    for row in rows:
        found[row.provision.permit_id].append(
            Quota(
                key=row.provision.key,
                nationals=tuple(row.nationals),
                part_of=names[row.part_of_id] if row.part_of_id else "",
                parts=tuple(sorted(parts[row.pk])),
                readings=tuple(_reading(each) for each in row.readings.all()),
            )
        )
    return found


def _reading(row: ReadingRow) -> QuotaReading:
    return QuotaReading(
        counted_until=row.counted_until,
        period_from=row.period.lower,
        period_to=row.period.upper,
        used=row.used,
        share=row.share,
        citation=Citation(
            publisher=row.source.publisher,
            url=row.source.url,
            source_date=first_day(row.source_date),
            grade=Grade(row.grade),
            source=row.source_id,
            dated=row.source_date,
            evidence=row.evidence,
        ),
    )
