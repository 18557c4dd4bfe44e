"""Indicators of migration and development: the formulas. Pure: numbers in, numbers out; None where nothing is known."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from statistics import stdev
from typing import Final

# Years of inflow that a volatility is taken over; changes between them are one fewer.
VOLATILITY_YEARS: Final = 10
LEAST_CHANGES: Final = 3

# Indicator to its unit. Those after the blank line are on the profile and in none of the files in hand.
UNITS: Final[Mapping[str, str]] = {
    "INFLOW_USD": "USD_MILLION",
    "INFLOW_GDP": "PERCENT",
    "CONCENTRATION": "INDEX",
    "VOLATILITY": "PERCENT",
    "DEPENDENCE_RISK": "PERCENT",
    "PRICE_MEAN": "PERCENT",
    "PRICE_SMART": "PERCENT",
    "PRICE_WORST": "PERCENT",
    "SAVING_USD": "USD_MILLION",
    "SAVING_SHARE": "PERCENT",
    "EMIGRANTS": "PERSONS",
    "EMIGRANT_RATE": "PERCENT",
    "INFLOW_ODA": "RATIO",
    "INFLOW_FDI": "RATIO",
    "SKILLED_RATE": "PERCENT",
    "DOCTORS": "PER_10000",
    "NURSES": "PER_10000",
    "RECRUITMENT_COST": "MONTHS",
    "GOVERNANCE_COVERAGE": "PERCENT",
    "RETURN_SCHEMES": "NUMBER",
}
NOT_IN_HAND: Final = (
    "INFLOW_ODA",
    "INFLOW_FDI",
    "SKILLED_RATE",
    "DOCTORS",
    "NURSES",
    "RECRUITMENT_COST",
    "GOVERNANCE_COVERAGE",
    "RETURN_SCHEMES",
)


def herfindahl(amounts: Sequence[float]) -> float | None:
    """Sum of squared shares, from nearly 0 (many equal senders) to 1 (one sender); None where nothing flows."""
    positive = [amount for amount in amounts if amount > 0]
    total = math.fsum(positive)
    return math.fsum((amount / total) ** 2 for amount in positive) if total > 0 else None


def volatility_percent(by_year: Mapping[int, float]) -> float | None:
    """Standard deviation of the yearly change in per cent over the last ten years; None for fewer than three changes.

    Only changes between two years that follow each other and both have an inflow count.
    """
    last = max(by_year, default=0)
    changes = [
        (by_year[year] / by_year[year - 1] - 1) * 100
        for year in range(last - VOLATILITY_YEARS + 2, last + 1)
        if by_year.get(year, 0) > 0 and by_year.get(year - 1, 0) > 0
    ]
    return stdev(changes) if len(changes) >= LEAST_CHANGES else None


def dependence_risk_percent(share_of_gdp: float | None, volatility: float | None) -> float | None:
    """Dependence x volatility: what a year's usual swing of remittances is worth, in per cent of GDP."""
    return None if share_of_gdp is None or volatility is None else share_of_gdp * volatility / 100


def share_percent(part: float | None, whole: float | None) -> float | None:
    """part / whole x 100; None where either is unknown or there is no whole."""
    return None if part is None or not whole else part / whole * 100


def emigration_rate_percent(abroad: float, home: float) -> float | None:
    """E / (E + N) x 100, of all or of one schooling: who left, of those from here. None for nobody."""
    return abroad / (abroad + home) * 100 if abroad + home > 0 else None


def months_of_wage(recruitment_cost: float, monthly_wage: float) -> float | None:
    """SDG 10.7.1 for one worker: cost paid / earnings of the first month; None without a wage."""
    return recruitment_cost / monthly_wage if monthly_wage > 0 else None
