"""The rules of what a service costs: formulas, flags, averages and the three cheapest."""

from __future__ import annotations

import math
import statistics
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from remittances.prices import averages, bands, codes, flags, formulas, smart
from remittances.prices.smart import AccessRule
from tests.remittances.services import at_costs, services

COSTS = st.lists(st.floats(min_value=-60, max_value=300).map(lambda cost: round(cost, 2)), min_size=1, max_size=40)
POSITIVE = st.floats(min_value=0.001, max_value=1e6)


def quality(**row: Any) -> set[str]:
    """The flags of one service."""
    found = flags.flagged(services(row))["QUALITY"][0]
    return set((found or "").split())


def test_the_margin_is_what_the_rate_takes() -> None:
    assert formulas.fx_margin_percent(99, 100) == pytest.approx(1)
    assert formulas.fx_margin_percent(101, 100) == pytest.approx(-1)


def test_the_fee_is_on_top_of_the_amount() -> None:
    assert formulas.total_cost_percent(414, 18_000, 0.55) == pytest.approx(2.85)
    assert formulas.paid_on_top(200, 4) == 204
    assert formulas.received(200, 10) == 2000


def test_a_fixed_budget_is_another_number() -> None:
    assert formulas.received_from_budget(200, 4, 10) == 1960
    assert formulas.received_from_budget(3, 4, 10) == 0
    assert formulas.cost_of_budget_percent(200, 4, 9.9, 10) == pytest.approx(2.98)


def test_a_fee_of_nought_is_valid() -> None:
    assert formulas.total_cost_percent(0, 200, 1.5) == 1.5
    assert quality(FEE=0.0, OBS_VALUE=1.0) == set()


@pytest.mark.parametrize(
    "undefined",
    [
        lambda: formulas.fx_margin_percent(1, 0),
        lambda: formulas.fee_percent(1, 0),
        lambda: formulas.cost_of_budget_percent(0, 1, 1, 1),
        lambda: formulas.cost_of_budget_percent(1, 1, 1, 0),
    ],
)
def test_nought_below_the_line_is_undefined_and_never_infinite(undefined: Any) -> None:
    with pytest.raises(formulas.Undefined):
        undefined()


@pytest.mark.slow
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(POSITIVE, POSITIVE, POSITIVE, POSITIVE)
def test_what_a_budget_loses_is_nought_at_the_market_rate_without_fee(
    amount: float, fee: float, applied: float, interbank: float
) -> None:
    assert formulas.cost_of_budget_percent(amount, 0, interbank, interbank) == pytest.approx(0, abs=1e-9)
    assert formulas.cost_of_budget_percent(amount, fee, applied, interbank) <= 100


