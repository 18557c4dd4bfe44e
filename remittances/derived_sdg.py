"""REM_SDG_10C: where the world and each corridor stand against SDG target 10.c. Pure: frames in, tidy frame out."""

from __future__ import annotations

import polars as pl

from remittances.derived import (
    CORRIDOR,
    DECIMALS,
    NORMAL,
    PERIOD,
    RECEIVER,
    SENDER,
    WORLD,
    Frames,
    Parameters,
    nearest_year,
    whole_quarters,
)
from remittances.prices import averages, codes, sdg

MISSING = "M"
YES, NO = "YES", "NO"
SWITCHES = ((YES, True), (NO, False))


def sdg_10c(inputs: Frames, parameters: Parameters) -> pl.DataFrame:
    """Cost and status of each corridor, and of the world in quarters that were surveyed whole.

    The world's official figures are there in every such quarter: without a value, and NOT_MEASURED, where the services
    are not published. Readings that are not those of the metadata say OFFICIAL = NO.
    """
    by_basis = {sdg.SIMPLE: _simple(inputs), sdg.SMART: _smart(inputs)}
    whole = whole_quarters(by_basis[sdg.SIMPLE], parameters).select(PERIOD).unique().sort(PERIOD)
    frames = [_corridors(costs, basis) for basis, costs in by_basis.items()]
    for negatives, keep in SWITCHES:
        found = [_world(costs, basis, inputs, whole, keep=keep) for basis, costs in by_basis.items()]
        found.append(_services(inputs, whole, keep=keep))
        frames += [each.with_columns(pl.lit(negatives).alias("NEGATIVES")) for each in found]
    return _tidy(pl.concat(frames, how="diagonal_relaxed"))


def _simple(inputs: Frames) -> pl.DataFrame:
    prices = inputs["REM_PRICE_CORRIDOR"].select(*CORRIDOR, PERIOD, pl.col("OBS_VALUE").alias("COST"))
    return _with_flow(prices, inputs)


def _smart(inputs: Frames) -> pl.DataFrame:
    """SmaRT of each corridor, null where none qualifies; nothing where the services are not published."""
    found = inputs.get("REM_SMART")
    if found is None:
        return _simple(inputs).clear()
    own = found.filter(pl.col("INDICATOR") == sdg.SMART, pl.col(SENDER) != WORLD)
    return _with_flow(own.select(*CORRIDOR, PERIOD, pl.col("OBS_VALUE").alias("COST")), inputs)


def _with_flow(prices: pl.DataFrame, inputs: Frames) -> pl.DataFrame:
    """Prices with the FLOW of the matrix nearest in time and its FLOW_YEAR."""
    flows = _flows(inputs)
    years = sorted(int(year) for year in flows["FLOW_YEAR"].unique())
    nearest = {quarter: nearest_year(quarter, years) for quarter in prices[PERIOD].unique()}
    dated = prices.with_columns(pl.col(PERIOD).replace_strict(nearest, return_dtype=pl.String).alias("FLOW_YEAR"))
    return dated.join(flows, on=[*CORRIDOR, "FLOW_YEAR"], how="left")


def _flows(inputs: Frames) -> pl.DataFrame:
    return inputs["REM_FLOW_BILATERAL"].select(
        *CORRIDOR, pl.col(PERIOD).alias("FLOW_YEAR"), pl.col("OBS_VALUE").alias("FLOW")
    )


def _corridors(costs: pl.DataFrame, basis: str) -> pl.DataFrame:
    """A row for each corridor and quarter."""
    cost = pl.col("COST")
    met = pl.when(cost <= sdg.CORRIDOR_LIMIT).then(pl.lit(sdg.MET)).otherwise(pl.lit(sdg.NOT_MET))
    return costs.select(
        *CORRIDOR,
        PERIOD,
        pl.lit("CORRIDOR_COST").alias("INDICATOR"),
        pl.lit(basis).alias("BASIS"),
        pl.lit(YES).alias("NEGATIVES"),
        cost.alias("OBS_VALUE"),
        pl.when(cost.is_null()).then(pl.lit(sdg.NOT_MEASURED)).otherwise(met).alias("STATUS"),
    )


