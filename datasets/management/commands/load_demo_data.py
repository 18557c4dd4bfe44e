"""Load the published figures that the project carries."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from datasets import actions, manifest, tasks
from datasets.actions.derived import failed
from datasets.importing import Refused
from datasets.management.bars import bar
from datasets.management.reports import lines_of, lines_of_refusal
from datasets.models import ImportRun


class Command(BaseCommand):
    """Every carried table becomes a published release, then what rests on them is computed. Repeatable."""

    help = "Loads the published figures that the project carries, each with its source, date and licence"

    def handle(self, *args: Any, **options: Any) -> None:
        actions.sync_datasets(at=timezone.now())
        tables = manifest.tables()
        runs: list[ImportRun] = []
        with bar("carried tables", shown=options["verbosity"] > 0) as progress:
            for position, table in enumerate(tables):
                progress(table.file, position, len(tables))
                try:
                    run = actions.load_carried(table=table, at=timezone.now())
                except Refused as refused:
                    raise CommandError("\n".join(lines_of_refusal(refused))) from refused
                runs += [run] if run else []
            outcomes = actions.recompute(at=timezone.now(), progress=progress)
        tasks.write_missing_files.delay()
        self._report(runs, outcomes, options["verbosity"])
        if options["verbosity"] and (kept := len(tables) - len(runs)):
            self.stdout.write(f"{kept} left alone, for somebody published other figures since")

    def _report(self, runs: list[ImportRun], outcomes: dict[str, str], verbosity: int) -> None:
        for run in runs:
            if run.state == ImportRun.State.REFUSED:
                raise CommandError("\n".join(lines_of(run)))
        if names := failed(outcomes):
            raise CommandError(f"Not computed: {', '.join(names)}")
        if verbosity:
            new = sum(run.state == ImportRun.State.SUCCEEDED for run in runs)
            computed = sum(outcome.startswith("published") for outcome in outcomes.values())
            self.stdout.write(f"carried tables: {new} of {len(runs)} were new; {computed} datasets computed")
