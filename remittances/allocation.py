"""Sharing out what a country receives among the countries its people live in: the bilateral matrix, recomputed. Pure.

Nobody measures what flows between two countries. Matrices are made of what a country of origin i records as received,
R_i, shared out by weights: R_ij = R_i x w_ij / sum_k w_ik over host countries j. The rules differ in the weights:

* STOCK: M_ij, the migrants of i in j;
* INCOME: M_ij x y_j, with the income of the host country;
* RATHA_SHAW: M_ij x r_ij, where r_ij = y_i if y_j <= y_i, else y_i + (y_j - y_i)^beta. Beta is 0.75 in Ratha and Shaw
  (2007); on the matrix of 2017 the fit is best at 0.75 to 0.8.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

STOCK, INCOME, RATHA_SHAW = "STOCK", "INCOME", "RATHA_SHAW"
RULES: Final = (STOCK, INCOME, RATHA_SHAW)
BETA: Final = 0.75
LEAST_BETA, MOST_BETA = 0.0, 1.0
HOST, ORIGIN, MIGRANTS, FLOW = "REF_AREA", "COUNTERPART_AREA", "MIGRANTS", "FLOW"
# Pairs of neighbours that the World Bank forces to nought, in both directions.
FORCED_TO_ZERO: Final = (("IND", "PAK"), ("ISR", "LBN"), ("ARM", "AZE"))


@dataclass(frozen=True, slots=True)
class Rule:
    """An allocation rule; `beta` counts for RATHA_SHAW alone."""

    name: str = RATHA_SHAW
    beta: float = BETA

    def __post_init__(self) -> None:
        if self.name not in RULES:
            raise ValueError(f"there is no rule {self.name}")
        if not LEAST_BETA <= self.beta <= MOST_BETA:
            raise ValueError(f"beta is {self.beta}, not between {LEAST_BETA} and {MOST_BETA}")


# The rules whose lowest and highest result make the range of a flow.
RANGE: Final = (Rule(STOCK), Rule(INCOME), *(Rule(RATHA_SHAW, beta / 20) for beta in range(10, 19)))


@dataclass(frozen=True)
class Allocation:
    """Flows (REF_AREA sends, COUNTERPART_AREA receives, FLOW), and whose inflow could not be shared out."""

    flows: pl.DataFrame
    unshared: tuple[str, ...]


def weights(stocks: pl.DataFrame, incomes: Mapping[str, float], rule: Rule) -> pl.DataFrame:
    """The stocks (REF_AREA hosts, COUNTERPART_AREA is the origin, MIGRANTS) with the column WEIGHT by a rule.

    Ratha and Shaw where the host's income is not known: the origin's own, the least the rule gives; where the origin's
    is not known: migrants alone. INCOME leaves out hosts whose income is not known.
    """
    migrants = pl.col(MIGRANTS)
    if rule.name == STOCK:
        return stocks.with_columns(migrants.cast(pl.Float64).alias("WEIGHT"))
    income = pl.DataFrame(
        {"AREA": list(incomes), "INCOME": list(incomes.values())}, schema={"AREA": pl.String, "INCOME": pl.Float64}
    )
    joined = stocks.join(income, left_on=HOST, right_on="AREA", how="left").join(
        income, left_on=ORIGIN, right_on="AREA", how="left", suffix="_ORIGIN"
    )
    host, own = pl.col("INCOME"), pl.col("INCOME_ORIGIN")
    if rule.name == INCOME:
        sent = host
    else:
        above = (host - own).clip(lower_bound=0.0)
        sent = pl.when(host > own).then(own + above.pow(rule.beta)).otherwise(own).fill_null(1.0)
    return joined.with_columns((migrants * sent).fill_null(0.0).alias("WEIGHT")).drop("INCOME", "INCOME_ORIGIN")


def allocate(
    stocks: pl.DataFrame, incomes: Mapping[str, float], inflows: Mapping[str, float], rule: Rule | None = None
) -> Allocation:
    """Share out `inflows` (million US dollars by country of origin); flows of a country add up to its inflow.

    Pairs forced to zero get none. A country without any weight is named in `unshared`, never spread over all.
    """
    forced = sorted({*FORCED_TO_ZERO, *((second, first) for first, second in FORCED_TO_ZERO)})
    closed = pl.DataFrame(forced, schema=[HOST, ORIGIN], orient="row")
    usable = stocks.filter(pl.col(HOST) != pl.col(ORIGIN)).join(closed, on=[HOST, ORIGIN], how="anti")
    weighted = weights(usable, incomes, rule or Rule()).filter(pl.col("WEIGHT") > 0)
    received = pl.DataFrame(
        {ORIGIN: list(inflows), "INFLOW": list(inflows.values())},
        schema={ORIGIN: pl.String, "INFLOW": pl.Float64},
    ).filter(pl.col("INFLOW") > 0)
    flows = (
        weighted.join(received, on=ORIGIN)
        .with_columns((pl.col("WEIGHT") / pl.col("WEIGHT").sum().over(ORIGIN) * pl.col("INFLOW")).alias(FLOW))
        .select(HOST, ORIGIN, FLOW)
        .sort(HOST, ORIGIN)
    )
    shared = set(flows[ORIGIN])
    return Allocation(flows, tuple(sorted(each for each in received[ORIGIN] if each not in shared)))


@dataclass(frozen=True, slots=True)
class Fit:
    """How near a recomputed matrix is to a published one, over the pairs in either.

    `difference_percent` is the sum of all differences over the published sum; `median_error_percent` is over flows
    above 100 million.
    """

    correlation: float
    difference_percent: float
    median_error_percent: float
    pairs: int


LARGE_MILLION = 100.0


def fit(computed: pl.DataFrame, published: pl.DataFrame) -> Fit:
    """Compare flows (REF_AREA, COUNTERPART_AREA, FLOW) with published ones of the same columns."""
    both = published.filter(pl.col(FLOW).is_not_null()).join(
        computed, on=[HOST, ORIGIN], how="full", coalesce=True, suffix="_COMPUTED"
    )
    printed = both[FLOW].fill_null(0.0).to_numpy()
    made = both[f"{FLOW}_COMPUTED"].fill_null(0.0).to_numpy()
    large = printed > LARGE_MILLION
    errors = np.abs(made[large] / printed[large] - 1) * 100
    return Fit(
        correlation=float(np.corrcoef(printed, made)[0, 1]),
        difference_percent=float(np.abs(made - printed).sum() / printed.sum() * 100),
        median_error_percent=float(np.median(errors)) if errors.size else 0.0,
        pairs=int(both.height),
    )


def ranges(stocks: pl.DataFrame, incomes: Mapping[str, float], inflows: Mapping[str, float]) -> pl.DataFrame:
    """LOWEST and HIGHEST flow of each pair over all rules of RANGE: how much the assumption decides."""
    made = pl.concat(allocate(stocks, incomes, inflows, rule).flows for rule in RANGE)
    lowest, highest, times = pl.col(FLOW).min(), pl.col(FLOW).max(), pl.len()
    # A pair that a rule leaves out gets nought by it.
    return (
        made.group_by(HOST, ORIGIN)
        .agg(
            pl.when(times < len(RANGE)).then(0.0).otherwise(lowest).alias("LOWEST"),
            highest.alias("HIGHEST"),
        )
        .sort(HOST, ORIGIN)
    )
