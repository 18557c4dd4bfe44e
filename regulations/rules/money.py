"""Pay in the unit of a rule: currency at the rate of a named day, period by fixed factors, never silently. Pure."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_FLOOR, Decimal
from typing import NamedTuple, Protocol

import msgspec

CENT = Decimal("0.01")
# Beyond this no amount, rate or multiple is law: it is a slip, and arithmetic on it might overflow.
LARGEST = Decimal(10) ** 15
# How many of a period a year has; hours and days depend on the contract.
PERIODS_A_YEAR = {"year": Decimal(1), "month": Decimal(12), "week": Decimal(52)}
WEEKS_A_YEAR = Decimal(52)
# How old a rate may be: a daily one is missing at feasts, a monthly one for a month and the time it takes to publish.
RATE_HOLDS_FOR = timedelta(days=45)


class Rate(msgspec.Struct, frozen=True, kw_only=True):
    """`value` units of `quote` for one of `base` on `day`, from the published dataset `source`."""

    base: str
    quote: str
    value: Decimal
    day: date
    source: str


class Rates(Protocol):
    """Where rates come from."""

    def rate(self, base: str, quote: str, on: date) -> Rate | None:
        """The latest rate up to `on`, or None: then the currency cannot be compared, and the answer says so."""


class NoRates:
    """Nothing converts."""

    def rate(self, base: str, quote: str, on: date) -> Rate | None:
        """Always None."""
        return None


class Converted(NamedTuple):
    """An amount in the unit of a rule, or the reason why it is not known ("no_rate", "hours_per_week", "period")."""

    amount: Decimal | None
    rate: Rate | None = None
    reason: str = ""


def usable(number: Decimal) -> bool:
    """Is it finite and of a size that arithmetic bears?"""
    return number.is_finite() and abs(number) <= LARGEST


def periods_a_year(period: str, hours_per_week: Decimal | None) -> Decimal | None:
    """How many of `period` a year has; None where that is not known."""
    if period == "hour" and hours_per_week is not None:
        return hours_per_week * WEEKS_A_YEAR
    return PERIODS_A_YEAR.get(period)


def in_period(amount: Decimal, own: str, wanted: str, hours_per_week: Decimal | None) -> Converted:
    """`amount` per `own` as an amount per `wanted`."""
    if own == wanted:
        return Converted(amount)
    factor, divisor = periods_a_year(own, hours_per_week), periods_a_year(wanted, hours_per_week)
    if factor is None or divisor is None:
        by_hour = hours_per_week is None and "hour" in (own, wanted)
        return Converted(None, reason="hours_per_week" if by_hour else "period")
    return Converted(amount * factor / divisor)


def shown(amount: Decimal) -> Decimal:
    """`amount` in cents, rounded down: what is short by less than a cent never looks as if it were reached."""
    return amount.quantize(CENT, ROUND_FLOOR)