def _world(costs: pl.DataFrame, basis: str, inputs: Frames, whole: pl.DataFrame, *, keep: bool) -> pl.DataFrame:
    """Average over corridors and share of corridors that meet 5 %, of each quarter surveyed whole."""
    total = _flows(inputs).group_by("FLOW_YEAR").agg(pl.col("FLOW").sum().alias("ALL"))
    years = costs.select(PERIOD, "FLOW_YEAR").unique()
    judged = (
        sdg.judged(costs, negatives=keep).join(years, on=PERIOD, how="left").join(total, on="FLOW_YEAR", how="left")
    )
    long = (
        whole.join(judged, on=PERIOD, how="left")
        .with_columns(pl.col("CORRIDORS", "ABOVE").fill_null(0))
        .unpivot(
            on=["GLOBAL_AVERAGE", "SHARE_MET"],
            index=[PERIOD, "CORRIDORS", "ABOVE", "WITHOUT", "FLOW", "ALL", "FLOW_YEAR"],
            variable_name="INDICATOR",
            value_name="OBS_VALUE",
        )
    )
    status = [
        sdg.global_status(row["OBS_VALUE"])
        if row["INDICATOR"] == "GLOBAL_AVERAGE"
        else sdg.target_status(row["ABOVE"], row["CORRIDORS"])
        for row in long.iter_rows(named=True)
    ]
    return _of_world(long, basis, status).with_columns((pl.col("FLOW") / pl.col("ALL") * 100).alias("COVERAGE_PERCENT"))


def _services(inputs: Frames, whole: pl.DataFrame, *, keep: bool) -> pl.DataFrame:
    """The average over all services, rule (a), of every quarter surveyed whole; null where they are not published."""
    averaged = pl.DataFrame(schema={PERIOD: pl.String, "OBS_VALUE": pl.Float64, "CORRIDORS": pl.Int64})
    services = inputs.get("REM_PRICE_SERVICE")
    if services is not None:
        at_200 = averages.counted(services).filter(pl.col("AMOUNT") == codes.USD200)
        kept = sdg.kept(at_200.with_columns(pl.col("OBS_VALUE").alias("COST")), negatives=keep)
        averaged = averages.means(kept, [PERIOD]).select(PERIOD, pl.col("MEAN").alias("OBS_VALUE"), "CORRIDORS")
    found = whole.join(averaged, on=PERIOD, how="left").with_columns(pl.lit("GLOBAL_AVERAGE").alias("INDICATOR"))
    return _of_world(found, sdg.SERVICES, [sdg.global_status(value) for value in found["OBS_VALUE"]])


def _of_world(rows: pl.DataFrame, basis: str, status: list[str]) -> pl.DataFrame:
    world = pl.lit(WORLD)
    return rows.with_columns(
        world.alias(SENDER),
        world.alias(RECEIVER),
        pl.lit(basis).alias("BASIS"),
        pl.Series("STATUS", status, dtype=pl.String),
    )


def _tidy(rows: pl.DataFrame) -> pl.DataFrame:
    value = pl.col("OBS_VALUE").round(DECIMALS)
    official = pl.col("INDICATOR").replace_strict(sdg.OFFICIAL, return_dtype=pl.String) == pl.col("BASIS")
    return rows.select(
        *CORRIDOR,
        *("INDICATOR", "BASIS", "NEGATIVES"),
        PERIOD,
        value,
        pl.when(value.is_null()).then(pl.lit(MISSING)).otherwise(pl.lit(NORMAL)).alias("OBS_STATUS"),
        "STATUS",
        pl.when(official & (pl.col("NEGATIVES") == YES)).then(pl.lit(YES)).otherwise(pl.lit(NO)).alias("OFFICIAL"),
        *("CORRIDORS", "ABOVE", "WITHOUT", "FLOW_YEAR"),
        pl.col("COVERAGE_PERCENT").round(DECIMALS),
    ).sort(*CORRIDOR, "INDICATOR", "BASIS", "NEGATIVES", PERIOD)
