"""Import the prices of every service out of the workbook of Remittance Prices Worldwide."""

from __future__ import annotations

from remittances.management.importing import SourceCommand


class Command(SourceCommand):
    help = "Imports the workbook of Remittance Prices Worldwide, in either layout, or an excerpt of it (CSV)"
    datasets = ("REM_PRICE_SERVICE",)
