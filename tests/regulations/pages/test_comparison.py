"""Permits side by side: one question in one row, real units, differences found, nothing made up."""

import datetime as dt
from decimal import Decimal

import pytest

from regulations.comparison.measures import Measure, days, measure
from regulations.comparison.table import Column, compare
from regulations.comparison.topics import TOPICS
from regulations.exchange import NO_RATES, Quote, Rates
from regulations.values import decode
from tests.regulations.pages.records import DAY, claim, duration, indicator, money, multiple, record

RATES = Rates(by_euro={"SEK": Quote("SEK", "EUR", "2026-02-27", Decimal(10), "FX_DAILY", 1)}, by_dollar={})


def rows_of(*records, into="EUR", rates=RATES, day=DAY):
    return {row.code: row for row in compare([Column(each, day) for each in records], rates=rates, into=into)}


def test_pay_floors_stand_in_one_row_whatever_sources_call_them():
    rows = rows_of(
        record("DE-A", claim("salary_min_general", money("50700"))),
        record("AU-B", claim("income_threshold_core", money("60000"))),
    )

    floors = rows["pay_floor"].cells
    assert [cell.answers[0].claim.key for cell in floors] == ["salary_min_general", "income_threshold_core"]
    assert [cell.mark for cell in floors] == ["lowest", "highest"]
    assert rows["pay_floor"].differs


def test_an_index_rule_shows_rule_local_amount_and_converted_amount():
    rule = claim("salary_formula", multiple("0.50", "DE.ceiling"))
    held = indicator("DE.ceiling", "101400", dt.date(2026, 1, 1), dt.date(2027, 1, 1))
    (cell,) = rows_of(record("DE-A", rule, indicators=[held]), into="SEK")["pay_floor"].cells

    (amount,) = cell.answers[0].amounts
    assert amount.local.amount == Decimal("50700.00")
    assert amount.computed
    assert amount.converted.amount == Decimal("507000.00")
    assert [each.period for each in amount.converted.quotes] == ["2026-02-27"]


def test_an_index_whose_value_is_not_held_gives_no_amount():
    band = {"type": "list", "items": [multiple("1.0", "ES.mean"), multiple("1.6", "ES.mean")]}
    (cell,) = rows_of(record("ES-A", claim("salary_threshold_band", band)))["pay_floor"].cells

    (answer,) = cell.answers
    assert [each.coefficient for each in answer.multiples] == [Decimal("1.0"), Decimal("1.6")]
    assert answer.amounts == ()
    assert answer.unheld == ("ES.mean",)
    assert cell.measure is None


def test_an_index_is_that_of_the_day():
    held = [
        indicator("DE.ceiling", "90600", dt.date(2024, 1, 1), dt.date(2025, 1, 1)),
        indicator("DE.ceiling", "101400", dt.date(2026, 1, 1), dt.date(2027, 1, 1)),
    ]
    permit = record("DE-A", claim("salary_formula", multiple("0.5", "DE.ceiling")), indicators=held)

    def amounts(day):
        (cell,) = rows_of(permit, day=day)["pay_floor"].cells
        return [each.local.amount for each in cell.answers[0].amounts]

    assert amounts(dt.date(2024, 6, 1)) == [Decimal("45300.00")]
    assert amounts(dt.date(2025, 6, 1)) == []


def test_a_currency_without_a_rate_keeps_its_local_amount_alone():
    (cell,) = rows_of(record("AE-A", claim("salary_min", money("15000", "AED"))))["pay_floor"].cells

    (amount,) = cell.answers[0].amounts
    assert amount.local.currency == "AED"
    assert amount.converted is None
    assert cell.measure is None


def test_a_monthly_salary_is_ranked_with_a_yearly_one():
    rows = rows_of(
        record("SE-A", claim("salary_min", money("31000", "SEK", "month"))),
        record("DE-B", claim("salary_min", money("50700"))),
    )

    assert [cell.measure.amount for cell in rows["pay_floor"].cells] == [Decimal(37200), Decimal(50700)]
    assert [cell.mark for cell in rows["pay_floor"].cells] == ["lowest", "highest"]


def test_gross_and_net_are_not_ranked_together():
    rows = rows_of(
        record("AA-A", claim("salary_min", money("100"))),
        record("BB-B", claim("salary_min", money("90", gross_net="net"))),
    )

    assert [cell.mark for cell in rows["pay_floor"].cells] == ["", ""]
    assert rows["pay_floor"].differs


def test_the_same_answer_does_not_differ():
    rows = rows_of(
        record("AA-A", claim("age_min", {"type": "number", "number": 18, "unit": "year"})),
        record("BB-B", claim("age_min", {"type": "number", "number": 18, "unit": "year"})),
    )

    assert not rows["age_min"].differs
    assert [cell.mark for cell in rows["age_min"].cells] == ["", ""]


def test_no_record_is_an_empty_cell_and_no_difference():
    rows = rows_of(record("AA-A", claim("quota_annual", {"type": "term", "term": "none"}, "e09")), record("BB-B"))

    held, absent = rows["quota"].cells
    assert held.answers
    assert absent.answers == ()
    assert not rows["quota"].differs


def test_rivals_stand_in_one_cell():
    rows = rows_of(
        record(
            "HK-A",
            claim("initial_stay_a", duration("P24M"), "e05", claim="HK-ADM0"),
            claim("initial_stay_a", duration("P36M"), "e05", claim="HK-ADM"),
        )
    )

    (cell,) = rows["first_stay"].cells
    assert [answer.claim.claim for answer in cell.answers] == ["HK-ADM0", "HK-ADM"]


def test_rows_follow_the_twelve_elements():
    rows = compare(
        [
            Column(
                record(
                    "AA-A",
                    claim("legislation", {"type": "term", "term": "Act"}, "e12"),
                    claim("fee_biometrics", money("85", per="person", gross_net=None), "e04"),
                    claim("age_min", {"type": "number", "number": 18, "unit": "year"}),
                    claim("salary_min", money("1")),
                ),
                DAY,
            )
        ],
        rates=NO_RATES,
        into="EUR",
    )

    assert [row.code for row in rows] == ["pay_floor", "age_min", "fee_biometrics", "legislation"]


def test_no_key_answers_two_questions():
    keys = [key for topic in TOPICS for key in topic.keys]

    assert sorted(keys) == sorted(set(keys))


@pytest.mark.parametrize(
    ("written", "length"),
    [
        (duration("P1Y"), Decimal("365.2425")),
        (duration("P12M"), Decimal("365.2425")),
        (duration("P10D", day_basis="working"), Decimal(14)),
        (duration("P3W"), Decimal(21)),
    ],
)
def test_lengths_of_time_are_ranked_in_days(written, length):
    assert days(decode(written)) == length


def test_a_least_and_a_most_are_not_ranked_together():
    least, most = (measure(decode(duration("P1Y", bound)), rates=NO_RATES, into="EUR") for bound in ("min", "max"))

    assert least.scale != most.scale


def test_a_number_for_each_year_has_no_one_place():
    several = decode({"type": "number", "number": [1, 2], "unit": "person"})

    assert measure(several, rates=NO_RATES, into="EUR") is None


def test_a_share_is_a_quantity():
    share = decode({"type": "number", "number": "0.2", "unit": "share"})

    assert measure(share, rates=NO_RATES, into="EUR") == Measure("share", Decimal("0.2"))
