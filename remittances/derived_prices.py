"""Datasets computed from the prices of services: averages over services, and SmaRT. Pure: frames in, tidy frame out.

Registered by name in `datasets/*.toml`; the same inputs give the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from remittances import costs
from remittances.derived import (
    CORRIDOR,
    DECIMALS,
    NORMAL,
    PERIOD,
    RECEIVER,
    SENDER,
    UNRELIABLE,
    WORLD,
    Frames,
    nearest_year,
)
from remittances.prices import averages, bands, smart
from remittances.prices.averages import TO_CONFIRM

Parameters = Mapping[str, Any]
MISSING, BREAK = "M", "B"
# Of a quarter with fewer corridors than a survey of the world has.
EXCERPT = "EXCERPT"
GROUP = (*CORRIDOR, "AMOUNT", "BREAKDOWN", PERIOD)
INDICATORS = ("MEAN", "MEDIAN", "TRIMMED", "WEIGHTED")


def smart_prices(inputs: Frames, parameters: Parameters) -> pl.DataFrame:
    """REM_SMART: the three cheapest qualifying services of each corridor, by service and by firm, and the world's."""
    rules = smart.AccessRule.read(parameters["access"])
    services = inputs["REM_PRICE_SERVICE"]
    frames = []
    for indicator, by_firm in (("SMART", False), ("SMART_FIRM", True)):
        found = smart.corridors(services, rules, by_firm=by_firm)
        everywhere = smart.world(found).with_columns(pl.lit(WORLD).alias(SENDER), pl.lit(WORLD).alias(RECEIVER))
        frames.append(
            pl.concat([found, everywhere], how="diagonal_relaxed").with_columns(pl.lit(indicator).alias("INDICATOR"))
        )
    value = pl.col("SMART").round(DECIMALS)
    excerpt = pl.col("CORRIDORS") + pl.col("WITHOUT") < parameters["least_corridors"]
    quality = pl.when(excerpt).then(pl.lit(EXCERPT)).otherwise(pl.col("QUALITY"))
    unsure = (quality == smart.THIN) | (quality == EXCERPT)
    return (
        pl.concat(frames, how="diagonal_relaxed")
        .select(
            *CORRIDOR,
            "INDICATOR",
            PERIOD,
            value.alias("OBS_VALUE"),
            pl.when(value.is_null())
            .then(pl.lit(MISSING))
            .when(unsure)
            .then(pl.lit(UNRELIABLE))
            .otherwise(pl.lit(NORMAL))
            .alias("OBS_STATUS"),
            *("SERVICES", "FIRMS", "CORRIDORS", "WITHOUT", "THIN"),
            quality.alias("QUALITY"),
        )
        .sort(*CORRIDOR, "INDICATOR", PERIOD)
    )


def price_index(inputs: Frames, parameters: Parameters) -> pl.DataFrame:
    """REM_PRICE_INDEX: means over services of corridors, senders, receivers and the world, in all and by kind.

    Corridors have no kinds: with twenty services a kind would be three, and the services themselves are published.
    """
    services = averages.counted(inputs["REM_PRICE_SERVICE"])
    corridors = averages.means(services.with_columns(pl.lit(averages.TOTAL).alias("BREAKDOWN")), GROUP)
    kinds = averages.broken_down(services)
    everywhere = averages.left_out(kinds, parameters["left_out"])
    wide = pl.concat(
        [
            _with_band(corridors),
            averages.means(kinds.with_columns(pl.lit(WORLD).alias(RECEIVER)), GROUP),
            averages.means(kinds.with_columns(pl.lit(WORLD).alias(SENDER)), GROUP),
            averages.means(everywhere.with_columns(pl.lit(WORLD).alias(SENDER), pl.lit(WORLD).alias(RECEIVER)), GROUP),
        ],
        how="diagonal_relaxed",
    )
    counts = _corridor_counts(kinds)
    weighted = _weighted(corridors, inputs)
    wide = wide.drop("CORRIDORS", "COSTS").join(counts, on=GROUP, how="left").join(weighted, on=GROUP, how="left")
    return _tidy(_marked(wide, parameters))


def _with_band(corridors: pl.DataFrame) -> pl.DataFrame:
    """The corridors with the band of their means."""
    found = [bands.mean_band(each) or (None, None) for each in corridors["COSTS"].to_list()]
    lower, upper = zip(*found, strict=True) if found else ((), ())
    return corridors.with_columns(
        pl.Series("LOWER_BOUND", lower, dtype=pl.Float64), pl.Series("UPPER_BOUND", upper, dtype=pl.Float64)
    )


