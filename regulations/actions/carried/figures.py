"""Values of indicators and trees of conditions: what differs from the record ends and comes on it anew."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from regulations.actions.carried.versions import CARRIER
from regulations.carried.content import Content
from regulations.models import ConditionSet, IndicatorValue, Source


def bring_indicator_values(content: Content, *, at: datetime) -> int:
    """How many values came on record or left it. An indicator for which a person entered a value is left alone."""
    sources = {source.code: source for source in Source.objects.all()}
    theirs = set(IndicatorValue.objects.exclude(entered_by=CARRIER).values_list("indicator_id", flat=True))
    on_record = IndicatorValue.objects.filter(recorded_to=None).exclude(indicator__in=theirs)
    standing = {_says(row): row for row in on_record}
    fresh = []
    for entry in (found.entry for found in content.indicator_values):
        source = sources[entry.source]
        row = IndicatorValue(
            indicator_id=entry.indicator,
            claim=entry.claim or "",
            amount=entry.amount,
            valid=DateRange(entry.valid_from, entry.valid_to),
            recorded_from=at,
            entered_by=CARRIER,
            published_by=CARRIER,
            how=entry.how,
            evidence=entry.evidence.value,
            source=source,
            source_date=source.source_date,
            grade=source.grade.value,
        )
        if entry.indicator not in theirs and standing.pop(_says(row), None) is None:
            fresh.append(row)
    IndicatorValue.objects.filter(pk__in=[row.pk for row in standing.values()]).update(recorded_to=at)
    IndicatorValue.objects.bulk_create(fresh)
    return len(fresh) + len(standing)


def _says(row: IndicatorValue) -> tuple[Any, ...]:
    return (
        row.indicator_id,
        row.claim,
        row.amount,
        row.valid.lower,
        row.valid.upper,
        row.how,
        row.evidence,
        row.source_id,
        row.source_date,
        row.grade,
    )


def bring_conditions(content: Content, *, at: datetime) -> int:
    """How many trees came on record or left it. Conditions that a person published are left alone."""
    theirs = set(ConditionSet.objects.exclude(published_by=CARRIER).values_list("permit_id", flat=True))
    on_record = ConditionSet.objects.filter(recorded_to=None).exclude(permit__in=theirs)
    standing = {row.permit_id: row for row in on_record}
    fresh, same = [], set()
    for each in content.conditions:
        old = standing.get(each.permit)
        if old and old.tree == each.tree:
            same.add(old.pk)
        elif each.permit not in theirs:
            fresh.append(ConditionSet(permit_id=each.permit, tree=each.tree, recorded_from=at, published_by=CARRIER))
    gone = [row.pk for row in standing.values() if row.pk not in same]
    ConditionSet.objects.filter(pk__in=gone).update(recorded_to=at)
    ConditionSet.objects.bulk_create(fresh)
    return len(fresh) + len(gone)
