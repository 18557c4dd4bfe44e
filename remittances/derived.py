"""Datasets computed from published releases: corridor prices, average prices and savings.

Functions from frames by dataset id and parameters to a tidy frame; the same inputs give the same bytes. Registered by
name in `datasets/*.toml`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from remittances import costs
from remittances.prices import averages
from remittances.prices.codes import USD200

Frames = Mapping[str, pl.DataFrame]
Parameters = Mapping[str, Any]

WORLD = "001"
# The order in which processors add differs in the sixteenth digit; a release is rebuilt to the same bytes.
DECIMALS = 6
SENDER, RECEIVER, PERIOD = "REF_AREA", "COUNTERPART_AREA", "TIME_PERIOD"
CORRIDOR = (SENDER, RECEIVER)
# CL_OBS_STATUS; L: "data exist but were not collected", M: "data cannot exist".
NORMAL, BREAK, UNRELIABLE, NOT_COLLECTED, IMPOSSIBLE = "A", "B", "U", "L", "M"


def corridor_prices(inputs: Frames, parameters: Parameters) -> pl.DataFrame:
    """REM_PRICE_CORRIDOR: the corridor means as published, each with what a reader must know about it.

    Where DataBank has none, the mean over the services of the survey, if those are published, with their number.
    Status "U" and QUALITY "NEGATIVE_MEAN" where the mean is below nought, "B" in the quarters `breaks`. Quarters
    without a price stay without one: nothing is interpolated.
    """
    cost = pl.col("OBS_VALUE")
    negative = cost < 0
    return (
        _with_services(inputs)
        .select(
            *CORRIDOR,
            PERIOD,
            cost,
            "SERVICES",
            pl.when(negative)
            .then(pl.lit(UNRELIABLE))
            .when(pl.col(PERIOD).is_in(list(parameters["breaks"])))
            .then(pl.lit(BREAK))
            .otherwise(pl.lit(NORMAL))
            .alias("OBS_STATUS"),
            pl.when(negative).then(pl.lit(costs.NEGATIVE_MEAN)).alias("QUALITY"),
        )
        .sort(*CORRIDOR, PERIOD)
    )


def _with_services(inputs: Frames) -> pl.DataFrame:
    """Printed corridor means, completed by means over services at 200 dollars."""
    cost, key = pl.col("OBS_VALUE"), [*CORRIDOR, PERIOD]
    printed = inputs["REM_PRICE_DATABANK"].filter(cost.is_not_null()).select(*key, cost)
    services = inputs.get("REM_PRICE_SERVICE")
    if services is None:
        return printed.with_columns(pl.lit(None, pl.Int64).alias("SERVICES"))
    means = averages.means(averages.counted(services).filter(pl.col("AMOUNT") == USD200), key)
    computed = means.select(*key, pl.col("MEAN").round(DECIMALS).alias("OBS_VALUE"), "SERVICES")
    return pl.concat([printed, computed.join(printed, on=key, how="anti")], how="diagonal")


def whole_quarters(prices: pl.DataFrame, parameters: Parameters) -> pl.DataFrame:
    """The prices of quarters in which the world was surveyed: of an excerpt no average of countries can be taken."""
    surveyed = pl.struct(CORRIDOR).n_unique().over(PERIOD)
    return prices.filter(surveyed >= parameters.get("least_corridors", 0))


def average_prices(inputs: Frames, parameters: Parameters) -> pl.DataFrame:
    """REM_PRICE_AVERAGE: simple and flow-weighted means over corridors, of the world, each sender and each receiver.

    World stands for "all": (USA, 001) is the mean over the corridors out of the United States.
    """
    corridors = whole_quarters(_priced_with_flow(inputs), parameters)
    wide = pl.concat(
        costs.averages(each, [*CORRIDOR, PERIOD, "WEIGHT_YEAR"])
        for each in (
            corridors.with_columns(pl.lit(WORLD).alias(SENDER), pl.lit(WORLD).alias(RECEIVER)),
            corridors.with_columns(pl.lit(WORLD).alias(RECEIVER)),
            corridors.with_columns(pl.lit(WORLD).alias(SENDER)),
        )
    )
    return (
        wide.unpivot(
            on=["SIMPLE", "WEIGHTED"],
            index=[*CORRIDOR, PERIOD, "WEIGHT_YEAR", "CORRIDORS", "WITHOUT_FLOW"],
            variable_name="INDICATOR",
            value_name="OBS_VALUE",
        )
        .filter(pl.col("OBS_VALUE").is_not_null())
        .select(
            *CORRIDOR,
            pl.concat_str(pl.lit("MEAN_"), pl.col("INDICATOR")).alias("INDICATOR"),
            PERIOD,
            pl.col("OBS_VALUE").round(DECIMALS),
            pl.lit(NORMAL).alias("OBS_STATUS"),
            pl.col("CORRIDORS").cast(pl.Int64),
            pl.col("WITHOUT_FLOW").cast(pl.Int64),
            "WEIGHT_YEAR",
        )
        .sort(*CORRIDOR, "INDICATOR", PERIOD)
    )


def corridor_saving(inputs: Frames, parameters: Parameters) -> pl.DataFrame:
    """REM_SAVING: saving of each corridor and of the world at each of `thresholds` (per cent).

    A corridor without flow, or with a negative mean cost, has a row without a value that says why; the world's rows
    count the corridors that have one and say which share of all flow they carry.
    """
    corridors = _priced_with_flow(inputs).with_columns(
        pl.when(~costs.has_flow())
        .then(pl.lit(costs.NO_FLOW))
        .when(costs.COST < 0)
        .then(pl.lit(costs.NEGATIVE_MEAN))
        .alias("QUALITY")
    )
    world_flow = _flows(inputs).group_by("WEIGHT_YEAR").agg(pl.col("FLOW").sum().alias("WORLD_FLOW"))
    frames = [_savings(corridors, world_flow, threshold, parameters) for threshold in parameters["thresholds"]]
    return pl.concat(frames).sort(*CORRIDOR, "INDICATOR", PERIOD)


def _savings(
    corridors: pl.DataFrame, world_flow: pl.DataFrame, threshold: float, parameters: Parameters
) -> pl.DataFrame:
    """Rows of one threshold: each corridor, then the world."""
    valued = corridors.with_columns(costs.saving(threshold).alias("OBS_VALUE"))
    counted = pl.col("OBS_VALUE").is_not_null()
    world = (
        whole_quarters(valued, parameters)
        .filter(counted)
        .sort(PERIOD, *CORRIDOR)
        .group_by(PERIOD, "WEIGHT_YEAR", maintain_order=True)
        .agg(pl.col("OBS_VALUE").sum(), pl.col("FLOW").sum(), pl.len().alias("CORRIDORS"))
        .join(world_flow, on="WEIGHT_YEAR")
        .with_columns(
            pl.lit(WORLD).alias(SENDER),
            pl.lit(WORLD).alias(RECEIVER),
            (pl.col("FLOW") / pl.col("WORLD_FLOW") * 100).alias("COVERAGE_PERCENT"),
        )
    )
    both = pl.concat([valued, world], how="diagonal_relaxed")
    return both.select(
        *CORRIDOR,
        pl.lit(f"SAVING_{threshold:g}PCT").alias("INDICATOR"),
        PERIOD,
        pl.col("OBS_VALUE").round(DECIMALS),
        pl.when(counted)
        .then(pl.lit(NORMAL))
        .when(pl.col("QUALITY") == costs.NO_FLOW)
        .then(pl.lit(NOT_COLLECTED))
        .otherwise(pl.lit(IMPOSSIBLE))
        .alias("OBS_STATUS"),
        "QUALITY",
        pl.col(PERIOD).alias("PRICE_QUARTER"),
        pl.col("WEIGHT_YEAR").alias("FLOW_YEAR"),
        pl.col("COST").alias("COST_PERCENT"),
        pl.col("FLOW").round(DECIMALS),
        pl.col("CORRIDORS").cast(pl.Int64),
        pl.col("COVERAGE_PERCENT").round(DECIMALS),
    )


def _priced_with_flow(inputs: Frames) -> pl.DataFrame:
    """COST of each corridor and quarter with the FLOW of the matrix nearest in time (WEIGHT_YEAR)."""
    prices = inputs["REM_PRICE_CORRIDOR"].select(*CORRIDOR, PERIOD, pl.col("OBS_VALUE").alias("COST"))
    flows = _flows(inputs)
    years = sorted(int(year) for year in flows["WEIGHT_YEAR"].unique())
    weight_year = {quarter: nearest_year(quarter, years) for quarter in prices[PERIOD].unique()}
    return prices.with_columns(
        pl.col(PERIOD).replace_strict(weight_year, return_dtype=pl.Utf8).alias("WEIGHT_YEAR")
    ).join(flows, on=[*CORRIDOR, "WEIGHT_YEAR"], how="left")


def _flows(inputs: Frames) -> pl.DataFrame:
    return inputs["REM_FLOW_BILATERAL"].select(
        *CORRIDOR, pl.col(PERIOD).alias("WEIGHT_YEAR"), pl.col("OBS_VALUE").alias("FLOW")
    )


def nearest_year(quarter: str, years: Sequence[int]) -> str:
    """The year nearest to that of `quarter` ("2020-Q3"); of two as near the earlier, which was known at the time."""
    year = int(quarter[:4])
    return str(min(years, key=lambda each: (abs(each - year), each)))
