"""Import a bilateral remittance matrix."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.management.base import CommandParser

from datasets.importing import Importer
from datasets.models import Dataset
from remittances.importers import knomad_matrix
from remittances.management.importing import SourceCommand


class Command(SourceCommand):
    help = "Imports a bilateral remittance matrix (World Bank-KNOMAD; workbook, or the CSV of 2010 with its year)"
    datasets = ("REM_FLOW_BILATERAL",)

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--year", type=int, help="year of the matrix, where the file does not say it")

    def importers(self, dataset: Dataset, options: Mapping[str, Any]) -> Sequence[Importer]:
        return (knomad_matrix.Importer(dataset.definition, year=options["year"]),)
