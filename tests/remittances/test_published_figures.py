"""The files and the carried tables give the figures that their publishers printed."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import polars as pl
import pytest

from datasets import definition
from remittances import derived
from tests.remittances.readings import carried, published, value

Tables = Callable[[str], pl.DataFrame]

pytestmark = pytest.mark.slow


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(published, marks=pytest.mark.shared, id="published files"),
        pytest.param(carried, id="carried"),
    ],
)
def tables(request: pytest.FixtureRequest) -> Tables:
    """The figures of a dataset, from one of the two places."""
    read: Tables = lru_cache(request.param)
    return read


@pytest.fixture(scope="module")
def computed(tables: Tables) -> Tables:
    """The figures of a derived dataset as its definition has it computed."""

    @lru_cache
    def compute(dataset: str) -> pl.DataFrame:
        rule = definition.load(dataset).derived
        if rule is None:
            return tables(dataset)
        return getattr(derived, rule.function.partition(":")[2])(
            {each: compute(each) for each in rule.inputs}, rule.parameters
        )

    return compute


def test_matrix_of_2021_adds_up_and_says_what_flows_to_mexico(tables: Tables) -> None:
    flows = tables("REM_FLOW_BILATERAL").filter(pl.col("TIME_PERIOD") == "2021")

    assert flows["OBS_VALUE"].sum() == pytest.approx(781_075.7, abs=0.05)
    assert value(flows, REF_AREA="USA", COUNTERPART_AREA="MEX") == pytest.approx(52_595, abs=0.5)


def test_corridors_out_of_the_united_kingdom_cost_what_was_printed_for_2015(tables: Tables) -> None:
    printed = {"IND": 4.152, "PAK": 3.066, "NGA": 7.193, "PHL": 6.426, "POL": 6.317, "ZAF": 8.248}

    for country, cost in printed.items():
        pair = {"REF_AREA": "GBR", "COUNTERPART_AREA": country, "TIME_PERIOD": "2015-Q1"}
        assert value(tables("REM_PRICE_DATABANK"), **pair) == pytest.approx(cost, abs=0.0006)


def test_saving_on_prices_of_2020_and_flows_of_2021(computed: Tables) -> None:
    saving = computed("REM_SAVING").filter(pl.col("TIME_PERIOD") == "2020-Q3")
    world = saving.filter(pl.col("REF_AREA") == "001").sort("INDICATOR")

    assert world["OBS_VALUE"].to_list() == [pytest.approx(8_970, abs=5), pytest.approx(3_260, abs=5)]
    assert world["CORRIDORS"].to_list() == [352, 352]
    assert world["COVERAGE_PERCENT"].to_list() == [pytest.approx(62.1, abs=0.05)] * 2
    assert world["FLOW"][0] == pytest.approx(484_800, abs=50)
    assert set(world["FLOW_YEAR"]) == {"2021"}


def test_largest_saving_and_the_corridors_that_have_none(computed: Tables) -> None:
    saving = computed("REM_SAVING").filter(
        pl.col("TIME_PERIOD") == "2020-Q3", pl.col("REF_AREA") != "001", pl.col("INDICATOR") == "SAVING_3PCT"
    )
    largest = saving.sort("OBS_VALUE", descending=True, nulls_last=True).row(0, named=True)
    without_flow = saving.filter(pl.col("QUALITY") == "NO_FLOW").select("REF_AREA", "COUNTERPART_AREA").rows()

    assert saving.height == 367
    assert (largest["REF_AREA"], largest["COUNTERPART_AREA"]) == ("USA", "MEX")
    assert largest["OBS_VALUE"] == pytest.approx(620.8, abs=0.05)
    assert len(without_flow) == 15
    assert {("SAU", "SYR"), ("SAU", "YEM"), ("USA", "CUB"), ("NZL", "VUT"), ("IND", "PAK")} <= set(without_flow)


def test_weighted_average_of_2016_is_near_the_printed_one(computed: Tables) -> None:
    world = {"REF_AREA": "001", "COUNTERPART_AREA": "001", "TIME_PERIOD": "2016-Q3"}
    averages = computed("REM_PRICE_AVERAGE")

    assert value(averages, INDICATOR="MEAN_WEIGHTED", **world) == pytest.approx(5.73, abs=0.1)
    assert value(averages, INDICATOR="MEAN_SIMPLE", **world) == pytest.approx(7.55, abs=0.005)


@pytest.mark.parametrize(("period", "world", "india"), [("2021", 791.1, 89.4), ("2022", 831.1, 111.2)])
def test_what_the_world_and_india_receive(tables: Tables, period: str, world: float, india: float) -> None:
    inflows = tables("REM_INFLOW")

    assert value(inflows, REF_AREA="001", TIME_PERIOD=period) / 1000 == pytest.approx(world, abs=0.05)
    assert value(inflows, REF_AREA="IND", TIME_PERIOD=period) / 1000 == pytest.approx(india, abs=0.05)


@pytest.mark.parametrize(("country", "percent"), [("TON", 46.2), ("TJK", 33.4), ("KGZ", 32.7)])
def test_share_of_gdp_in_2021(tables: Tables, country: str, percent: float) -> None:
    shares = tables("REM_INFLOW_GDP")

    assert value(shares, REF_AREA=country, TIME_PERIOD="2021") == pytest.approx(percent, abs=0.05)


def test_yearly_costs_are_those_of_the_third_quarter(tables: Tables) -> None:
    quarters = tables("REM_PRICE_DATABANK").filter(pl.col("TIME_PERIOD").str.ends_with("Q3"))
    yearly = tables("REM_COST_SENDING").select(
        "REF_AREA", pl.col("TIME_PERIOD").alias("YEAR"), pl.col("OBS_VALUE").alias("YEARLY")
    )
    single = (
        quarters.with_columns(pl.col("TIME_PERIOD").str.slice(0, 4).alias("YEAR"))
        .group_by("REF_AREA", "YEAR")
        .agg(pl.len(), pl.col("OBS_VALUE").first())
        .filter(pl.col("len") == 1)
        .join(yearly, on=["REF_AREA", "YEAR"])
    )

    assert single.height == 79
    assert (single["YEARLY"] - single["OBS_VALUE"]).abs().max() < 0.01


def test_monthly_and_daily_rates_agree_on_the_pound(tables: Tables) -> None:
    daily = tables("FX_DAILY").filter(pl.col("TIME_PERIOD").str.starts_with("2020-01"))
    mean = dict(daily.group_by("CURRENCY").agg(pl.col("OBS_VALUE").mean()).rows())

    per_dollar = value(tables("FX_MONTHLY"), CURRENCY="GBP", TIME_PERIOD="2020-01")
    assert per_dollar == pytest.approx(mean["GBP"] / mean["USD"], rel=0.005)


def test_bolivars_change_their_name_when_they_lose_noughts(tables: Tables) -> None:
    rates = tables("FX_MONTHLY").filter(pl.col("CURRENCY").is_in(["VEF", "VES", "VED"]))
    spans = rates.group_by("CURRENCY").agg(
        pl.col("TIME_PERIOD").min().alias("first"), pl.col("TIME_PERIOD").max().alias("last")
    )

    assert set(spans.rows()) == {
        ("VEF", "1995-01", "2018-07"),
        ("VES", "2018-08", "2021-09"),
        ("VED", "2021-10", "2026-06"),
    }
