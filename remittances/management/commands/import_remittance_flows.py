"""Import remittances received or paid by country."""

from __future__ import annotations

from remittances.management.importing import SourceCommand


class Command(SourceCommand):
    help = "Imports a workbook of remittances received or paid by country (World Bank-KNOMAD)"
    datasets = (
        "REM_INFLOW",
        "REM_OUTFLOW",
    )
