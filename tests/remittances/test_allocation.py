"""Inflows are shared out by open rules; the published matrix of 2017 comes out again."""

from __future__ import annotations

import math

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from remittances import allocation, derived_flows
from remittances.allocation import INCOME, RATHA_SHAW, STOCK, Rule
from tests.remittances.readings import carried

HOSTS = ("USA", "DEU", "ARE", "ZAF")
ORIGINS = ("MEX", "IND", "NGA")
STOCKS = st.dictionaries(st.tuples(st.sampled_from(HOSTS), st.sampled_from(ORIGINS)), st.integers(1, 10**7), min_size=1)
MONEY = st.floats(min_value=100, max_value=90_000)
INCOMES = st.fixed_dictionaries(dict.fromkeys((*HOSTS, *ORIGINS), MONEY))
INFLOWS = st.fixed_dictionaries({code: st.floats(min_value=1, max_value=9e4) for code in ORIGINS})
RULES = st.one_of(
    st.sampled_from([Rule(STOCK), Rule(INCOME)]), st.floats(min_value=0, max_value=1).map(lambda beta: Rule(beta=beta))
)

Stocks = dict[tuple[str, str], int]


def table(stocks: Stocks) -> pl.DataFrame:
    """Stocks as the module wants them."""
    rows = [(*pair, float(migrants)) for pair, migrants in stocks.items()]
    return pl.DataFrame(rows, schema=["REF_AREA", "COUNTERPART_AREA", "MIGRANTS"], orient="row")


def slow(
    stocks: Stocks, incomes: dict[str, float], inflows: dict[str, float], rule: Rule
) -> dict[tuple[str, str], float]:
    """The obvious twin: a loop."""

    def weight(host: str, origin: str, migrants: float) -> float:
        own, there = incomes[origin], incomes[host]
        if rule.name == STOCK:
            return migrants
        if rule.name == INCOME:
            return migrants * there
        return migrants * (own if there <= own else own + (there - own) ** rule.beta)

    found = {pair: weight(*pair, migrants) for pair, migrants in stocks.items()}
    sums = {origin: sum(w for pair, w in found.items() if pair[1] == origin) for origin in inflows}
    return {pair: w / sums[pair[1]] * inflows[pair[1]] for pair, w in found.items()}


@pytest.mark.slow
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(STOCKS, INCOMES, INFLOWS, RULES)
def test_allocation_equals_its_slow_twin_and_shares_out_everything(
    stocks: Stocks, incomes: dict[str, float], inflows: dict[str, float], rule: Rule
) -> None:
    made = allocation.allocate(table(stocks), incomes, inflows, rule)
    flows = {(row[0], row[1]): row[2] for row in made.flows.iter_rows()}
    expected = slow(stocks, incomes, inflows, rule)

    assert flows == {pair: pytest.approx(value, rel=1e-9) for pair, value in expected.items()}
    for origin, inflow in inflows.items():
        received = math.fsum(flow for pair, flow in flows.items() if pair[1] == origin)
        assert (origin in made.unshared) or received == pytest.approx(inflow)


@pytest.mark.slow
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(STOCKS, INCOMES, INFLOWS)
def test_a_range_holds_every_rule_in_it(stocks: Stocks, incomes: dict[str, float], inflows: dict[str, float]) -> None:
    found = allocation.ranges(table(stocks), incomes, inflows)
    plain = allocation.allocate(table(stocks), incomes, inflows, Rule()).flows
    both = found.join(plain, on=["REF_AREA", "COUNTERPART_AREA"])

    assert both.height == plain.height
    assert both.select(((pl.col("LOWEST") <= pl.col("FLOW")) & (pl.col("FLOW") <= pl.col("HIGHEST"))).all()).item()


def test_no_rule_gives_money_between_neighbours_that_are_forced_to_nought() -> None:
    made = allocation.allocate(
        table({("IND", "PAK"): 10, ("USA", "PAK"): 1}), {"IND": 1.0, "USA": 2.0, "PAK": 1.0}, {"PAK": 5.0}
    )

    assert made.flows.rows() == [("USA", "PAK", 5.0)]


