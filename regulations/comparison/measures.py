"""Values on scales on which those of different countries may stand side by side. Pure.

Only what is the same thing shares a scale: a yearly and a monthly salary do, by twelve months; gross and net don't, nor
do fees per person and per application. Working days are put beside calendar days at five to a week, and months at
30.4 days: good enough to say which is longer, never shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from regulations.exchange import Rates
from regulations.values import Duration, Money, Number, Value

MONTHS_A_YEAR = 12
DAYS_A_MONTH = Decimal("30.436875")  # of the Gregorian calendar, on average
WORKING_DAYS_A_WEEK, DAYS_A_WEEK = 5, 7
_SPAN = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")


@dataclass(frozen=True, slots=True)
class Measure:
    """How much, on a scale. Measures of one scale can be ranked."""

    scale: str
    amount: Decimal


def measure(value: Value | None, *, rates: Rates, into: str) -> Measure | None:
    """The value on its scale, money in the currency `into`; None for what is no quantity, or money without a rate."""
    match value:
        case Money():
            return _money(value, rates, into)
        case Duration():
            return Measure("days, at least" if value.bound == "min" else "days", days(value))
        case Number() if not isinstance(value.number, tuple):
            return Measure(value.unit, Decimal(value.number))
        case _:
            return None


def days(duration: Duration) -> Decimal:
    """About how many calendar days a duration lasts."""
    found = _SPAN.fullmatch(duration.iso8601)
    years, months, weeks, single = (int(part or 0) for part in found.groups()) if found else (0, 0, 0, 0)
    counted = Decimal(single)
    if duration.day_basis == "working":
        counted = counted * DAYS_A_WEEK / WORKING_DAYS_A_WEEK
    return (years * MONTHS_A_YEAR + months) * DAYS_A_MONTH + weeks * DAYS_A_WEEK + counted


def _money(money: Money, rates: Rates, into: str) -> Measure | None:
    converted = rates.convert(money.amount, money.currency, into)
    if converted is None:
        return None
    monthly = money.per == "month"
    amount = converted.amount * MONTHS_A_YEAR if monthly else converted.amount
    return Measure(f"{into} {'year' if monthly else money.per} {money.gross_net}", amount)
