"""The published files give the figures that their publishers printed."""

from __future__ import annotations

import polars as pl
import pytest

from datasets import definition
from remittances import derived
from remittances.importers import knomad_matrix
from tests.remittances.readings import reading, table, value
from tests.shared import shared

pytestmark = [pytest.mark.shared, pytest.mark.slow]

PRICES = "rpw/rpw_databank_corridors_2011Q1_2020Q3.csv"
MATRIX_2010 = "knomad/bilateral_remittances_2010.csv"
MATRIX_2017 = "knomad/bilateral_remittances_2017.xlsx"
MATRIX_2021 = "knomad/bilateral_remittances_2021.xlsx"
INFLOWS = "knomad/remittance-inflows-2000-2022_june2023.xlsx"
INFLOWS_2013 = "knomad/remittance-inflows_apr2013.xls"
OUTFLOWS = "knomad/remittance-outflows-2000-2022_june2023.xlsx"


@pytest.fixture(scope="module")
def inputs() -> dict[str, pl.DataFrame]:
    frames = {
        "REM_PRICE_DATABANK": table("REM_PRICE_DATABANK", PRICES),
        "REM_FLOW_BILATERAL": table("REM_FLOW_BILATERAL", MATRIX_2017, MATRIX_2021),
    }
    frames["REM_PRICE_CORRIDOR"] = derived.corridor_prices(frames, {"breaks": ["2016-Q2"]})
    return frames


def test_matrix_of_2021_adds_up_and_says_what_flows_to_mexico() -> None:
    flows = table("REM_FLOW_BILATERAL", MATRIX_2021)

    assert flows["OBS_VALUE"].sum() == pytest.approx(781_075.7, abs=0.05)
    assert value(flows, REF_AREA="USA", COUNTERPART_AREA="MEX") == pytest.approx(52_595, abs=0.5)


def test_matrix_of_2010_leaves_out_residual_senders_but_counts_them() -> None:
    importer = knomad_matrix.Importer(definition.load("REM_FLOW_BILATERAL"), year=2010)
    flows = importer.read(shared(f"data/remittances/{MATRIX_2010}"))

    assert flows.vintage == "2010"
    assert flows.table["OBS_VALUE"].sum() == pytest.approx(446_635.0, abs=0.1)
    assert value(flows.table, REF_AREA="USA", COUNTERPART_AREA="MEX") == pytest.approx(21_693.4, abs=0.05)


def test_matrix_of_2017_warns_of_totals_that_hold_withdrawn_estimates() -> None:
    warned = [total for total in reading("REM_FLOW_BILATERAL", MATRIX_2017).totals if total.severity == "warning"]

    assert {total.where.get("COUNTERPART_AREA") for total in warned} >= {"ISR", "LBN"}


def test_corridors_out_of_the_united_kingdom_cost_what_was_printed_for_2015() -> None:
    prices = table("REM_PRICE_DATABANK", PRICES)
    printed = {"IND": 4.152, "PAK": 3.066, "NGA": 7.193, "PHL": 6.426, "POL": 6.317, "ZAF": 8.248}

    for country, cost in printed.items():
        found = value(prices, REF_AREA="GBR", COUNTERPART_AREA=country, TIME_PERIOD="2015-Q1")
        assert found == pytest.approx(cost, abs=0.0006)


def test_negative_prices_are_kept_and_warned_of() -> None:
    warned = [(each.row, each.column) for each in reading("REM_PRICE_DATABANK", PRICES).problems]

    assert len(warned) == 5
    assert (3978, "AD") in warned  # Saudi Arabia to Sudan, 2017 Q4


