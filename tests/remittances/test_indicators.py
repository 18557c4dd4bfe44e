"""Indicators by their formulas; what is not measured is a value of its own."""

from __future__ import annotations

import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from datasets import definition
from remittances import indicators
from remittances.blocks.indicator_words import FORMULAS, UNIT_WORDS
from remittances.indicators import NOT_IN_HAND, UNITS
from tests.remittances.paper import frames

AMOUNTS = st.lists(st.floats(min_value=0, max_value=1e6), max_size=30)


@pytest.mark.slow
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(AMOUNTS, st.floats(min_value=0.01, max_value=100))
def test_concentration_lies_between_equal_shares_and_one_and_has_no_unit(amounts: list[float], factor: float) -> None:
    found = indicators.herfindahl(amounts)
    positive = [each for each in amounts if each > 0]

    if not positive:
        assert found is None
    else:
        assert found is not None
        assert 1 / len(positive) - 1e-9 <= found <= 1 + 1e-9
        assert indicators.herfindahl([each * factor for each in reversed(positive)]) == pytest.approx(found)


def test_concentration_of_one_sender_is_one_and_of_two_equal_ones_a_half() -> None:
    assert indicators.herfindahl([5.0]) == 1.0
    assert indicators.herfindahl([5.0, 5.0, 0.0]) == 0.5


def test_volatility_is_the_spread_of_yearly_changes_over_ten_years() -> None:
    steady = {year: 100 * 1.05 ** (year - 2000) for year in range(2000, 2023)}
    jump = {**steady, 2005: 1e9}

    assert indicators.volatility_percent(steady) == pytest.approx(0, abs=1e-9)
    assert indicators.volatility_percent(jump) == pytest.approx(0, abs=1e-9)
    assert indicators.volatility_percent({2019: 100.0, 2020: 110.0, 2021: 99.0, 2022: 118.8}) == pytest.approx(
        math.sqrt((((10 - 20 / 3) ** 2) + ((-10 - 20 / 3) ** 2) + ((20 - 20 / 3) ** 2)) / 2)
    )


def test_too_few_changes_and_gaps_are_no_volatility() -> None:
    assert indicators.volatility_percent({2020: 1.0, 2021: 2.0, 2022: 3.0}) is None
    assert indicators.volatility_percent({2016: 1.0, 2018: 2.0, 2020: 3.0, 2022: 4.0}) is None
    assert indicators.volatility_percent({}) is None


def test_shares_and_rates_of_nothing_are_unknown_and_never_infinite() -> None:
    assert indicators.share_percent(1.0, 0.0) is None
    assert indicators.share_percent(None, 5.0) is None
    assert indicators.share_percent(1.0, 4.0) == 25.0
    assert indicators.emigration_rate_percent(0, 0) is None
    assert indicators.emigration_rate_percent(1, 3) == 25.0
    assert indicators.months_of_wage(1200, 0) is None
    assert indicators.months_of_wage(1200, 400) == 3.0
    assert indicators.dependence_risk_percent(3.0, None) is None
    assert indicators.dependence_risk_percent(20.0, 10.0) == 2.0


def test_every_indicator_has_a_formula_a_unit_and_a_name() -> None:
    codes = {code.id for code in definition.load("REM_INDICATOR").dimension("INDICATOR").codes}

    assert set(FORMULAS) == set(UNITS) == codes
    assert set(UNITS.values()) <= set(UNIT_WORDS)


@pytest.mark.slow
def test_the_carried_tables_give_a_profile_of_every_country() -> None:
    table = frames()["REM_INDICATOR"]
    mexico = {row["INDICATOR"]: row for row in table.filter(REF_AREA="MEX").iter_rows(named=True)}

    assert set(mexico) == set(UNITS)
    assert mexico["CONCENTRATION"]["OBS_VALUE"] == pytest.approx(0.944, abs=0.001)
    assert mexico["SAVING_USD"]["FIGURE_PERIOD"] == "2020-Q3"
    assert mexico["PRICE_WORST"]["OBS_VALUE"] >= mexico["PRICE_MEAN"]["OBS_VALUE"]
    assert table.select("REF_AREA", "INDICATOR").is_duplicated().sum() == 0


@pytest.mark.slow
def test_what_no_file_gives_is_not_measured_and_says_why() -> None:
    table = frames()["REM_INDICATOR"].filter(frames()["REM_INDICATOR"]["INDICATOR"].is_in(NOT_IN_HAND))

    assert table["OBS_VALUE"].null_count() == table.height > 0
    assert set(table["OBS_STATUS"]) == {"M"}
    assert set(table["REASON"]) == {"NO_SOURCE"}
