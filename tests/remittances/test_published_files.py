"""What is odd in the published files, and what becomes of it."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from datasets import definition
from datasets.importing import Refused
from remittances.importers import knomad_matrix
from tests.remittances.readings import FOLDER, importer, reading, value
from tests.shared import shared

pytestmark = [pytest.mark.shared, pytest.mark.slow]

PRICES = "rpw/rpw_databank_corridors_2011Q1_2020Q3.csv"
INFLOWS = "knomad/remittance-inflows-2000-2022_june2023.xlsx"


def test_matrix_of_2010_leaves_out_residual_senders_but_counts_them() -> None:
    with_year = knomad_matrix.Importer(definition.load("REM_FLOW_BILATERAL"), year=2010)
    flows = with_year.read(shared(f"{FOLDER}/knomad/bilateral_remittances_2010.csv"))

    assert flows.vintage == "2010"
    assert flows.table["OBS_VALUE"].sum() == pytest.approx(446_635.0, abs=0.1)
    assert value(flows.table, REF_AREA="USA", COUNTERPART_AREA="MEX") == pytest.approx(21_693.4, abs=0.05)
    world = next(total for total in flows.totals if set(total.where) == {"TIME_PERIOD"})
    assert world.value == pytest.approx(flows.table["OBS_VALUE"].sum(), abs=0.01)


def test_matrix_of_2017_warns_of_totals_that_hold_withdrawn_estimates() -> None:
    totals = reading("REM_FLOW_BILATERAL", "knomad/bilateral_remittances_2017.xlsx").totals

    warned = {total.where.get("COUNTERPART_AREA") for total in totals if total.severity == "warning"}
    assert warned >= {"ISR", "LBN"}


def test_matrix_of_2017_says_between_whom_estimates_are_withheld() -> None:
    flows = reading("REM_FLOW_BILATERAL", "knomad/bilateral_remittances_2017.xlsx").table

    withheld = flows.filter(pl.col("OBS_STATUS") == "Q").select("REF_AREA", "COUNTERPART_AREA")
    assert set(withheld.rows()) == {("IND", "PAK"), ("PAK", "IND"), ("ISR", "LBN"), ("LBN", "ISR")}


def test_negative_prices_are_kept_and_warned_of() -> None:
    warned = [(each.row, each.column) for each in reading("REM_PRICE_DATABANK", PRICES).problems]

    assert len(warned) == 5
    assert (3978, "AD") in warned  # Saudi Arabia to Sudan, 2017 Q4


def test_printed_noughts_are_read_as_not_reported() -> None:
    inflows = reading("REM_INFLOW", INFLOWS).table

    algeria = inflows.filter(pl.col("REF_AREA") == "DZA", pl.col("TIME_PERIOD") == "2000")
    assert algeria.select("OBS_VALUE", "OBS_STATUS").rows() == [(None, "L")]
    assert inflows.filter(pl.col("OBS_VALUE") == 0).is_empty()


def test_no_printed_nought_is_a_nought_in_the_earlier_vintage() -> None:
    """The measurement on which the rule for noughts rests."""
    noughts = reading("REM_INFLOW", INFLOWS).table.filter(pl.col("OBS_STATUS") == "L", pl.col("TIME_PERIOD") < "2012")
    earlier = reading("REM_INFLOW", "knomad/remittance-inflows_apr2013.xls").table
    found = noughts.join(earlier, on=["REF_AREA", "TIME_PERIOD"], how="inner")

    assert found.height == 65
    assert found["OBS_VALUE_right"].min() > 0


def test_years_marked_e_are_estimates() -> None:
    inflows = reading("REM_INFLOW", "knomad/remittance-inflows_apr2013.xls")

    assert inflows.vintage == "2013-04"
    assert set(inflows.table.filter(pl.col("OBS_STATUS") == "E")["TIME_PERIOD"]) == {"2012"}


def test_world_total_of_a_year_few_have_reported_is_marked() -> None:
    paid = reading("REM_OUTFLOW_WDI", "wdi/personal-remittances-paid.xls").table

    assert paid.filter(pl.col("OBS_STATUS") == "U").select("REF_AREA", "TIME_PERIOD").rows() == [("001", "2022")]


@pytest.mark.parametrize("size", [600, 3000, 70_000, 130_000])
def test_an_old_workbook_cut_off_anywhere_is_refused(size: int, tmp_path: Path) -> None:
    """At 600 bytes the library that reads workbooks panics."""
    path = tmp_path / "file"
    path.write_bytes(shared(f"{FOLDER}/wdi/sending-cost-to-country.xls").read_bytes()[:size])

    with pytest.raises(Refused) as refused:
        importer("REM_COST_RECEIVING").read(path)
    assert [problem.code for problem in refused.value.problems] == ["workbook_damaged"]


def test_both_layouts_of_an_indicator_tell_the_same_figures() -> None:
    newer = reading("REM_OUTFLOW_WDI", "wdi/personal-remittances-paid.xls").table
    older = reading("REM_OUTFLOW_WDI", "wdi/BM.TRF.PWKR.CD.DT_oct2021.csv").table

    for each in (newer, older):
        assert value(each, REF_AREA="ABW", TIME_PERIOD="2000") == pytest.approx(43.743, abs=0.001)
