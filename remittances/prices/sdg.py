"""SDG target 10.c by the two rules of its own metadata. Pure.

(a) The global average is under 3 %: the simple average over **all services**. (b) No corridor is above 5 %: judged on
its **SmaRT** average, not on its simple mean. Many dashboards hold 5 % against the simple mean and so mislabel
corridors; that reading is offered here as a "what if", and called so.
"""

from __future__ import annotations

from typing import Final

import polars as pl

GLOBAL_LIMIT, CORRIDOR_LIMIT = 3.0, 5.0
MET, NOT_MET, NOT_MEASURED = "MET", "NOT_MET", "NOT_MEASURED"
# What a figure is taken over: all services, the three cheapest of each corridor, the simple mean of each corridor.
SERVICES, SMART, SIMPLE = "SERVICES", "SMART", "SIMPLE"
OFFICIAL: Final = {"GLOBAL_AVERAGE": SERVICES, "SHARE_MET": SMART, "CORRIDOR_COST": SMART}


def global_status(average: float | None) -> str:
    """Rule (a): met where the average is below 3 %."""
    if average is None:
        return NOT_MEASURED
    return MET if average < GLOBAL_LIMIT else NOT_MET


def corridor_status(cost: float | None) -> str:
    """Rule (b) for one corridor: met where its figure is not above 5 %."""
    if cost is None:
        return NOT_MEASURED
    return MET if cost <= CORRIDOR_LIMIT else NOT_MET


def target_status(above: int, judged: int) -> str:
    """Rule (b) for all corridors: met where none is above 5 %."""
    if judged == 0:
        return NOT_MEASURED
    return NOT_MET if above else MET


def kept(costs: pl.DataFrame, *, negatives: bool) -> pl.DataFrame:
    """The figures (COST) that are judged: all that are measured, or only those not below nought."""
    known = costs.filter(pl.col("COST").is_not_null())
    return known if negatives else known.filter(pl.col("COST") >= 0)


def judged(corridors: pl.DataFrame, *, negatives: bool) -> pl.DataFrame:
    """Of the corridors of each quarter (COST, FLOW): GLOBAL_AVERAGE, SHARE_MET in per cent, CORRIDORS, ABOVE, FLOW.

    A corridor without a figure is not judged, neither met nor missed; WITHOUT counts it.
    """
    known = kept(corridors, negatives=negatives)
    above = pl.col("COST") > CORRIDOR_LIMIT
    found = known.group_by("TIME_PERIOD").agg(
        pl.col("COST").sort().mean().alias("GLOBAL_AVERAGE"),
        (100 * (~above).mean()).alias("SHARE_MET"),
        pl.len().cast(pl.Int64).alias("CORRIDORS"),
        above.sum().cast(pl.Int64).alias("ABOVE"),
        pl.col("FLOW").fill_null(0.0).sort().sum().alias("FLOW"),
    )
    surveyed = corridors.group_by("TIME_PERIOD").agg(pl.len().cast(pl.Int64).alias("SURVEYED"))
    return (
        surveyed.join(found, on="TIME_PERIOD", how="left")
        .with_columns(pl.col("CORRIDORS", "ABOVE").fill_null(0))
        .with_columns((pl.col("SURVEYED") - pl.col("CORRIDORS")).alias("WITHOUT"))
        .sort("TIME_PERIOD")
    )
