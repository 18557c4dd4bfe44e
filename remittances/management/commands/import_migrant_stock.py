"""Import the bilateral matrix of migrants."""

from __future__ import annotations

from remittances.management.importing import SourceCommand


class Command(SourceCommand):
    help = "Imports a bilateral matrix of migrant stocks (World Bank-KNOMAD workbook)"
    datasets = ("REM_MIGRANT_STOCK",)
