"""REM_INDICATOR: the compact set of a country's profile, each with its period and unit, or "not measured". Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from remittances import indicators
from remittances.derived import DECIMALS, PERIOD, RECEIVER, SENDER, WORLD, Frames, Parameters
from remittances.indicators import NOT_IN_HAND, UNITS

NORMAL, ESTIMATED, MISSING = "A", "E", "M"
NO_SOURCE, NO_FIGURE = "NO_SOURCE", "NO_FIGURE"


@dataclass(frozen=True, slots=True)
class Known:
    """A figure with the period it is of."""

    value: float | None
    period: str = ""


Figures = Mapping[str, Known]


def profiles(inputs: Frames, parameters: Parameters) -> pl.DataFrame:
    """A row for every indicator and country that reports inflows or has emigrants; null where it is not measured."""
    series = _series(inputs["REM_INFLOW"])
    found = dict(_figures(inputs, series))
    countries = sorted(set(series) | {code for figures in found.values() for code in figures} - {WORLD})
    last = max(each.period[:4] for figures in found.values() for each in figures.values() if each.period)
    rows = [
        _row(code, name, found.get(name, {}).get(code, Known(None)), last)
        for code in countries
        if code != WORLD
        for name in UNITS
    ]
    schema = ["REF_AREA", "INDICATOR", PERIOD, "OBS_VALUE", "OBS_STATUS", "UNIT", "FIGURE_PERIOD", "REASON"]
    return pl.DataFrame(rows, schema=schema, orient="row", infer_schema_length=None).with_columns(
        pl.col("OBS_VALUE").cast(pl.Float64)
    )


def _row(code: str, name: str, known: Known, last: str) -> tuple[object, ...]:
    if known.value is None:
        reason = NO_SOURCE if name in NOT_IN_HAND else NO_FIGURE
        return code, name, last, None, MISSING, UNITS[name], None, reason
    modelled = name in {"CONCENTRATION", "SAVING_USD", "SAVING_SHARE"}
    status = ESTIMATED if modelled else NORMAL
    return code, name, known.period[:4], round(known.value, DECIMALS), status, UNITS[name], known.period, None


def _figures(inputs: Frames, series: Mapping[str, Mapping[int, float]]) -> Iterator[tuple[str, Figures]]:
    shares = _latest(inputs["REM_INFLOW_GDP"], SENDER)
    volatility = {code: Known(indicators.volatility_percent(each), str(max(each))) for code, each in series.items()}
    yield "INFLOW_USD", {code: Known(each[max(each)], str(max(each))) for code, each in series.items()}
    yield "INFLOW_GDP", shares
    yield "VOLATILITY", volatility
    yield (
        "DEPENDENCE_RISK",
        {
            code: Known(indicators.dependence_risk_percent(each.value, volatility[code].value), each.period)
            for code, each in shares.items()
            if code in volatility
        },
    )
    yield "CONCENTRATION", _concentration(inputs["REM_FLOW_BILATERAL"])
    yield from _prices(inputs)
    yield from _savings(inputs["REM_SAVING"], series)
    yield "EMIGRANTS", _latest(inputs["MIG_EMIGRANT"], SENDER)
    yield "EMIGRANT_RATE", _latest(inputs["MIG_EMIGRANT_RATE"], SENDER)


def _series(inflows: pl.DataFrame) -> dict[str, dict[int, float]]:
    """Inflows by country and year, those not reported left out."""
    found: dict[str, dict[int, float]] = {}
    known = inflows.filter(pl.col("OBS_VALUE").is_not_null(), pl.col(SENDER) != WORLD)
    for code, year, value in known.select(SENDER, PERIOD, "OBS_VALUE").iter_rows():
        found.setdefault(code, {})[int(year)] = value
    return found


def _latest(table: pl.DataFrame, country: str) -> dict[str, Known]:
    """The last figure of each country."""
    last = table.filter(pl.col("OBS_VALUE").is_not_null()).sort(PERIOD).group_by(country, maintain_order=True).last()
    return {code: Known(value, period) for code, period, value in last.select(country, PERIOD, "OBS_VALUE").iter_rows()}


def _concentration(flows: pl.DataFrame) -> dict[str, Known]:
    """Herfindahl of the senders of each country in the last matrix."""
    year = flows[PERIOD].max()
    now = flows.filter(pl.col(PERIOD) == year, pl.col("OBS_VALUE") > 0).sort(RECEIVER, "OBS_VALUE")
    grouped = now.group_by(RECEIVER, maintain_order=True).agg("OBS_VALUE")
    return {code: Known(indicators.herfindahl(amounts), str(year)) for code, amounts in grouped.iter_rows()}


def _prices(inputs: Frames) -> Iterator[tuple[str, Figures]]:
    """Mean over the corridors into a country, the dearest of them, and the mean of their three cheapest."""
    averages = inputs["REM_PRICE_AVERAGE"]
    simple = averages.filter(pl.col("INDICATOR") == "MEAN_SIMPLE", pl.col(SENDER) == WORLD, pl.col(RECEIVER) != WORLD)
    means = _latest(simple, RECEIVER)
    yield "PRICE_MEAN", means
    prices = inputs["REM_PRICE_CORRIDOR"]
    worst = prices.group_by(RECEIVER, PERIOD).agg(pl.col("OBS_VALUE").max())
    dearest = {(code, period): value for code, period, value in worst.select(RECEIVER, PERIOD, "OBS_VALUE").iter_rows()}
    # Of the quarter of the mean, so that the two stand beside each other.
    yield "PRICE_WORST", {code: Known(dearest[code, each.period], each.period) for code, each in means.items()}
    smart = inputs.get("REM_SMART")
    if smart is not None:
        own = smart.filter(
            pl.col("INDICATOR") == "SMART", pl.col(SENDER) != WORLD, pl.col("OBS_VALUE").is_not_null()
        ).sort(RECEIVER, PERIOD, "OBS_VALUE")
        yield "PRICE_SMART", _latest(own.group_by(RECEIVER, PERIOD).agg(pl.col("OBS_VALUE").mean()), RECEIVER)


def _savings(table: pl.DataFrame, series: Mapping[str, Mapping[int, float]]) -> Iterator[tuple[str, Figures]]:
    """What cheaper sending would leave in a country, over corridors with price and flow; also in per cent of inflow."""
    world = table.filter(pl.col(SENDER) == WORLD, pl.col(RECEIVER) == WORLD)
    quarter = world[PERIOD].max()
    at_3 = table.filter(
        pl.col("INDICATOR") == "SAVING_3PCT",
        pl.col(PERIOD) == quarter,
        pl.col(SENDER) != WORLD,
        pl.col("OBS_VALUE").is_not_null(),
    )
    summed = at_3.sort(RECEIVER, "OBS_VALUE").group_by(RECEIVER, maintain_order=True).agg(pl.col("OBS_VALUE").sum())
    savings = {code: Known(value, str(quarter)) for code, value in summed.iter_rows()}
    yield "SAVING_USD", savings
    yield (
        "SAVING_SHARE",
        {
            code: Known(indicators.share_percent(each.value, series[code][max(series[code])]), each.period)
            for code, each in savings.items()
            if code in series
        },
    )