def test_saving_on_prices_of_2020_and_flows_of_2021(inputs: dict[str, pl.DataFrame]) -> None:
    saving = derived.corridor_saving(inputs, {"thresholds": [3, 5]}).filter(pl.col("TIME_PERIOD") == "2020-Q3")
    world = saving.filter(pl.col("REF_AREA") == "001").sort("INDICATOR")

    assert world["OBS_VALUE"].to_list() == [pytest.approx(8_970, abs=5), pytest.approx(3_260, abs=5)]
    assert world["CORRIDORS"].to_list() == [352, 352]
    assert world["COVERAGE_PERCENT"].to_list() == [pytest.approx(62.1, abs=0.05)] * 2
    assert world["FLOW"][0] == pytest.approx(484_800, abs=50)
    at_three = saving.filter(pl.col("REF_AREA") != "001", pl.col("INDICATOR") == "SAVING_3PCT")
    assert at_three.height == 367
    without_flow = at_three.filter(pl.col("QUALITY") == "NO_FLOW").select("REF_AREA", "COUNTERPART_AREA").rows()
    assert len(without_flow) == 15
    assert {("SAU", "SYR"), ("SAU", "YEM"), ("USA", "CUB"), ("NZL", "VUT"), ("IND", "PAK")} <= set(without_flow)
    assert at_three.sort("OBS_VALUE", descending=True, nulls_last=True).row(0)[:2] == ("USA", "MEX")
    assert at_three["OBS_VALUE"].max() == pytest.approx(620.8, abs=0.05)


def test_weighted_average_of_2016_is_near_the_printed_one(inputs: dict[str, pl.DataFrame]) -> None:
    averages = derived.average_prices(inputs, {})
    world = {"REF_AREA": "001", "COUNTERPART_AREA": "001", "TIME_PERIOD": "2016-Q3"}

    assert value(averages, INDICATOR="MEAN_WEIGHTED", **world) == pytest.approx(5.73, abs=0.1)
    assert value(averages, INDICATOR="MEAN_SIMPLE", **world) == pytest.approx(7.55, abs=0.005)


def test_world_receives_what_was_printed_in_june_2023() -> None:
    inflows = reading("REM_INFLOW", INFLOWS)

    assert inflows.vintage == "2023-06"
    for period, world, india in (("2021", 791.1, 89.4), ("2022", 831.1, 111.2)):
        assert value(inflows.table, REF_AREA="001", TIME_PERIOD=period) / 1000 == pytest.approx(world, abs=0.05)
        assert value(inflows.table, REF_AREA="IND", TIME_PERIOD=period) / 1000 == pytest.approx(india, abs=0.05)


def test_printed_noughts_are_read_as_not_reported() -> None:
    inflows = reading("REM_INFLOW", INFLOWS).table

    algeria = inflows.filter(pl.col("REF_AREA") == "DZA", pl.col("TIME_PERIOD") == "2000")
    assert algeria.select("OBS_VALUE", "OBS_STATUS").rows() == [(None, "L")]
    assert inflows.filter(pl.col("OBS_VALUE") == 0).is_empty()


def test_years_marked_e_are_estimates() -> None:
    inflows = reading("REM_INFLOW", INFLOWS_2013).table

    assert set(inflows.filter(pl.col("OBS_STATUS") == "E")["TIME_PERIOD"]) == {"2012"}


@pytest.mark.parametrize(("country", "percent"), [("TON", 46.2), ("TJK", 33.4), ("KGZ", 32.7)])
def test_share_of_gdp_in_2021(country: str, percent: float) -> None:
    shares = table("REM_INFLOW_GDP", "wdi/remittances-received-percent-gdp.xls")

    assert value(shares, REF_AREA=country, TIME_PERIOD="2021") == pytest.approx(percent, abs=0.05)


def test_world_total_of_a_year_few_have_reported_is_marked() -> None:
    paid = table("REM_OUTFLOW_WDI", "wdi/personal-remittances-paid.xls")

    assert paid.filter(pl.col("OBS_STATUS") == "U").select("REF_AREA", "TIME_PERIOD").rows() == [("001", "2022")]


def test_monthly_and_daily_rates_agree_on_the_pound() -> None:
    monthly = table("FX_MONTHLY", "fx/fx_usd_monthly.csv")
    daily = table("FX_DAILY", "fx/ecb_eurofxref_hist_daily.zip").filter(
        pl.col("TIME_PERIOD").str.starts_with("2020-01")
    )
    mean = {code: daily.filter(pl.col("CURRENCY") == code)["OBS_VALUE"].mean() for code in ("GBP", "USD")}

    per_dollar = value(monthly, CURRENCY="GBP", TIME_PERIOD="2020-01")
    assert per_dollar == pytest.approx(mean["GBP"] / mean["USD"], rel=0.005)
