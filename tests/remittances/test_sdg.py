"""SDG target 10.c by the two rules of its metadata, with other readings marked as such."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from remittances import derived_sdg
from remittances.prices import sdg
from tests.remittances.services import services

QUARTER = "2020-Q3"
COSTS = st.lists(st.one_of(st.none(), st.floats(min_value=-20, max_value=60)), min_size=1, max_size=30)


@pytest.mark.parametrize(
    ("average", "status"), [(2.99, "MET"), (3.0, "NOT_MET"), (6.36, "NOT_MET"), (None, "NOT_MEASURED")]
)
def test_the_global_average_must_be_under_3_percent(average: float | None, status: str) -> None:
    assert sdg.global_status(average) == status


@pytest.mark.parametrize(("cost", "status"), [(5.0, "MET"), (5.01, "NOT_MET"), (-1.0, "MET"), (None, "NOT_MEASURED")])
def test_a_corridor_must_not_be_above_5_percent(cost: float | None, status: str) -> None:
    assert sdg.corridor_status(cost) == status


@pytest.mark.parametrize(("above", "judged", "status"), [(0, 9, "MET"), (1, 9, "NOT_MET"), (0, 0, "NOT_MEASURED")])
def test_the_target_asks_for_no_corridor_above(above: int, judged: int, status: str) -> None:
    assert sdg.target_status(above, judged) == status


@pytest.mark.slow
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(COSTS, st.booleans())
def test_every_surveyed_corridor_is_judged_or_counted_as_without(costs: list[float | None], negatives: bool) -> None:
    frame = pl.DataFrame({"TIME_PERIOD": QUARTER, "COST": costs, "FLOW": 1.0}, schema_overrides={"COST": pl.Float64})
    found = sdg.judged(frame, negatives=negatives).row(0, named=True)
    kept = [cost for cost in costs if cost is not None and (negatives or cost >= 0)]

    assert found["CORRIDORS"] == len(kept)
    assert found["CORRIDORS"] + found["WITHOUT"] == len(costs)
    assert found["ABOVE"] == sum(cost > 5 for cost in kept)
    if kept:
        assert found["SHARE_MET"] == pytest.approx(100 * (len(kept) - found["ABOVE"]) / len(kept))
        assert found["FLOW"] == len(kept)


def tracker(*, with_services: bool) -> pl.DataFrame:
    """The dataset of two corridors: one dear on average and cheap for who looks around, one below nought."""
    columns = ["REF_AREA", "COUNTERPART_AREA", "TIME_PERIOD", "OBS_VALUE"]
    prices = [("GBR", "IND", QUARTER, 9.0), ("SAU", "SDN", QUARTER, -2.0)]
    flows = [("GBR", "IND", "2021", 75.0), ("FRA", "MAR", "2021", 25.0)]
    inputs = {
        "REM_PRICE_CORRIDOR": pl.DataFrame(prices, schema=columns, orient="row"),
        "REM_FLOW_BILATERAL": pl.DataFrame(flows, schema=columns, orient="row"),
    }
    if with_services:
        inputs["REM_PRICE_SERVICE"] = services({"OBS_VALUE": 2.0}, {"OBS_VALUE": 4.0}, {"OBS_VALUE": -3.0})
        smart = [("GBR", "IND", "SMART", QUARTER, 4.0), ("SAU", "SDN", "SMART", QUARTER, None)]
        inputs["REM_SMART"] = pl.DataFrame(smart, schema=[*columns[:2], "INDICATOR", *columns[2:]], orient="row")
    return derived_sdg.sdg_10c(inputs, {"least_corridors": 2})


def row(table: pl.DataFrame, indicator: str, basis: str, negatives: str = "YES", sender: str = "001") -> dict[str, Any]:
    """One row of the tracker."""
    wanted = {"INDICATOR": indicator, "BASIS": basis, "NEGATIVES": negatives, "REF_AREA": sender}
    return table.filter(*[pl.col(name) == code for name, code in wanted.items()]).row(0, named=True)


def test_a_corridor_is_judged_by_its_three_cheapest_and_the_simple_mean_is_another_reading() -> None:
    table = tracker(with_services=True)
    official, other = (row(table, "CORRIDOR_COST", basis, sender="GBR") for basis in ("SMART", "SIMPLE"))

    assert (official["STATUS"], official["OFFICIAL"]) == ("MET", "YES")
    assert (other["STATUS"], other["OFFICIAL"]) == ("NOT_MET", "NO")


def test_a_corridor_without_a_qualifying_service_is_neither_met_nor_missed() -> None:
    found = row(tracker(with_services=True), "CORRIDOR_COST", "SMART", sender="SAU")

    assert (found["OBS_VALUE"], found["OBS_STATUS"], found["STATUS"]) == (None, "M", "NOT_MEASURED")


def test_the_official_average_is_over_services_and_negatives_can_be_left_out() -> None:
    table = tracker(with_services=True)
    with_all, without = (row(table, "GLOBAL_AVERAGE", "SERVICES", switch) for switch in ("YES", "NO"))

    assert (with_all["OBS_VALUE"], with_all["STATUS"], with_all["OFFICIAL"]) == (1.0, "MET", "YES")
    assert (without["OBS_VALUE"], without["STATUS"], without["OFFICIAL"]) == (3.0, "NOT_MET", "NO")


def test_without_services_the_official_figures_are_not_measured() -> None:
    table = tracker(with_services=False)

    for indicator, basis in (("GLOBAL_AVERAGE", "SERVICES"), ("SHARE_MET", "SMART")):
        found = row(table, indicator, basis)
        assert (found["OBS_VALUE"], found["STATUS"], found["OFFICIAL"]) == (None, "NOT_MEASURED", "YES")


def test_coverage_is_the_share_of_all_flows_that_is_judged() -> None:
    table = tracker(with_services=True)

    assert row(table, "SHARE_MET", "SIMPLE")["COVERAGE_PERCENT"] == 75.0
    assert row(table, "SHARE_MET", "SMART")["COVERAGE_PERCENT"] == 75.0
    assert (row(table, "SHARE_MET", "SMART")["CORRIDORS"], row(table, "SHARE_MET", "SMART")["WITHOUT"]) == (1, 1)


def test_a_quarter_that_was_not_surveyed_whole_has_no_world() -> None:
    whole = tracker(with_services=True)
    columns = ["REF_AREA", "COUNTERPART_AREA", "TIME_PERIOD", "OBS_VALUE"]
    price = pl.DataFrame([("GBR", "IND", QUARTER, 9.0)], schema=columns, orient="row")
    flow = pl.DataFrame([("GBR", "IND", "2021", 75.0)], schema=columns, orient="row")
    excerpt = derived_sdg.sdg_10c({"REM_PRICE_CORRIDOR": price, "REM_FLOW_BILATERAL": flow}, {"least_corridors": 2})

    assert "001" in whole["REF_AREA"].to_list()
    assert excerpt["REF_AREA"].to_list() == ["GBR"]
