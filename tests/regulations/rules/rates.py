"""Rates against the euro, for tests that convert."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from regulations.rules.money import Rate

DAY = date(2026, 1, 30)


class EuroRates:
    """Units of each currency for one euro on DAY."""

    def __init__(self, per_euro: Mapping[str, str]) -> None:
        self._per_euro = {"EUR": Decimal(1)} | {currency: Decimal(units) for currency, units in per_euro.items()}

    def rate(self, base: str, quote: str, on: date) -> Rate | None:
        """The cross rate; None before DAY and for a currency that is not held."""
        if on < DAY or base not in self._per_euro or quote not in self._per_euro:
            return None
        value = self._per_euro[quote] / self._per_euro[base]
        return Rate(base=base, quote=quote, value=value, day=DAY, source="FX_DAILY")
