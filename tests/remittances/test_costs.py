"""Averages and savings against loops over dictionaries, and what must hold for any figures."""

from __future__ import annotations

import math

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from remittances import costs, derived
from tests.remittances.services import services

# A busy machine takes its time.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
QUARTER, YEAR = "2020-Q3", "2021"
CODES = st.sampled_from(["AAA", "BBB", "CCC", "DDD", "EEE"])
COSTS = st.floats(min_value=-20, max_value=60, allow_nan=False)
FLOWS = st.one_of(st.none(), st.just(0.0), st.floats(min_value=0.001, max_value=60_000))
CORRIDORS = st.dictionaries(st.tuples(CODES, CODES), st.tuples(COSTS, FLOWS), min_size=1, max_size=20)

Corridors = dict[tuple[str, str], tuple[float, float | None]]


def frames(corridors: Corridors, extra_flow: float = 0.0) -> dict[str, pl.DataFrame]:
    """Prices and flows of one quarter and year as published releases hold them."""
    columns = ["REF_AREA", "COUNTERPART_AREA", "TIME_PERIOD", "OBS_VALUE"]
    prices = [(*pair, QUARTER, cost) for pair, (cost, _) in corridors.items()]
    flows = [(*pair, YEAR, flow) for pair, (_, flow) in corridors.items() if flow is not None]
    flows.append(("ZZZ", "YYY", YEAR, extra_flow))
    schema = dict.fromkeys(columns[:3], pl.Utf8) | {"OBS_VALUE": pl.Float64}
    return {
        "REM_PRICE_CORRIDOR": pl.DataFrame(prices, schema=schema, orient="row"),
        "REM_FLOW_BILATERAL": pl.DataFrame(flows, schema=schema, orient="row"),
    }


def world(corridors: Corridors, threshold: float, extra_flow: float = 0.0) -> dict[str, float]:
    """The world's row at a threshold; saving nought where no corridor counts."""
    found = derived.corridor_saving(frames(corridors, extra_flow), {"thresholds": [threshold]})
    rows = found.filter(pl.col("REF_AREA") == "001").to_dicts()
    return rows[0] if rows else {"OBS_VALUE": 0.0, "CORRIDORS": 0, "FLOW": 0.0}


def slow_saving(corridors: Corridors, threshold: float) -> tuple[float, int]:
    """The obvious twin: a loop."""
    counted = [(cost, flow) for cost, flow in corridors.values() if flow is not None and flow > 0 and cost >= 0]
    return math.fsum(max(0.0, cost - threshold) / 100 * flow for cost, flow in counted), len(counted)


@pytest.mark.slow
@patient
@given(CORRIDORS)
def test_saving_equals_its_slow_twin(corridors: Corridors) -> None:
    total, count = slow_saving(corridors, 3)
    found = world(corridors, 3)

    assert found["OBS_VALUE"] == pytest.approx(total, abs=1e-6)
    assert found["CORRIDORS"] == count


@pytest.mark.slow
@patient
@given(CORRIDORS, st.floats(min_value=0, max_value=20), st.floats(min_value=0, max_value=20))
def test_saving_is_never_negative_and_falls_as_the_threshold_rises(
    corridors: Corridors, one: float, other: float
) -> None:
    low, high = sorted((one, other))

    assert world(corridors, low)["OBS_VALUE"] >= world(corridors, high)["OBS_VALUE"] >= 0


@pytest.mark.slow
@patient
@given(CORRIDORS, st.floats(min_value=0.5, max_value=10))
def test_saving_scales_with_the_flow(corridors: Corridors, factor: float) -> None:
    scaled = {pair: (cost, None if flow is None else flow * factor) for pair, (cost, flow) in corridors.items()}

    expected = world(corridors, 3)["OBS_VALUE"] * factor
    assert world(scaled, 3)["OBS_VALUE"] == pytest.approx(expected, rel=1e-6, abs=1e-5)


@pytest.mark.slow
@patient
@given(CORRIDORS, st.randoms())
def test_order_of_the_rows_does_not_matter(corridors: Corridors, random) -> None:
    shuffled = list(corridors.items())
    random.shuffle(shuffled)
    inputs, others = frames(corridors), frames(dict(shuffled))

    parameters = {"thresholds": [3, 5]}
    assert derived.corridor_saving(inputs, parameters).equals(derived.corridor_saving(others, parameters))
    assert derived.average_prices(inputs, {}).equals(derived.average_prices(others, {}))


@pytest.mark.slow
@patient
@given(CORRIDORS)
def test_averages_equal_their_slow_twin(corridors: Corridors) -> None:
    averages = derived.average_prices(frames(corridors), {}).filter(
        pl.col("REF_AREA") == "001", pl.col("COUNTERPART_AREA") == "001"
    )
    found = dict(averages.select("INDICATOR", "OBS_VALUE").rows())
    weighted = [(cost, flow) for cost, flow in corridors.values() if flow is not None and flow > 0]

    assert found["MEAN_SIMPLE"] == pytest.approx(
        math.fsum(cost for cost, _ in corridors.values()) / len(corridors), abs=1e-6
    )
    if weighted:
        mean = math.fsum(cost * flow for cost, flow in weighted) / math.fsum(flow for _, flow in weighted)
        assert found["MEAN_WEIGHTED"] == pytest.approx(mean, abs=1e-6)
    else:
        assert "MEAN_WEIGHTED" not in found


