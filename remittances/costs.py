"""What sending money costs on average, and what would be saved if it cost less. Pure: frames in, frames out.

Costs are per cent of the amount sent, flows are millions of US dollars a year. A corridor without a flow has no weight:
it is left out of weighted means and of savings, and counted.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

# Flag of a corridor whose mean cost is below nought: the rate services use is not the official one they are compared
# with (Sudan 2017, Honduras 2014), so the figure says nothing about what would be saved.
NEGATIVE_MEAN = "NEGATIVE_MEAN"
NO_FLOW = "NO_FLOW"

COST, FLOW = pl.col("COST"), pl.col("FLOW")


def has_flow() -> pl.Expr:
    """True where money is known to flow; no estimate and nought both count as no flow."""
    return FLOW.fill_null(0.0) > 0


def averages(corridors: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Simple and flow-weighted mean cost of `corridors` (COST, FLOW) within each group `by`.

    Columns SIMPLE = sum(c)/n over all corridors, WEIGHTED = sum(c W)/sum(W) over those with a flow (null if there is
    none), CORRIDORS and WITHOUT_FLOW count both. Negative means stay in, as the World Bank keeps them.
    """
    weight = FLOW.filter(has_flow())
    return (
        corridors.sort(*by, "COST")
        .group_by(*by, maintain_order=True)
        .agg(
            COST.mean().alias("SIMPLE"),
            pl.when(weight.sum() > 0).then((COST * FLOW).filter(has_flow()).sum() / weight.sum()).alias("WEIGHTED"),
            pl.len().alias("CORRIDORS"),
            (~has_flow()).sum().alias("WITHOUT_FLOW"),
        )
    )


def saving(threshold_percent: float) -> pl.Expr:
    """Millions of US dollars a year that senders would keep if no corridor cost more than `threshold_percent`.

    max(0, cost - threshold)/100 x flow; null without a flow or with a negative mean. First order: the volume sent is
    held fixed, although it would grow if sending were cheaper.
    """
    kept = (COST - threshold_percent).clip(lower_bound=0.0) / 100.0 * FLOW
    return pl.when(has_flow() & (COST >= 0)).then(kept)
