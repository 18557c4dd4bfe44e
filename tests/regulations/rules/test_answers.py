"""Cases with the figures of real permits: what a reader is told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from regulations.rules.answer import Answer, plain
from regulations.rules.case import read
from regulations.rules.judging import evaluate
from regulations.rules.record import PermitRecord
from tests.regulations.rules.rates import EuroRates
from tests.regulations.rules.records import (
    blue_card,
    claim,
    employment_pass,
    items,
    money,
    multiple,
    number,
    record,
    skilled_worker,
    sweden,
    text,
)

TODAY = date(2026, 11, 22)


def ask(held: PermitRecord, **case: Any) -> Answer:
    return evaluate(held, read(case), as_of=TODAY)


def pay(amount: float, currency: str = "EUR", period: str = "year", **more: Any) -> dict[str, Any]:
    return {"amount": amount, "currency": currency, "period": period, **more}


@pytest.mark.parametrize(
    ("day", "floor"), [("2023-12-15", "43800.00"), ("2024-06-01", "45300.00"), ("2026-03-01", "50700.00")]
)
def test_the_floor_is_that_of_the_application_date(day: str, floor: str) -> None:
    answer = ask(blue_card(), salary=pay(1), job_offer=True, dates={"application": day})

    needs = [finding.needs for finding in answer.failing if finding.condition == "salary_min"]
    assert needs
    assert needs[0]
    assert needs[0]["amount"] == Decimal(floor)


def test_before_the_first_version_nothing_is_guessed() -> None:
    answer = ask(blue_card(), salary=pay(90000), job_offer=True, dates={"application": "2023-11-01"})

    assert answer.outcome == "unknown"
    assert {finding.reason for finding in answer.not_known} == {"no_value_held"}
    assert answer.questions == ()


def test_fails_general_and_passes_reduced_if_the_occupation_is_listed() -> None:
    answer = plain(ask(blue_card(), salary=pay(46000), job_offer=True, dates={"application": "2026-02-01"}))

    assert answer["outcome"] == "unknown"
    assert [(each["condition"], each["margin"]["amount"]) for each in answer["failing"]] == [("salary_min", -4700)]
    assert [each["fact"] for each in answer["questions"]] == ["shortage_occupation", "graduated_within_years"]
    general, reduced = answer["alternatives"]
    assert (general["route"], general["outcome"], general["margin"]["amount"]) == (
        "salary_min_general",
        "not_met",
        -4700,
    )
    assert (reduced["route"], reduced["outcome"], reduced["margin"]["amount"]) == (
        "salary_min_reduced",
        "unknown",
        65.8,
    )
    assert answer["failing"][0]["citation"]["locator"] == "s. 1"


def test_a_recent_graduate_needs_the_reduced_floor_only() -> None:
    answer = ask(
        blue_card(),
        salary=pay(46000),
        job_offer=True,
        dates={"application": "2026-02-01"},
        facts={"graduated_within_years": 2},
    )

    assert (answer.outcome, answer.failing, answer.questions) == ("met", (), ())


def test_two_dates_give_two_branches() -> None:
    answer = plain(ask(sweden(), salary=pay(31000, "SEK", "month"), dates={"application": "2026-05-15"}))

    assert answer["outcome"] == "unknown"
    before, after = answer["branches"]
    assert (before["when"], before["outcome"]) == ("decision_date before 2026-06-01", "met")
    assert (after["when"], after["outcome"]) == ("decision_date from 2026-06-01", "not_met")
    assert before["passing"][0]["needs"]["amount"] == 29680
    assert after["failing"][0]["needs"]["amount"] == 33390
    assert after["failing"][0]["margin"]["amount"] == -2390
    assert answer["questions"][0] == {"fact": "dates.decision", "settles": ["salary_min"], "provision": ""}


@pytest.mark.parametrize(("decided", "outcome"), [("2026-05-31", "met"), ("2026-06-01", "not_met")])
def test_the_decisive_date_leaves_one_branch(decided: str, outcome: str) -> None:
    dates = {"application": "2026-05-15", "decision": decided}

    answer = ask(sweden(), salary=pay(31000, "SEK", "month"), dates=dates)

    assert (answer.outcome, answer.branches) == (outcome, ())


@pytest.mark.parametrize(
    ("applied", "median"), [("2023-12-01", 34200), ("2024-08-01", 35600), ("2026-05-15", 37100), ("2026-06-16", 38300)]
)
def test_overlapping_readings_of_an_index_the_one_known_latest_prevails(applied: str, median: int) -> None:
    dates = {"application": applied, "decision": "2026-07-01"}

    answer = ask(sweden(), salary=pay(1, "SEK", "month"), dates=dates)

    assert answer.failing[0].needs
    assert answer.failing[0].needs["multiple"]["value"] == median


@pytest.mark.parametrize(("age", "points"), [(36, 11), (47, 0), (46, 1), (17, 0)])
def test_points_are_shown_although_nobody_holds_the_pass_mark(age: int, points: int) -> None:
    answer = ask(skilled_worker(), age=age)

    (grid,) = answer.not_known
    assert (answer.outcome, grid.reason, answer.questions) == ("unknown", "no_value_held", ())
    assert grid.has
    assert grid.has["factors"][0] == {
        "factor": "age",
        "points": points,
        "points_possible": points,
        "max": 12,
    }


def test_a_table_by_age_changes_in_time_and_has_its_holes() -> None:
    short = ask(employment_pass(), age=30, salary=pay(7200, "SGD", "month"), dates={"application": "2025-03-01"})
    earlier = ask(employment_pass(), age=30, salary=pay(7200, "SGD", "month"), dates={"application": "2024-12-31"})
    hole = ask(employment_pass(), age=44, salary=pay(7200, "SGD", "month"))

    assert short.failing[0].margin == {"amount": Decimal(-23), "currency": "SGD", "period": "month"}
    assert earlier.outcome == "met"
    assert (hole.outcome, hole.not_known[0].reason) == ("unknown", "no_value_held")


def test_a_nationality_bar() -> None:
    barred = record(
        {"op": "nationality_not_in", "id": "nationality", "provision": "nationality_bar"},
        claim("nationality_bar", items("AF", "KH", "CU", "LA", "KP", "NP", "VN")),
    )

    assert ask(barred, nationality="VNM").outcome == "not_met"
    assert ask(barred, nationality="IND").outcome == "met"
    assert [question.fact for question in ask(barred).questions] == ["nationality"]


def test_a_quota_of_its_own_for_one_nationality() -> None:
    def ceiling(op: str, key: str) -> dict[str, Any]:
        nationality = {"op": op, "id": op, "provision": "quota_uk", "countries": ["GB"]}
        return {"op": "all", "of": [nationality, {"op": "quota_available", "id": key, "provision": key}]}

    swiss = record(
        {"op": "any", "of": [ceiling("nationality_in", "quota_uk"), ceiling("nationality_not_in", "quota")]},
        claim("quota", number(4500, "permit"), "2026-01-01", "2027-01-01"),
        claim("quota_uk", number(2100, "permit"), "2026-01-01", "2027-01-01"),
    )

    answer = ask(swiss, nationality="GBR", dates={"application": "2026-02-01"})

    assert [(question.fact, question.settles) for question in answer.questions] == [("quota_left", ("quota_uk",))]
    assert ask(swiss, nationality="GBR", facts={"quota_left": False}).outcome == "not_met"


def test_stated_none_is_room_enough() -> None:
    free = record({"op": "quota_available", "id": "quota", "provision": "quota"}, claim("quota", text("none")))

    assert ask(free).outcome == "met"


def test_competing_claims_are_both_shown_and_only_agreement_decides() -> None:
    french = record(
        {"op": "salary_at_least", "id": "salary_min", "provision": "salary_min"},
        claim("salary_min", money("39582"), claim="2025 order"),
        claim("salary_min", money("43243"), claim="earlier amount"),
    )

    between = ask(french, salary=pay(41000))

    assert (ask(french, salary=pay(39000)).outcome, ask(french, salary=pay(44000)).outcome) == ("not_met", "met")
    assert (between.outcome, between.not_known[0].reason) == ("unknown", "claims_disagree")
    assert [each["needs"]["amount"] for each in between.not_known[0].claims] == [39582, 43243]


def test_a_band_decides_outside_itself_only() -> None:
    band = {"type": "list", "items": [multiple("1.0", "SE.median_monthly"), multiple("1.6", "SE.median_monthly")]}
    held = record(
        {"op": "salary_at_least", "id": "salary", "provision": "band"},
        claim("band", band),
        indicators=sweden().indicators["SE.median_monthly"],
    )

    outcomes = [ask(held, salary=pay(amount, "SEK", "month")).outcome for amount in (38000, 40000, 61280)]

    assert outcomes == ["not_met", "unknown", "met"]


def test_an_index_without_a_value_leaves_the_floor_unknown() -> None:
    spanish = record(
        {"op": "salary_at_least", "id": "salary", "provision": "floor"}, claim("floor", multiple("1.0", "ES.mean"))
    )

    assert ask(spanish, salary=pay(90000)).not_known[0].reason == "no_value_held"


def test_pay_converts_at_the_rate_of_a_named_day() -> None:
    rates = EuroRates({"INR": "100"})
    case = read({"salary": pay(5000000, "INR"), "job_offer": True, "dates": {"application": "2026-02-01"}})

    answer = plain(evaluate(blue_card(), case, as_of=TODAY, rates=rates))

    has = answer["failing"][0]["has"]
    assert has["compared"] == {"amount": 50000, "currency": "EUR", "period": "year"}
    assert has["rate"] == {"value": 0.01, "date": "2026-01-30", "source": "FX_DAILY"}
    assert answer["failing"][0]["margin"]["amount"] == -700


def test_a_currency_without_a_rate_says_so() -> None:
    answer = ask(employment_pass(), age=30, salary=pay(9000, "USD", "month"))

    assert (answer.outcome, answer.not_known[0].reason, answer.questions) == ("unknown", "no_rate", ())


@pytest.mark.parametrize(
    ("salary", "outcome", "asked"),
    [
        (pay(51000, gross=False), "met", []),
        (pay(40000, gross=False), "unknown", ["salary.gross"]),
        (pay(4225, period="month"), "met", []),
        (pay("4224.99", period="month"), "not_met", []),  # type: ignore[arg-type]
        (pay(30, period="hour"), "unknown", ["salary.hours_per_week"]),
        (pay(30, period="hour", hours_per_week=40), "met", []),
        (pay(30, period="hour", hours_per_week=30), "not_met", []),
    ],
)
def test_pay_is_compared_like_with_like(salary: dict[str, Any], outcome: str, asked: list[str]) -> None:
    floor = record({"op": "salary_at_least", "id": "salary", "provision": "floor"}, claim("floor", money("50700.00")))

    answer = ask(floor, salary=salary)

    assert (answer.outcome, [question.fact for question in answer.questions]) == (outcome, asked)


def test_work_in_a_window_is_asked_for_unless_all_work_is_too_little() -> None:
    specialist = record(
        {"op": "experience_at_least", "id": "it", "provision": "qualification", "years": 3, "within_years": 7},
        claim("qualification", text()),
    )

    assert ask(specialist, experience_years=2).outcome == "not_met"
    assert [each.fact for each in ask(specialist, experience_years=5).questions] == ["experience_years_last_7"]
    assert ask(specialist, experience_years=9, facts={"experience_years_last_5": 3}).outcome == "met"
    assert ask(specialist, experience_years=9, facts={"experience_years_last_10": 2}).outcome == "not_met"


def test_a_permit_without_conditions_does_not_pretend() -> None:
    assert ask(record(None)).outcome == "not_encoded"


def test_a_coming_rule_gives_branches_to_who_has_not_filed_a_decision_date() -> None:
    held = record(
        {"op": "salary_at_least", "id": "salary", "provision": "floor", "date": "decision"},
        claim("floor", money("40000"), "2025-01-01", "2027-01-01"),
        claim("floor", money("45000"), "2027-01-01"),
    )

    assert [branch.when for branch in ask(held, salary=pay(42000)).branches] == [
        "decision_date before 2027-01-01",
        "decision_date from 2027-01-01",
    ]
