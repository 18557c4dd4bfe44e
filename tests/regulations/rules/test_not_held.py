"""What is not held here and the person may know; and rules whose shape the law changed on a day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from regulations.rules.answer import Answer, plain
from regulations.rules.case import read
from regulations.rules.judging import evaluate
from regulations.rules.record import PermitRecord
from tests.regulations.rules.records import claim, index, items, money, multiple, number, record, text

FLOOR = {"op": "salary_at_least", "id": "salary_min", "provision": "floor", "ask": "reaches_floor"}
PAY = {"amount": 40000, "currency": "EUR", "gross": True}


def ask(asked: PermitRecord, on: str = "2026-03-01", **case: Any) -> Answer:
    return evaluate(asked, read(case), as_of=date.fromisoformat(on))


def questions(answer: Answer) -> list[str]:
    return [each.fact for each in answer.questions]


def test_person_tells_whether_pay_reaches_a_floor_that_is_not_held() -> None:
    unheld = record(FLOOR, claim("floor", multiple("1.5", "XX.mean")))

    assert questions(ask(unheld, salary=PAY)) == ["reaches_floor"]
    assert ask(unheld, salary=PAY, facts={"reaches_floor": True}).outcome == "met"
    refused = ask(unheld, facts={"reaches_floor": False})
    assert refused.outcome == "not_met"
    assert plain(refused)["failing"][0]["has"] == {"reaches_floor": False}


def test_a_floor_that_is_held_decides_whatever_the_person_says() -> None:
    held = record(FLOOR, claim("floor", money("45000")))

    assert ask(held, salary=PAY, facts={"reaches_floor": True}).outcome == "not_met"
    assert questions(ask(held, facts={"reaches_floor": True})) == ["salary"]


def test_person_tells_where_in_a_band_the_floor_lies() -> None:
    band = {"type": "list", "items": [multiple("1.0", "SE.median"), multiple("1.6", "SE.median")]}
    median = index("SE.median", "30000", "2025-01-01", None, "2025-01-01")
    held = record(FLOOR, claim("floor", band), indicators=(median,))
    within = {"amount": 40000, "currency": "SEK", "period": "month", "gross": True}

    assert questions(ask(held, salary=within)) == ["reaches_floor"]
    assert ask(held, salary=within, facts={"reaches_floor": True}).outcome == "met"
    assert ask(held, salary=within | {"amount": 48000}).outcome == "met"
    assert ask(held, salary=within | {"amount": 29999}, facts={"reaches_floor": True}).outcome == "not_met"


def test_no_floor_is_asked_for_on_a_day_without_a_rule() -> None:
    later = record(FLOOR, claim("floor", multiple("1.5", "XX.mean"), "2027-01-01"))

    answer = ask(later, salary=PAY, facts={"reaches_floor": True})

    assert (answer.outcome, questions(answer)) == ("unknown", [])


def test_list_of_countries_that_is_not_held_bars_nobody() -> None:
    tree = {"op": "nationality_in", "id": "country", "provision": "countries", "ask": "on_list"}
    named = record(tree, claim("countries", number(16, "country")))

    assert questions(ask(named, nationality="NPL")) == ["on_list"]
    assert ask(named, nationality="NPL", facts={"on_list": True}).outcome == "met"
    assert ask(named, facts={"on_list": False}).outcome == "not_met"
    without_question = record({key: each for key, each in tree.items() if key != "ask"}, claim("countries", text()))
    assert ask(without_question, nationality="NPL").outcome == "unknown"


def test_person_tells_pass_mark_and_points() -> None:
    tree = {
        "op": "points",
        "id": "points",
        "provision": "pass_mark",
        "ask": "mark",
        "factors": [
            {"id": "age", "provision": "by_age", "by": "age"},
            {"id": "language", "provision": "by_age", "fact": "language_points", "max": 28},
        ],
    }
    grid = record(tree, claim("pass_mark", None), claim("by_age", items("18-35:12", "36:11")))

    open_ = ask(grid, age=36)
    assert questions(open_) == ["mark", "language_points"]
    assert ask(grid, age=36, facts={"mark": 67}).outcome == "not_met"
    assert questions(ask(grid, age=36, facts={"mark": 30})) == ["language_points"]
    assert ask(grid, age=36, facts={"mark": 30, "language_points": 19}).outcome == "met"
    assert ask(grid, age=36, facts={"mark": 30, "language_points": 18.5}).outcome == "not_met"
    assert ask(grid, age=36, facts={"mark": 30, "language_points": 29}).outcome == "unknown"


def test_amount_of_money_that_is_not_pay_is_a_named_number() -> None:
    tree = {"op": "fact", "id": "income", "provision": "income", "fact": "income_last_year", "unit": "amount"}
    held = record(tree, claim("income", money("2500000", "HKD")))

    short = ask(held, facts={"income_last_year": 2499999.99})

    assert short.outcome == "not_met"
    assert short.failing[0].margin == {"number": Decimal("-0.01")}


RESHAPED = record(
    {
        "op": "any",
        "of": [
            {
                "op": "all",
                "route": "old",
                "of": [
                    {"op": "dated", "id": "old_rule", "provision": "shape", "before": "2025-03-10"},
                    {"op": "fact", "id": "old_test", "provision": "shape", "fact": "old_test"},
                ],
            },
            {
                "op": "all",
                "route": "new",
                "of": [
                    {"op": "dated", "id": "new_rule", "provision": "shape", "from": "2025-03-10", "date": "decision"},
                    {"op": "fact", "id": "new_test", "provision": "shape", "fact": "new_test"},
                ],
            },
        ],
    },
    claim("shape", text()),
)


def test_only_the_shape_of_the_day_is_asked_for_and_shown() -> None:
    dates = {"application": "2025-03-01", "decision": "2025-03-09"}
    before = ask(RESHAPED, dates=dates, facts={"new_test": True})
    after = ask(RESHAPED, facts={"old_test": True, "new_test": False})

    assert questions(before) == ["old_test"]
    assert [each.route for each in before.alternatives] == ["old"]
    assert (after.outcome, [each.condition for each in after.failing]) == ("not_met", ["new_test"])


def test_unknown_date_gives_an_answer_for_each_shape() -> None:
    answer = ask(RESHAPED, dates={"application": "2025-03-10"}, facts={"new_test": True})
    pending = ask(RESHAPED, dates={"application": "2025-03-01"}, facts={"new_test": True, "old_test": False})

    assert answer.outcome == "met"
    assert [(each.when, each.outcome) for each in pending.branches] == [
        ("decision_date before 2025-03-10", "not_met"),
        ("decision_date from 2025-03-10", "met"),
    ]


def test_rule_that_had_not_begun_stands_in_nobodys_way() -> None:
    tree = {
        "op": "any",
        "of": [
            {"op": "dated", "id": "before_the_test", "provision": "test", "before": "2023-09-01"},
            {"op": "fact", "id": "test", "provision": "test", "fact": "passed"},
        ],
    }
    tested = record({"op": "all", "of": [tree]}, claim("test", text()))

    assert ask(tested, dates={"application": "2023-08-31"}).outcome == "met"
    assert ask(tested, dates={"application": "2023-09-01"}, facts={"passed": False}).outcome == "not_met"


def test_rule_that_has_ended_fails_with_its_days() -> None:
    ended = record({"op": "dated", "id": "open", "provision": "rule", "before": "2026-01-01"}, claim("rule", text()))

    answer = plain(ask(ended))

    assert answer["outcome"] == "not_met"
    assert answer["failing"][0]["needs"] == {"before": "2026-01-01"}
