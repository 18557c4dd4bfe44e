"""Compute the dataset on permit openness."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from datasets.actions import sync_datasets
from regulations.actions.openness import DATASET, compute_openness


class Command(BaseCommand):
    """A new release of REG_OPENNESS where the rules give other figures than the one in force. Repeatable."""

    help = "Computes permit openness from the permit rules and publishes it where a figure differs"

    def handle(self, *args: Any, **options: Any) -> None:
        sync_datasets(at=timezone.now())
        release = compute_openness(at=timezone.now())
        if options["verbosity"]:
            said = f"release {release.number}, {release.row_count} rows" if release else "up to date"
            self.stdout.write(f"{DATASET}: {said}")
