"""Import exchange rates by month or by day."""

from __future__ import annotations

from remittances.management.importing import SourceCommand


class Command(SourceCommand):
    help = "Imports monthly rates to the dollar (CSV) or the ECB's daily reference rates (zip)"
    datasets = (
        "FX_MONTHLY",
        "FX_DAILY",
    )
