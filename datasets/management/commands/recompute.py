"""Compute derived datasets that are out of date."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from datasets import actions
from datasets.actions.derived import failed
from datasets.management.bars import bar


class Command(BaseCommand):
    """Each once and after its inputs; what is up to date is left alone."""

    help = "Computes the derived datasets that are out of date, all or those named, in the order of their inputs"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("datasets", nargs="*")

    def handle(self, *args: Any, **options: Any) -> None:
        with bar("recompute", shown=options["verbosity"] > 0) as progress:
            outcomes = actions.recompute(at=timezone.now(), only=frozenset(options["datasets"]), progress=progress)
        for name, outcome in outcomes.items():
            if options["verbosity"]:
                self.stdout.write(f"{name}: {outcome}")
        if names := failed(outcomes):
            raise CommandError(f"Not computed: {', '.join(names)}")