def test_coverage_is_the_share_of_all_flow_of_the_year() -> None:
    found = world({("AAA", "BBB"): (8.0, 300.0), ("AAA", "CCC"): (4.0, None)}, 3, extra_flow=700.0)

    assert found["COVERAGE_PERCENT"] == 30.0
    assert found["CORRIDORS"] == 1
    assert found["FLOW_YEAR"] == YEAR
    assert found["PRICE_QUARTER"] == QUARTER


@pytest.mark.parametrize(
    ("cost", "flow", "quality", "status"),
    [
        (8.0, None, costs.NO_FLOW, "L"),
        (8.0, 0.0, costs.NO_FLOW, "L"),
        (-1.0, 300.0, costs.NEGATIVE_MEAN, "M"),
    ],
    ids=["no estimate", "nought", "parallel exchange rate"],
)
def test_corridors_that_cannot_count_say_why(cost: float, flow: float | None, quality: str, status: str) -> None:
    saving = derived.corridor_saving(frames({("AAA", "BBB"): (cost, flow)}), {"thresholds": [3]})

    assert saving.select("OBS_VALUE", "QUALITY", "OBS_STATUS").rows() == [(None, quality, status)]


def test_a_corridor_at_the_threshold_saves_nothing_but_counts() -> None:
    assert world({("AAA", "BBB"): (3.0, 100.0)}, 3)["OBS_VALUE"] == 0.0
    assert world({("AAA", "BBB"): (3.0, 100.0)}, 3)["CORRIDORS"] == 1


def test_negative_means_stay_in_the_averages() -> None:
    averages = derived.average_prices(frames({("AAA", "BBB"): (-2.0, 100.0), ("AAA", "CCC"): (6.0, 100.0)}), {})

    assert set(averages.filter(pl.col("REF_AREA") == "001", pl.col("COUNTERPART_AREA") == "001")["OBS_VALUE"]) == {2.0}


def test_corridor_prices_mark_breaks_and_negative_means_and_fill_no_gaps() -> None:
    quarters = ["2016-Q1", "2016-Q2", "2016-Q4"]
    prices = pl.DataFrame(
        {
            "REF_AREA": ["SAU"] * 3,
            "COUNTERPART_AREA": ["SDN"] * 3,
            "TIME_PERIOD": quarters,
            "OBS_VALUE": [5.0, 4.0, -11.4],
            "OBS_STATUS": ["A"] * 3,
        }
    )
    found = derived.corridor_prices({"REM_PRICE_DATABANK": prices}, {"breaks": ["2016-Q2", "2022-Q1"]})

    assert found["TIME_PERIOD"].to_list() == quarters
    assert found["OBS_STATUS"].to_list() == ["A", "B", "U"]
    assert found["QUALITY"].to_list() == [None, None, costs.NEGATIVE_MEAN]


@pytest.mark.parametrize(
    ("quarter", "year"),
    [("2011-Q1", "2017"), ("2016-Q3", "2017"), ("2019-Q4", "2017"), ("2020-Q1", "2021"), ("2025-Q3", "2021")],
)
def test_flow_is_that_of_the_nearest_matrix(quarter: str, year: str) -> None:
    assert derived.nearest_year(quarter, [2021, 2017]) == year


def test_printed_means_stand_and_services_fill_the_quarters_after_them() -> None:
    printed = frames({("GBR", "IND"): (4.0, None)})["REM_PRICE_CORRIDOR"]
    surveyed = services(
        {"OBS_VALUE": 9.0},
        {"OBS_VALUE": 2.0, "TIME_PERIOD": "2025-Q3"},
        {"OBS_VALUE": 4.0, "TIME_PERIOD": "2025-Q3"},
        {"OBS_VALUE": 99.0, "TIME_PERIOD": "2025-Q3", "TRANSPARENT": "NO"},
    )
    inputs = {"REM_PRICE_DATABANK": printed, "REM_PRICE_SERVICE": surveyed}

    found = derived.corridor_prices(inputs, {"breaks": []}).select("TIME_PERIOD", "OBS_VALUE", "SERVICES").rows()
    assert found == [("2020-Q3", 4.0, None), ("2025-Q3", 3.0, 2)]


def test_of_an_excerpt_no_average_and_no_saving_of_the_world_is_taken() -> None:
    inputs = frames({("AAA", "BBB"): (10.0, 100.0), ("AAA", "CCC"): (4.0, 50.0)})
    wanted = {"thresholds": [3], "least_corridors": 3}

    assert derived.average_prices(inputs, wanted).is_empty()
    assert derived.corridor_saving(inputs, wanted)["REF_AREA"].to_list() == ["AAA", "AAA"]
    assert not derived.average_prices(inputs, {"least_corridors": 2}).is_empty()
