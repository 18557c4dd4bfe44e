"""Keep the table of datasets in step with the definition files."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from datasets.actions import sync_datasets


class Command(BaseCommand):
    """Repeatable; changes nothing but the table of datasets."""

    help = "Keeps the table of datasets in step with the definition files"

    def handle(self, *args: Any, **options: Any) -> None:
        changed = sync_datasets(at=timezone.now())
        if options["verbosity"]:
            self.stdout.write(f"datasets: {changed} changed")
