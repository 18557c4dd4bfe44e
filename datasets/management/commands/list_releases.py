"""List releases."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from datasets.models import Release


class Command(BaseCommand):
    """Newest first within each dataset."""

    help = "Lists the releases of all datasets, or of those named"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("datasets", nargs="*")

    def handle(self, *args: Any, **options: Any) -> None:
        releases = Release.objects.all()
        if options["datasets"]:
            releases = releases.filter(dataset__in=options["datasets"])
        for each in releases:
            periods = f"{each.period_start} to {each.period_end}"
            self.stdout.write(
                f"{each!s:32} {each.status:10} {each.row_count:>10,} {periods:24} {each.vintage}".rstrip()
            )
