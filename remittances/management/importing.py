"""What the import commands of this room have in common: the dataset follows from the command or the file."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from django.conf import settings
from django.core.management.base import CommandError, CommandParser

from datasets import definition
from datasets.importing import importers_of
from datasets.management.commands import import_dataset


class SourceCommand(import_dataset.Command):
    """Imports a file of one source. Of several datasets the source fills, the first whose importer knows the file."""

    datasets: ClassVar[tuple[str, ...]]

    def add_arguments(self, parser: CommandParser) -> None:
        self.add_file_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options, dataset=self.dataset_of(options["file"]))

    def dataset_of(self, file: Path) -> str:
        """The dataset that a file fills."""
        if not file.is_file():
            raise CommandError(f"There is no file {file}")
        if file.stat().st_size > settings.MAX_UPLOAD_BYTES:
            return self.datasets[0]  # too large to be looked into: it is refused when it is registered
        known = (
            dataset
            for dataset in self.datasets
            if any(importer.sniff(file) for importer in importers_of(definition.load(dataset)))
        )
        return next(known, self.datasets[0])