def test_an_unknown_income_gives_the_least_the_rule_gives_and_without_ones_own_migrants_decide() -> None:
    stocks = table({("USA", "MEX"): 1, ("DEU", "MEX"): 1, ("USA", "NGA"): 1, ("DEU", "NGA"): 3})
    made = allocation.allocate(stocks, {"USA": 100.0, "MEX": 100.0}, {"MEX": 2.0, "NGA": 4.0})

    assert {row[:2]: row[2] for row in made.flows.rows()} == {
        ("USA", "MEX"): 1.0,
        ("DEU", "MEX"): 1.0,
        ("USA", "NGA"): 1.0,
        ("DEU", "NGA"): 3.0,
    }


def test_a_country_whose_people_live_nowhere_is_named() -> None:
    assert allocation.allocate(table({("USA", "MEX"): 1}), {}, {"MEX": 1.0, "NGA": 2.0}).unshared == ("NGA",)


@pytest.mark.parametrize(
    ("name", "beta"), [("GUESS", 0.75), (RATHA_SHAW, 1.01), (RATHA_SHAW, -0.1), (RATHA_SHAW, math.nan)]
)
def test_a_rule_that_is_none_is_refused(name: str, beta: float) -> None:
    with pytest.raises(ValueError, match=r"rule|beta"):
        Rule(name, beta)


@pytest.fixture(scope="module")
def fits() -> dict[str, allocation.Fit]:
    """How near each rule comes to the published matrix of 2017."""
    published = derived_flows.published_of(carried("REM_FLOW_BILATERAL"), "2017")
    stocks, _year = derived_flows.stocks_of(carried("REM_MIGRANT_STOCK"), "2017")
    inflows = derived_flows.inflows_of(published)
    power, _year = derived_flows.incomes_of(carried("REM_INCOME_PPP"), "2017")
    dollars, _year = derived_flows.incomes_of(carried("REM_INCOME_USD"), "2017")
    cases = {
        "ppp": (power, Rule()),
        "ppp 0.5": (power, Rule(beta=0.5)),
        "ppp 0.9": (power, Rule(beta=0.9)),
        "usd": (dollars, Rule()),
        "stock": (power, Rule(STOCK)),
        "income": (power, Rule(INCOME)),
    }
    return {
        name: allocation.fit(allocation.allocate(stocks, incomes, inflows, rule).flows, published)
        for name, (incomes, rule) in cases.items()
    }


@pytest.mark.slow
def test_the_published_matrix_of_2017_comes_out_again(fits: dict[str, allocation.Fit]) -> None:
    assert fits["ppp"].correlation >= 0.985
    assert fits["ppp"].median_error_percent == pytest.approx(10.5, abs=0.3)
    assert fits["ppp"].difference_percent < 16.7


@pytest.mark.slow
def test_the_stated_beta_and_purchasing_power_fit_best(fits: dict[str, allocation.Fit]) -> None:
    assert fits["ppp"].median_error_percent < min(
        fits["ppp 0.5"].median_error_percent, fits["ppp 0.9"].median_error_percent
    )
    assert fits["ppp"].correlation > fits["usd"].correlation
    assert fits["ppp"].difference_percent < fits["stock"].difference_percent < fits["income"].difference_percent


@pytest.mark.slow
def test_the_published_model_has_a_range_and_the_published_value_beside_it() -> None:
    names = ("REM_FLOW_BILATERAL", "REM_MIGRANT_STOCK", "REM_INCOME_PPP")
    made = derived_flows.flow_model({name: carried(name) for name in names}, {"rule": RATHA_SHAW, "beta": 0.75})
    mexico = made.filter(REF_AREA="USA", COUNTERPART_AREA="MEX", TIME_PERIOD="2021").row(0, named=True)

    assert mexico["LOWER_BOUND"] <= mexico["OBS_VALUE"] <= mexico["UPPER_BOUND"]
    assert (round(mexico["PUBLISHED"]), mexico["STOCK_YEAR"], mexico["INCOME_YEAR"]) == (52_595, "2017", "2021")
    assert made["TIME_PERIOD"].unique().sort().to_list() == ["2017", "2021"]
