"""Quotas: which provisions are ceilings of what, and the readings of their use."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from regulations.actions.carried.versions import CARRIER
from regulations.carried.content import Content
from regulations.models import Provision, Quota, QuotaReading, Source


def bring_quotas(content: Content, *, at: datetime) -> int:
    """How many quotas and readings were new, other than before, or gone from the record."""
    provisions = {str(row): row for row in Provision.objects.all()}
    quotas: dict[str, Quota] = {}
    changed = 0
    # A total stands before its parts, so that they can point to it.
    for entry in sorted((found.entry for found in content.quotas), key=lambda entry: entry.part_of is not None):
        said = {"nationals": [*entry.nationals], "part_of": quotas.get(entry.part_of or "")}
        quota, new = Quota.objects.get_or_create(provision=provisions[entry.provision], defaults=said)
        if not new and {name: getattr(quota, name) for name in said} != said:
            Quota.objects.filter(pk=quota.pk).update(**said)
            changed += 1
        quotas[entry.provision] = quota
        changed += new
    return changed + _bring_readings(content, quotas, at)


def _bring_readings(content: Content, quotas: dict[str, Quota], at: datetime) -> int:
    sources = {source.code: source for source in Source.objects.all()}
    standing = {_says(row): row for row in QuotaReading.objects.filter(recorded_to=None, entered_by=CARRIER)}
    fresh = []
    for entry in (found.entry for found in content.quota_readings):
        source = sources[entry.source]
        row = QuotaReading(
            quota=quotas[entry.provision],
            period=DateRange(entry.valid_from, entry.valid_to),
            counted_until=entry.counted_until,
            used=entry.used,
            share=entry.share,
            recorded_from=at,
            entered_by=CARRIER,
            evidence=entry.evidence.value,
            source=source,
            source_date=source.source_date,
            grade=source.grade.value,
        )
        if standing.pop(_says(row), None) is None:
            fresh.append(row)
    if standing:
        QuotaReading.objects.filter(pk__in=[row.pk for row in standing.values()]).update(recorded_to=at)
    if fresh:
        QuotaReading.objects.bulk_create(fresh)
    return len(fresh) + len(standing)


def _says(row: QuotaReading) -> tuple[Any, ...]:
    period = (row.period.lower, row.period.upper, row.counted_until)
    return (row.quota_id, *period, row.used, row.share, row.evidence, row.source_id, row.source_date, row.grade)
