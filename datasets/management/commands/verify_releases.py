"""Verify that stored observations are those that were checked."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from datasets import queries
from datasets.digest import digest
from datasets.models import Release


class Command(BaseCommand):
    """Reads every table back and compares its digest with the one kept when it was checked."""

    help = "Verifies the digests of all releases, or of those of the datasets named"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("datasets", nargs="*")

    def handle(self, *args: Any, **options: Any) -> None:
        releases = Release.objects.exclude(status__in=["draft", "discarded"])
        if options["datasets"]:
            releases = releases.filter(dataset__in=options["datasets"])
        different = []
        for release in tqdm(list(releases), unit="release", disable=None, leave=False):
            found = digest(queries.frame(release), columns=release.definition.columns)
            if found != release.digest:
                different.append(str(release))
        if different:
            raise CommandError(f"Not what was checked: {', '.join(different)}")
        self.stdout.write(f"{releases.count()} releases are what was checked")
