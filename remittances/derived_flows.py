"""REM_FLOW_MODEL: the bilateral matrix recomputed by Ratha and Shaw, with the range other rules give. Pure."""

from __future__ import annotations

import polars as pl

from remittances import allocation
from remittances.allocation import FLOW, MIGRANTS
from remittances.derived import CORRIDOR, DECIMALS, PERIOD, RECEIVER, Frames, Parameters, nearest_year

ESTIMATED = "E"


def flow_model(inputs: Frames, parameters: Parameters) -> pl.DataFrame:
    """A matrix for each year of a published one, out of the same inflows, stocks nearest in time, and incomes."""
    rule = allocation.Rule(parameters["rule"], parameters["beta"])
    years = sorted(inputs["REM_FLOW_BILATERAL"][PERIOD].unique())
    return pl.concat(_model(inputs, year, rule) for year in years).sort(*CORRIDOR, PERIOD)


def stocks_of(table: pl.DataFrame, year: str) -> tuple[pl.DataFrame, str]:
    """Migrants of the year nearest to `year` as allocation wants them, and that year."""
    nearest = nearest_year(year, sorted(int(each) for each in table[PERIOD].unique()))
    own = table.filter(pl.col(PERIOD) == nearest, pl.col("OBS_VALUE").is_not_null())
    return own.select(*CORRIDOR, pl.col("OBS_VALUE").alias(MIGRANTS)), nearest


def incomes_of(table: pl.DataFrame, year: str) -> tuple[dict[str, float], str]:
    """Income by country of the year nearest to `year`, and that year."""
    nearest = nearest_year(year, sorted(int(each) for each in table[PERIOD].unique()))
    known = table.filter(pl.col(PERIOD) == nearest, pl.col("OBS_VALUE").is_not_null())
    return dict(known.select("REF_AREA", "OBS_VALUE").iter_rows()), nearest


def published_of(table: pl.DataFrame, year: str) -> pl.DataFrame:
    """The published flows of a year."""
    return table.filter(pl.col(PERIOD) == year).select(*CORRIDOR, pl.col("OBS_VALUE").alias(FLOW))


def inflows_of(published: pl.DataFrame) -> dict[str, float]:
    """What each country receives by a matrix: the inflow that was shared out."""
    return dict(published.group_by(RECEIVER).agg(pl.col(FLOW).sum()).iter_rows())


def _model(inputs: Frames, year: str, rule: allocation.Rule) -> pl.DataFrame:
    published = published_of(inputs["REM_FLOW_BILATERAL"], year)
    inflows = inflows_of(published)
    stocks, stock_year = stocks_of(inputs["REM_MIGRANT_STOCK"], year)
    incomes, income_year = incomes_of(inputs["REM_INCOME_PPP"], year)
    made = allocation.allocate(stocks, incomes, inflows, rule).flows
    ranges = allocation.ranges(stocks, incomes, inflows)
    value, low, high = pl.col(FLOW), pl.col("LOWEST"), pl.col("HIGHEST")
    joined = made.join(ranges, on=CORRIDOR, how="left").join(published, on=CORRIDOR, how="left", suffix="_PUBLISHED")
    return joined.select(
        *CORRIDOR,
        pl.lit(year).alias(PERIOD),
        value.round(DECIMALS).alias("OBS_VALUE"),
        pl.lit(ESTIMATED).alias("OBS_STATUS"),
        # The value itself rounds too, and must not fall out of its range by that.
        pl.min_horizontal(low.round(DECIMALS), value.round(DECIMALS)).alias("LOWER_BOUND"),
        pl.max_horizontal(high.round(DECIMALS), value.round(DECIMALS)).alias("UPPER_BOUND"),
        pl.col(f"{FLOW}_PUBLISHED").alias("PUBLISHED"),
        pl.lit(stock_year).alias("STOCK_YEAR"),
        pl.lit(income_year).alias("INCOME_YEAR"),
    )
