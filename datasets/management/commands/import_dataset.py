"""Import a published file into a dataset."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.models import User
from datasets import actions
from datasets.importing import Importer, Refused
from datasets.management.bars import bar
from datasets.management.reports import lines_of, lines_of_refusal
from datasets.models import Dataset, ImportRun
from datasets.people import BY_RULE, Acting, acting
from workflow.engine import TransitionRefused


class Command(BaseCommand):
    """Reads, checks and stores; publishes only when told to, and then by the rule or by somebody else."""

    help = "Imports a published file into a dataset; says every problem with its place and how to mend it"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("dataset", help="such as REM_INFLOW")
        self.add_file_arguments(parser)

    def add_file_arguments(self, parser: CommandParser) -> None:
        """What every command that imports one file understands; the rooms have one for each of their sources."""
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--as", dest="email", help="e-mail address of the person who imports; else the program does"
        )
        parser.add_argument("--address", default="", help="where the file was published")
        parser.add_argument("--retrieved-on", type=date.fromisoformat, help="such as 2026-11-22")
        parser.add_argument("--force", action="store_true", help="import a file that was imported before")
        parser.add_argument("--publish", action="store_true", help="publish by rule, then compute what rests on it")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            dataset = Dataset.objects.get(pk=options["dataset"])
        except Dataset.DoesNotExist as error:
            raise CommandError(f"There is no dataset {options['dataset']}. Is its definition synced?") from error
        person = self._person(options["email"])
        actor = Acting(person) if person else acting("system:command")
        source = dataset.definition.source
        try:
            file = actions.register_file(
                path=options["file"],
                name=options["file"].name,
                uploaded_by=person,
                address=options["address"] or source.url,
                publisher=source.publisher,
                licence=source.licence.id,
                retrieved_on=options["retrieved_on"],
            )
        except (FileNotFoundError, IsADirectoryError) as error:
            raise CommandError(f"There is no file {options['file']}") from error
        except Refused as refused:
            actions.note_refusal(
                dataset=dataset, name=options["file"].name, actor=actor, at=timezone.now(), problems=refused.problems
            )
            raise CommandError("\n".join(lines_of_refusal(refused))) from refused
        with bar(dataset.pk, shown=options["verbosity"] > 0) as progress:
            run = actions.import_file(
                dataset=dataset,
                source_file=file,
                actor=actor,
                at=timezone.now(),
                importers=self.importers(dataset, options),
                force=options["force"],
                progress=progress,
            )
        for line in lines_of(run):
            self.stdout.write(line)
        if run.state == ImportRun.State.REFUSED:
            raise CommandError(f"{file.name} was refused; nothing was stored.")
        if options["publish"] and run.release and run.release.status == "checked":
            self._publish(run)

    def importers(self, dataset: Dataset, options: Mapping[str, Any]) -> Sequence[Importer]:
        """Importers made with what the operator said; none for those that the definition names."""
        return ()

    def _person(self, email: str | None) -> User | None:
        if not email:
            return None
        try:
            return User.objects.get(email=email.lower())
        except User.DoesNotExist as error:
            raise CommandError(f"Nobody signs in as {email}.") from error

    def _publish(self, run: ImportRun) -> None:
        if run.release is None:
            return
        try:
            actions.publish(release=run.release, actor=BY_RULE, at=timezone.now())
        except TransitionRefused as refused:
            raise CommandError(f"Not published: {refused}") from refused
        self.stdout.write(f"{run.release} is published")
        for name, outcome in actions.recompute(at=timezone.now()).items():
            self.stdout.write(f"{name}: {outcome}")
