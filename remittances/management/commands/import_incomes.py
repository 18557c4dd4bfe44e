"""Import incomes by head."""

from __future__ import annotations

from remittances.management.importing import SourceCommand


class Command(SourceCommand):
    help = "Imports incomes by head: a DataBank workbook in US dollars, or Gapminder at purchasing power (CSV)"
    datasets = ("REM_INCOME_USD", "REM_INCOME_PPP", "MIG_EMIGRANT", "MIG_EMIGRANT_RATE")
