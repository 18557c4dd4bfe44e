"""The rows of 2025 Q3 for East Africa give the published and the audited values."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import polars as pl
import pytest

from datasets import definition
from remittances import derived_prices
from remittances.prices import flags, formulas
from tests.remittances.readings import carried, reading

pytestmark = [pytest.mark.shared, pytest.mark.slow]

FILE = "rpw/rpw_east_africa_2025_3Q.csv"


def services() -> pl.DataFrame:
    """The published rows as imported."""
    return reading("REM_PRICE_SERVICE", FILE).table


@lru_cache
def computed(dataset: str) -> pl.DataFrame:
    """A dataset computed from them."""
    declared = definition.load(dataset)
    assert declared.derived is not None
    function = {"REM_SMART": derived_prices.smart_prices, "REM_PRICE_INDEX": derived_prices.price_index}[dataset]
    inputs = {"REM_PRICE_SERVICE": services(), "REM_FLOW_BILATERAL": carried("REM_FLOW_BILATERAL")}
    return function(inputs, declared.derived.parameters)


def figure(dataset: str, sender: str, receiver: str, **codes: str) -> dict[str, Any]:
    """The one row with these codes."""
    wanted = {"REF_AREA": sender, "COUNTERPART_AREA": receiver, **codes}
    return computed(dataset).filter(*[pl.col(name) == code for name, code in wanted.items()]).row(0, named=True)


def index(sender: str, receiver: str, indicator: str) -> dict[str, Any]:
    """A figure over all services at 200 dollars."""
    codes = {"AMOUNT": "USD200", "BREAKDOWN": "TOTAL", "INDICATOR": indicator}
    return figure("REM_PRICE_INDEX", sender, receiver, **codes)


def test_all_80_services_are_read_at_both_amounts() -> None:
    table = services()

    assert table.height == 160
    assert table["OBS_VALUE"].null_count() == 0
    assert table.select("REF_AREA", "COUNTERPART_AREA").n_unique() == 8
    assert (
        not table.select(pl.col("FIRM_TYPE", "INSTRUMENT", "PICKUP", "SPEED").is_in(["OTHER", "_U"]).any())
        .row(0)
        .count(True)
    )


@pytest.mark.parametrize("amount", ["USD200", "USD500"])
def test_both_cost_identities_hold_on_all_80_rows(amount: str) -> None:
    rows = services().filter(AMOUNT=amount).iter_rows(named=True)
    off = [
        (
            abs(formulas.total_cost_percent(row["FEE"], row["SENT"], row["MARGIN"]) - row["OBS_VALUE"]),
            abs(formulas.fx_margin_percent(row["RATE"], row["INTERBANK"]) - row["MARGIN"]),
        )
        for row in rows
    ]

    assert len(off) == 80
    assert max(total for total, _ in off) < 0.0051
    assert max(margin for _, margin in off) < 0.0051


def test_no_row_is_flagged_for_an_identity_and_22_are_near_duplicates() -> None:
    table = services().filter(AMOUNT="USD200")

    assert table.filter(flags.has("TOTAL_DIFFERS") | flags.has("MARGIN_DIFFERS")).is_empty()
    assert table.filter(flags.has("NEAR_DUPLICATE")).height == 22


def test_the_row_of_rwanda_in_dollars_is_doubted() -> None:
    (row,) = services().filter(flags.has("CURRENCY_DOUBTFUL"), AMOUNT="USD200").to_dicts()

    assert (row["REF_AREA"], row["SENT"], row["FEE"], row["CURRENCY"]) == ("RWA", 200, 19, "RWF")


def test_tanzania_to_kenya_has_three_very_different_averages() -> None:
    mean, median = index("TZA", "KEN", "MEAN"), index("TZA", "KEN", "MEDIAN")

    assert round(mean["OBS_VALUE"], 2) == 54.94
    assert round(median["OBS_VALUE"], 2) == 82.60
    assert mean["SERVICES"] == 9
    assert round(figure("REM_SMART", "TZA", "KEN", INDICATOR="SMART")["OBS_VALUE"], 2) == 4.15


def test_kenya_to_tanzania_costs_328_by_service_and_380_by_firm() -> None:
    by_service = figure("REM_SMART", "KEN", "TZA", INDICATOR="SMART")
    by_firm = figure("REM_SMART", "KEN", "TZA", INDICATOR="SMART_FIRM")

    assert (round(by_service["OBS_VALUE"], 2), by_service["FIRMS"]) == (3.28, 2)
    assert (round(by_firm["OBS_VALUE"], 2), by_firm["FIRMS"]) == (3.80, 3)


def test_the_band_of_kenya_to_tanzania_is_that_of_the_method() -> None:
    row = index("KEN", "TZA", "MEAN")

    assert (round(row["OBS_VALUE"], 2), row["SERVICES"]) == (12.16, 14)
    assert (round(row["LOWER_BOUND"], 2), round(row["UPPER_BOUND"], 2)) == (7.95, 17.17)


def test_a_world_of_eight_corridors_is_marked_as_an_excerpt() -> None:
    for row in (index("001", "001", "MEAN"), figure("REM_SMART", "001", "001", INDICATOR="SMART")):
        assert (row["OBS_STATUS"], row["QUALITY"], row["CORRIDORS"]) == ("U", "EXCERPT", 8)


def test_weighted_means_lie_within_the_corridor_means_and_count_those_without_flow() -> None:
    weighted = index("KEN", "001", "WEIGHTED")
    corridors = [index("KEN", to, "MEAN")["OBS_VALUE"] for to in ("RWA", "SSD", "TZA", "UGA")]

    assert min(corridors) <= weighted["OBS_VALUE"] <= max(corridors)
    assert weighted["CORRIDORS"] == 4
    assert weighted["CORRIDORS_WITHOUT_FLOW"] is not None
