"""Keeping the table of datasets in step with the definition files."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from datasets import definition as definitions
from datasets.models import Dataset


@transaction.atomic
def sync_datasets(*, at: datetime) -> int:
    """Make one row a definition, retire rows whose file is gone; how many rows changed. Repeatable."""
    declared = definitions.all_definitions()
    definitions.dependencies()
    rows = {row.pk: row for row in Dataset.objects.select_for_update()}
    changed = 0
    for definition in declared.values():
        wanted = {
            "room": definition.room,
            "is_derived": definition.derived is not None,
            "definition_version": definition.version,
            "definition_digest": definition.digest,
            "retired_at": None,
        }
        row = rows.get(definition.id)
        if row is None or any(getattr(row, name) != value for name, value in wanted.items()):
            Dataset.objects.update_or_create(pk=definition.id, defaults=wanted)
            changed += 1
    gone = Dataset.objects.filter(retired_at__isnull=True).exclude(pk__in=declared)
    return changed + gone.update(retired_at=at)
