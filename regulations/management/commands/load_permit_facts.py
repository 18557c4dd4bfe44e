"""Load the permit facts that the project carries."""

from __future__ import annotations

import zoneinfo
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from tqdm import tqdm

from countries.models import Country, Currency
from regulations import fault_words
from regulations.actions import carried
from regulations.actions.carried.loading import STEPS
from regulations.carried import content
from regulations.carried.faults import ContentRefused


class Command(BaseCommand):
    """Everything in regulations/content comes on record, or, if anything is wrong with it, nothing. Repeatable."""

    help = "Loads the permit facts that the project carries, each with its source and date"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", type=Path, default=content.FOLDER, help="another folder of content files")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        known = content.Known(
            countries=frozenset(Country.objects.values_list("alpha2", flat=True)),
            currencies=frozenset(Currency.objects.values_list("code", flat=True)),
            time_zones=zoneinfo.available_timezones(),
        )
        with tqdm(total=len(STEPS) + 1, unit="step", disable=None if options["verbosity"] else True) as bar:

            def done(step: str) -> None:
                bar.set_description(step)
                bar.update()

            try:
                found = content.read(folder, known=known)
            except ContentRefused as refused:
                lines = [fault_words.line(fault) for fault in refused.faults]
                raise CommandError("\n".join(["Nothing was loaded.", *lines])) from refused
            done("files")
            loaded = carried.load(content=found, at=timezone.now(), done=done)
        if options["verbosity"]:
            self._report(loaded)

    def _report(self, loaded: carried.Loaded) -> None:
        if not loaded.changed:
            self.stdout.write("Permit facts are up to date.")
        else:
            self.stdout.write(
                f"permit facts: {loaded.published} versions came on record, {loaded.ended} left it,"
                f" {loaded.others} other rows changed"
            )
        if loaded.left_alone:
            self.stdout.write(f"{loaded.left_alone} facts left alone, for focal points have taken them over")