def _corridor_counts(kinds: pl.DataFrame) -> pl.DataFrame:
    """CORRIDORS of each group, the ends that stand for all included."""
    each = kinds.select(GROUP).unique()
    ends = [
        each.with_columns(pl.lit(1).alias("CORRIDORS")),
        each.with_columns(pl.lit(WORLD).alias(RECEIVER)).group_by(GROUP).agg(pl.len().alias("CORRIDORS")),
        each.with_columns(pl.lit(WORLD).alias(SENDER)).group_by(GROUP).agg(pl.len().alias("CORRIDORS")),
        each.with_columns(pl.lit(WORLD).alias(SENDER), pl.lit(WORLD).alias(RECEIVER))
        .group_by(GROUP)
        .agg(pl.len().alias("CORRIDORS")),
    ]
    return pl.concat(frame.with_columns(pl.col("CORRIDORS").cast(pl.Int64)) for frame in ends)


def _weighted(corridors: pl.DataFrame, inputs: Frames) -> pl.DataFrame:
    """WEIGHTED mean over corridor means, sum(c W)/sum(W), and the corridors without a weight, in all services."""
    flows = inputs["REM_FLOW_BILATERAL"].select(
        *CORRIDOR, pl.col(PERIOD).alias("YEAR"), pl.col("OBS_VALUE").alias("FLOW")
    )
    years = sorted(int(year) for year in flows["YEAR"].unique())
    nearest = {quarter: nearest_year(quarter, years) for quarter in corridors[PERIOD].unique()}
    priced = corridors.select(*GROUP, pl.col("MEAN").alias("COST")).with_columns(
        pl.col(PERIOD).replace_strict(nearest, return_dtype=pl.String).alias("YEAR")
    )
    priced = priced.join(flows, on=[*CORRIDOR, "YEAR"], how="left")
    ends = (
        priced.with_columns(pl.lit(WORLD).alias(RECEIVER)),
        priced.with_columns(pl.lit(WORLD).alias(SENDER)),
        priced.with_columns(pl.lit(WORLD).alias(SENDER), pl.lit(WORLD).alias(RECEIVER)),
    )
    found = pl.concat(costs.averages(each, GROUP) for each in ends)
    return found.select(*GROUP, "WEIGHTED", pl.col("WITHOUT_FLOW").cast(pl.Int64).alias("CORRIDORS_WITHOUT_FLOW"))


def _marked(wide: pl.DataFrame, parameters: Parameters) -> pl.DataFrame:
    """The figures with BROKEN, a quarter in which the survey changed, and EXCERPT, a "world" of few corridors."""
    everywhere = (pl.col(SENDER) == WORLD) & (pl.col(RECEIVER) == WORLD)
    surveyed = (
        pl.col("CORRIDORS").filter(everywhere & (pl.col("BREAKDOWN") == averages.TOTAL)).max().over(PERIOD, "AMOUNT")
    )
    return wide.with_columns(
        pl.col(PERIOD).is_in(parameters["breaks"]).alias("BROKEN"),
        (everywhere & (surveyed < parameters["least_corridors"])).alias(EXCERPT),
    )


def _tidy(wide: pl.DataFrame) -> pl.DataFrame:
    """One row a figure, with what a reader must know about it."""
    long = wide.unpivot(
        on=list(INDICATORS),
        index=[each for each in wide.columns if each not in INDICATORS],
        variable_name="INDICATOR",
        value_name="OBS_VALUE",
    ).filter(pl.col("OBS_VALUE").is_not_null())
    value, is_mean, is_weighted = pl.col("OBS_VALUE"), pl.col("INDICATOR") == "MEAN", pl.col("INDICATOR") == "WEIGHTED"
    unsure = pl.when(pl.col("BREAKDOWN").is_in(TO_CONFIRM)).then(pl.lit("TO_CONFIRM"))
    negative = pl.when(value < 0).then(pl.lit(costs.NEGATIVE_MEAN))
    excerpt = pl.when(EXCERPT).then(pl.lit(EXCERPT))
    quality = pl.concat_str(unsure, negative, excerpt, separator=" ", ignore_nulls=True)
    status = (
        pl.when((value < 0) | pl.col(EXCERPT))
        .then(pl.lit(UNRELIABLE))
        .when("BROKEN")
        .then(pl.lit(BREAK))
        .otherwise(pl.lit(NORMAL))
    )
    return long.select(
        *GROUP[:-1],
        "INDICATOR",
        PERIOD,
        value.round(DECIMALS),
        status.alias("OBS_STATUS"),
        # Rounded outwards, so that a band still holds its mean.
        pl.when(is_mean).then((pl.col("LOWER_BOUND") - 10**-DECIMALS).round(DECIMALS)).alias("LOWER_BOUND"),
        pl.when(is_mean).then((pl.col("UPPER_BOUND") + 10**-DECIMALS).round(DECIMALS)).alias("UPPER_BOUND"),
        *("SERVICES", "FIRMS", "CORRIDORS"),
        pl.when(is_weighted).then(pl.col("CORRIDORS_WITHOUT_FLOW")).alias("CORRIDORS_WITHOUT_FLOW"),
        pl.when(quality != "").then(quality).alias("QUALITY"),
    ).sort(*GROUP[:-1], "INDICATOR", PERIOD)
