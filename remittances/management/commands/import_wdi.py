"""Import an indicator of the World Development Indicators."""

from __future__ import annotations

from remittances.management.importing import SourceCommand


class Command(SourceCommand):
    help = "Imports a country file of the World Development Indicators (workbook or CSV)"
    datasets = (
        "REM_INFLOW_WDI",
        "REM_OUTFLOW_WDI",
        "REM_INFLOW_GDP",
        "REM_COST_RECEIVING",
        "REM_COST_SENDING",
    )
