"""Amounts of one currency in another, at published rates that are named with every answer. Pure.

A rate says how many units of `currency` one unit of `denom` bought. Currencies that the daily table lacks are reached
through the dollar of a monthly one. Where no chain of rates leads from one currency to the other there is no answer:
an amount is never converted by guess, nor silently.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

EURO, DOLLAR = "EUR", "USD"


@dataclass(frozen=True, slots=True)
class Quote:
    """One published rate: units of `currency` for one `denom` in `period` ("2026-10-30", "2026-06")."""

    currency: str
    denom: str
    period: str
    rate: Decimal
    dataset_id: str
    release: int


@dataclass(frozen=True, slots=True)
class Converted:
    """An amount in the currency asked for and every rate it went through, none where it was in that currency."""

    amount: Decimal
    currency: str
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True)
class Rates:
    """The rates of one day: euro rates by the day, dollar rates by the month, each by currency."""

    by_euro: Mapping[str, Quote]
    by_dollar: Mapping[str, Quote]

    def currencies(self) -> set[str]:
        """The currencies that amounts can be given in."""
        reached = {EURO, *self.by_euro}
        return reached | set(self.by_dollar) if DOLLAR in self.by_euro else reached

    def convert(self, amount: Decimal, currency: str, into: str) -> Converted | None:
        """The amount in another currency, unrounded; None where a currency has no rate."""
        if currency == into:
            return Converted(amount, into)
        source, target = self._per_euro(currency), self._per_euro(into)
        if source is None or target is None:
            return None
        (units, through), (wanted, onwards) = source, target
        return Converted(amount / units * wanted, into, tuple(dict.fromkeys((*through, *onwards))))

    def _per_euro(self, currency: str) -> tuple[Decimal, tuple[Quote, ...]] | None:
        """How many units one euro buys, and by which rates."""
        if currency == EURO:
            return Decimal(1), ()
        if direct := self.by_euro.get(currency):
            return direct.rate, (direct,)
        dollar, by_dollar = self.by_euro.get(DOLLAR), self.by_dollar.get(currency)
        if dollar is None or by_dollar is None:
            return None
        return dollar.rate * by_dollar.rate, (by_dollar, dollar)


NO_RATES = Rates({}, {})