@pytest.mark.parametrize(
    ("row", "flag"),
    [
        ({"TRANSPARENT": "NO", "MARGIN": 0.0, "RATE": 1.0, "INTERBANK": 1.0, "OBS_VALUE": 2.0}, "RATE_UNDISCLOSED"),
        ({"MARGIN": 0.0, "RATE": 1.0, "INTERBANK": 1.0, "OBS_VALUE": 2.0}, "SAME_CURRENCY"),
        ({"MARGIN": 0.0, "RATE": 10.0, "OBS_VALUE": 2.0, "NOTE": "Paid out in USD"}, "SAME_CURRENCY"),
        ({"MARGIN": 0.0, "RATE": 10.0, "OBS_VALUE": 2.0}, "ZERO_MARGIN"),
        ({"MARGIN": -1.0, "RATE": 10.1, "OBS_VALUE": 1.0}, "NEGATIVE_MARGIN"),
        ({"NOTE": "Costs listed for a promotion/marketing campaign/discount rate"}, "PROMOTION"),
        ({"OBS_VALUE": 3.02}, "TOTAL_DIFFERS"),
        ({"RATE": 9.85}, "MARGIN_DIFFERS"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_odd_is_flagged(row: dict[str, Any], flag: str) -> None:
    assert quality(**row) == {flag}


def test_a_plain_service_has_no_flag() -> None:
    assert flags.flagged(services({}))["QUALITY"].to_list() == [None]


@pytest.mark.parametrize("row", [{"OBS_VALUE": 3.01}, {"RATE": 9.891}], ids=["total", "margin"])
def test_rounding_is_no_difference(row: dict[str, Any]) -> None:
    assert quality(**row) == set()


def test_a_total_below_nought_is_flagged_with_its_margin() -> None:
    assert quality(MARGIN=-4.0, RATE=10.4, OBS_VALUE=-2.0) == {"NEGATIVE_MARGIN", "NEGATIVE_TOTAL"}


@pytest.mark.parametrize("row", [{"SENT": 0.0}, {"INTERBANK": 0.0}], ids=["amount", "interbank rate"])
def test_nought_for_amount_or_interbank_rate_leaves_no_value(row: dict[str, Any]) -> None:
    found = flags.flagged(services(row)).row(0, named=True)

    assert found["OBS_VALUE"] is None
    assert "UNDEFINED" in found["QUALITY"].split()


def test_an_amount_in_another_currency_than_its_peers_is_doubted() -> None:
    dollars = {"SENT": 200.0, "FEE": 19.0, "RATE": 121.85, "INTERBANK": 129.2, "MARGIN": 5.69, "OBS_VALUE": 15.19}
    francs = {"SENT": 150_000.0, "FEE": 3_000.0, "RATE": 0.0891, "INTERBANK": 0.09, "MARGIN": 1.0, "OBS_VALUE": 3.0}
    both = {"CURRENCY": "RWF", "REF_AREA": "RWA", "COUNTERPART_AREA": "KEN"}
    found = flags.flagged(services(dollars | both, *([francs | both] * 4)))

    assert found.filter(flags.has("CURRENCY_DOUBTFUL"))["SENT"].to_list() == [200.0]
    assert found.filter(flags.has("CURRENCY_DOUBTFUL"))["OBS_VALUE"].to_list() == [15.19]


def test_another_payout_currency_is_told_from_the_interbank_rate() -> None:
    quoted = {"RATE": 0.00769, "INTERBANK": 0.00774, "MARGIN": 0.65, "OBS_VALUE": 2.65}
    found = flags.flagged(services({}, {}, {}, quoted))

    assert [flags_ is not None and "OTHER_PAYOUT_CURRENCY" in flags_ for flags_ in found["QUALITY"]] == [
        *[False] * 3,
        True,
    ]


def test_one_price_of_one_firm_with_two_pickups_is_a_near_duplicate() -> None:
    found = flags.flagged(services({}, {"PICKUP": "WALLET"}, {"FIRM": "Other"}, {"AMOUNT": "USD500"}))

    assert found.filter(flags.has("NEAR_DUPLICATE"))["SERVICE"].to_list() == ["001", "002"]


@pytest.mark.parametrize(
    ("interbank", "currency"), [(0.00774, "USD"), (19.5, "TZS"), (0.0072, "EUR"), (5.0, None)], ids=str
)
def test_the_payout_currency_is_that_of_the_nearest_rate(interbank: float, currency: str | None) -> None:
    candidates = {"USD": 0.00773, "TZS": 19.4, "EUR": 0.0071, "XXX": 0.0}

    assert flags.payout_currency(interbank, candidates) == currency


@pytest.mark.parametrize(
    ("case", "parallel"),
    [((-11.36,), True), ((5.0,), False), ((5.0, 47.5, 6.7), True), ((5.0, 6.9, 6.7), False), ((5.0, 6.9, None), False)],
)
def test_a_rate_that_is_not_the_markets_is_told(case: tuple[float, ...], *, parallel: bool) -> None:
    assert flags.parallel_rate(*case) is parallel


@pytest.mark.parametrize(
    ("words", "label", "code"),
    [
        (codes.FIRM_TYPES, "Money Transfer Operator", "MTO"),
        (codes.FIRM_TYPES, "Mobile Operator", "MOBILE"),
        (codes.FIRM_TYPES, "Non-Bank FI", "NON_BANK"),
        (codes.FIRM_TYPES, "Post office", "POST"),
        (codes.FIRM_TYPES, "Bank", "BANK"),
        (codes.PICKUPS, "Own/partner Bank account", "BANK_ACCOUNT"),
        (codes.PICKUPS, "Mobile wallet", "WALLET"),
        (codes.SPEEDS, "Less than one hour", "LESS_THAN_HOUR"),
        (codes.SPEEDS, "3-5 days", "DAYS_3_5"),
        (codes.SPEEDS, "6 days or more", "DAYS_6"),
        (codes.SPEEDS, "2 days", "DAYS_2"),
        (codes.REGIONS, "Sub-Saharan Africa", "SSA"),
        (codes.REGIONS, "South Asia", "SA"),
        (codes.ACCESS_POINTS, "Internet", "ONLINE"),
        (codes.FIRM_TYPES, "N/A", "_U"),
        (codes.FIRM_TYPES, "Circus", "OTHER"),
    ],
)
def test_words_of_the_survey_become_codes(words: Any, label: str, code: str) -> None:
    assert codes.code(words, label) == code


def test_several_means_of_payment_share_a_cell() -> None:
    found = codes.codes(codes.INSTRUMENTS, "Debit/credit card, Cash,Bank account transfer")

    assert found == ("BANK_ACCOUNT", "CARD", "CASH")
    assert (codes.one(found), codes.one(found[:1]), codes.one(())) == ("SEVERAL", "BANK_ACCOUNT", "_U")


@pytest.mark.slow
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(COSTS)
def test_means_equal_their_slow_twins_and_do_not_trim(costs: list[float]) -> None:
    found = averages.means(averages.counted(at_costs(*costs)), ["REF_AREA"]).row(0, named=True)
    ordered = sorted(costs)
    cut = len(costs) // 10

    assert found["MEAN"] == pytest.approx(statistics.fmean(costs), abs=1e-9)
    assert found["MEDIAN"] == pytest.approx(statistics.median(costs), abs=1e-9)
    assert found["TRIMMED"] == pytest.approx(statistics.fmean(ordered[cut : len(ordered) - cut]), abs=1e-9)
    assert found["SERVICES"] == len(costs)


def test_hidden_rates_and_undefined_totals_take_no_part_in_means() -> None:
    table = services({"OBS_VALUE": 4.0}, {"OBS_VALUE": 0.5, "TRANSPARENT": "NO"}, {"OBS_VALUE": None})

    assert averages.counted(table)["OBS_VALUE"].to_list() == [4.0]


def test_negative_totals_stay_in_the_mean() -> None:
    assert averages.means(averages.counted(at_costs(-2.0, 4.0)), ["REF_AREA"])["MEAN"][0] == 1.0


def test_means_of_a_country_are_over_services_not_corridors() -> None:
    india = [{"OBS_VALUE": 4.0}] * 3
    table = services(*india, {"OBS_VALUE": 12.0, "COUNTERPART_AREA": "POL"})

    found = averages.means(averages.counted(table), ["REF_AREA"]).row(0, named=True)
    assert (found["MEAN"], found["CORRIDORS"]) == (6.0, 2)


def test_a_service_that_takes_two_means_of_payment_is_of_both_kinds() -> None:
    found = averages.broken_down(services({"INSTRUMENTS": "CARD CASH", "INSTRUMENT": "SEVERAL"}))["BREAKDOWN"].to_list()

    assert {"BY_CARD", "BY_CASH", "TOTAL", "TYPE_MTO", "SPEED_SAME_DAY", "PICKUP_CASH"} <= set(found)
    assert not {"DIGITAL", "NON_DIGITAL"} & set(found)


@pytest.mark.parametrize(
    ("access", "pickup", "kinds"),
    [
        ("ONLINE", "BANK_ACCOUNT", {"DIGITAL", "DIGITAL_MTO"}),
        ("SELF_SERVICE", "WALLET", {"DIGITAL", "DIGITAL_MTO"}),
        ("ONLINE", "CASH", {"NON_DIGITAL"}),
        ("BRANCH", "BANK_ACCOUNT", {"NON_DIGITAL"}),
        (None, "BANK_ACCOUNT", set()),
    ],
)
def test_digital_is_sent_online_and_received_into_an_account(access: str | None, pickup: str, kinds: set[str]) -> None:
    found = set(averages.broken_down(services({"ACCESS": access, "PICKUP": pickup}))["BREAKDOWN"])

    assert found & {"DIGITAL", "NON_DIGITAL", "DIGITAL_MTO"} == kinds
    assert kinds <= set(averages.TO_CONFIRM)


def test_an_international_operator_serves_at_least_85_percent_of_corridors() -> None:
    places = ["IND", "PAK", "NGA", "PHL", "POL", "ZAF", "BGD"]
    wide = [{"COUNTERPART_AREA": place, "FIRM": "Wide"} for place in places[:6]]
    narrow = [{"COUNTERPART_AREA": place, "FIRM": "Narrow"} for place in places[:5]]
    bank = [{"COUNTERPART_AREA": place, "FIRM": "Bank", "FIRM_TYPE": "BANK"} for place in places]

    assert averages.international(services(*wide, *narrow, *bank))["FIRM"].unique().to_list() == ["Wide"]


def test_named_rules_leave_services_out_until_a_quarter() -> None:
    rule = {"name": "RUSSIA_EX_SOVIET", "until": "2016-Q1", "senders": ["RUS"], "firms": ["Contact"]}
    table = services(
        {"REF_AREA": "RUS", "TIME_PERIOD": "2015-Q1"},
        {"REF_AREA": "RUS", "TIME_PERIOD": "2016-Q2"},
        {"FIRM": "CONTACT", "TIME_PERIOD": "2015-Q1"},
        {"TIME_PERIOD": "2015-Q1"},
    )

    assert averages.left_out(table, [rule])["SERVICE"].to_list() == ["002", "004"]


def smart_of(table: pl.DataFrame, **options: Any) -> dict[str, Any]:
    """SmaRT of the one corridor of a table."""
    return smart.corridors(table, **options).row(0, named=True)


@pytest.mark.slow
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(COSTS)
def test_smart_is_the_mean_of_the_three_cheapest_and_never_above_the_mean(costs: list[float]) -> None:
    found = smart_of(at_costs(*costs))

    assert found["SMART"] == pytest.approx(statistics.fmean(sorted(costs)[:3]), abs=1e-9)
    assert found["SMART"] <= statistics.fmean(costs) + 1e-9
    assert found["QUALITY"] == ("THIN" if len(costs) < 3 else None)


@pytest.mark.parametrize(
    "row",
    [
        {"TRANSPARENT": "NO"},
        {"SPEED": "DAYS_6"},
        {"SPEED": "_U"},
        {"COVERAGE": "LOW"},
        {"AMOUNT": "USD500"},
        {"OBS_VALUE": None},
    ],
    ids=str,
)
def test_what_does_not_qualify_is_not_among_the_three(row: dict[str, Any]) -> None:
    table = pl.concat([at_costs(2.0, 4.0, 6.0), services({"OBS_VALUE": 1.0, **row})])

    assert smart_of(table)["SMART"] == 4.0


def test_no_qualifying_service_is_no_value_and_never_nought() -> None:
    found = smart_of(at_costs(2.0, 3.0, SPEED="DAYS_6"))

    assert (found["SMART"], found["SERVICES"], found["QUALITY"]) == (None, 0, "NO_QUALIFYING_SERVICE")


def test_three_services_of_one_firm_are_three_by_service_and_one_by_firm() -> None:
    table = services({"OBS_VALUE": 1.0}, {"OBS_VALUE": 2.0}, {"OBS_VALUE": 3.0}, {"OBS_VALUE": 9.0, "FIRM": "Other"})

    assert smart_of(table)["SMART"] == 2.0
    by_firm = smart_of(table, by_firm=True)
    assert (by_firm["SMART"], by_firm["SERVICES"], by_firm["QUALITY"]) == (5.0, 2, "THIN")


def test_equal_prices_leave_the_mean_the_same_in_any_order() -> None:
    table = at_costs(2.0, 2.0, 5.0, 5.0, 5.0)

    assert smart_of(table)["SMART"] == smart_of(table.reverse())["SMART"] == 3.0


def test_the_first_access_rule_that_speaks_of_a_service_decides() -> None:
    rules = AccessRule.read(
        [
            {"country": "IND", "instrument": "CASH", "coverages": ["LOW"]},
            {"country": "*", "instrument": "*", "coverages": ["HIGH"]},
        ]
    )
    low, high = at_costs(2.0, COVERAGE="LOW"), at_costs(8.0, COVERAGE="HIGH")

    assert smart_of(pl.concat([low, high]), rules=rules)["SMART"] == 2.0
    elsewhere = pl.concat([low, high]).with_columns(pl.lit("PAK").alias("COUNTERPART_AREA"))
    assert smart_of(elsewhere, rules=rules)["SMART"] == 8.0
    assert smart_of(low, rules=())["SMART"] is None


def test_the_world_is_the_mean_of_corridors_and_counts_those_without() -> None:
    none = at_costs(2.0, SPEED="DAYS_6", COUNTERPART_AREA="POL")
    thin = at_costs(8.0, COUNTERPART_AREA="PAK")
    found = smart.world(smart.corridors(pl.concat([at_costs(2.0, 4.0, 6.0), thin, none]))).row(0, named=True)

    assert found == {"TIME_PERIOD": "2020-Q3", "SMART": 6.0, "CORRIDORS": 2, "WITHOUT": 1, "THIN": 1}


@pytest.mark.slow
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(COSTS)
def test_a_band_holds_its_mean_whatever_the_order(costs: list[float]) -> None:
    found = bands.mean_band(costs)

    assert bands.mean_band(costs[::-1]) == found
    if found is None:
        assert len(costs) < 2
    else:
        lower, upper = found
        assert min(costs) - 1e-9 <= lower <= math.fsum(costs) / len(costs) + 1e-9
        assert lower <= upper <= max(costs) + 1e-9
