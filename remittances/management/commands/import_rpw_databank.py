"""Import corridor prices as the World Bank's DataBank exports them."""

from __future__ import annotations

from remittances.management.importing import SourceCommand


class Command(SourceCommand):
    help = "Imports the corridor prices of Remittance Prices Worldwide from a DataBank export (CSV)"
    datasets = ("REM_PRICE_DATABANK",)
