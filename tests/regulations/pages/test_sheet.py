"""What a permit page says of a day: what holds, what comes, what was, and what is not known."""

import datetime as dt

import pytest

from regulations.presenting.permit import sheet
from regulations.rules.record import Citation, Claim, Conflict, ConflictClaim
from regulations.values import decode
from regulations.wording.phrase import Phrase
from tests.regulations.pages.records import DAY, claim, duration, indicator, money, multiple, record


def english(text):
    return Phrase(text, language="en")


def shown(*claims, day=DAY, **more):
    return sheet(record("DE-A", *claims, **more), day, english)


def fact_of(found, key):
    return next(fact for fact in found.facts if fact.claim.key == key)


def kinds(fact):
    return [badge.kind for badge in fact.badges]


OLD = claim("salary_min", money("48300"), valid_from=dt.date(2025, 1, 1), valid_to=dt.date(2026, 1, 1))
NOW = claim("salary_min", money("50700"), valid_from=dt.date(2026, 1, 1), valid_to=dt.date(2027, 1, 1))
NEXT = claim("salary_min", money("53000"), valid_from=dt.date(2027, 1, 1))


def test_all_twelve_elements_stand_there_even_when_empty():
    found = shown(NOW)

    assert len(found.sections) == 12
    assert found.known == 1
    assert [section.element for section in found.sections if section.facts] == ["e01"]


def test_only_what_holds_on_the_day_is_a_fact():
    assert [fact.value.text for fact in shown(OLD, NOW, NEXT).facts] == ["EUR\u00a050,700 a year, gross"]


def test_what_changes_next_names_old_and_new_value():
    (version,) = shown(OLD, NOW, NEXT).coming

    assert version.before.value.text.startswith("EUR\u00a050,700")
    assert version.fact.value.text.startswith("EUR\u00a053,000")
    assert version.difference == "EUR\u00a02,300 more (4.5%)"
    assert version.moves
    assert kinds(version.fact) == ["coming"]


def test_past_versions_are_told_newest_first_with_the_difference():
    (timeline,) = shown(OLD, NOW, NEXT).timelines

    assert [version.state for version in timeline.versions] == ["coming", "now", "past"]
    assert [version.difference for version in timeline.versions] == [
        "EUR\u00a02,300 more (4.5%)",
        "EUR\u00a02,400 more (5.0%)",
        "",
    ]


def test_no_difference_is_told_over_a_gap():
    early = claim("salary_min", money("1"), valid_from=dt.date(2020, 1, 1), valid_to=dt.date(2021, 1, 1))
    (timeline,) = shown(early, NOW).timelines

    assert [version.difference for version in timeline.versions] == ["", ""]


def test_a_provision_without_a_value_for_the_day_is_named_as_such():
    found = shown(OLD, NOW, NEXT, day=dt.date(2023, 11, 1))

    assert found.facts == []
    assert [label.text for label in found.sections[0].unheld] == ["Minimum salary"]


def test_a_stated_none_is_a_fact():
    fact = fact_of(shown(claim("quota", {"type": "term", "term": "none"}, "e09")), "quota")

    assert fact.is_none
    assert fact.value.text == "None, as the source states"


def test_a_value_the_source_withholds_is_said_to_be_withheld():
    fact = fact_of(shown(claim("pass_mark", None)), "pass_mark")

    assert fact.value.text == "The source gives no value."
    assert not fact.is_none


def test_rivals_are_both_shown_and_marked():
    found = shown(
        claim("initial_stay_a", duration("P24M"), "e05", claim="older"),
        claim("initial_stay_a", duration("P36M"), "e05", claim="newer"),
    )

    assert [fact.value.text for fact in found.facts] == ["At most 24 months", "At most 36 months"]
    assert [kinds(fact) for fact in found.facts] == [["conflict"], ["conflict"]]
    assert len({fact.anchor for fact in found.facts}) == 2


@pytest.mark.parametrize(("is_open", "marks"), [(True, ["conflict"]), (False, [])])
def test_an_open_conflict_marks_its_provisions(is_open, marks):
    at_odds = Conflict(code="C1", topic="pay", keys=("salary_min",), claims=(ConflictClaim(claim="x"),), open=is_open)
    found = shown(NOW, conflicts=(at_odds,))

    assert kinds(found.facts[0]) == marks
    assert len(found.conflicts) == len(marks)


@pytest.mark.parametrize(
    ("freshness", "marks", "dot"),
    [
        ("fresh", [], "fresh"),
        ("amber", ["stale"], "ageing"),
        ("red", ["stale"], "stale"),
        ("unknown", ["unknown"], ""),
    ],
)
def test_age_is_shown(freshness, marks, dot):
    (fact,) = shown(claim("salary_min", money("1"), freshness=freshness)).facts

    assert kinds(fact) == marks
    assert fact.dot == dot


def test_the_dates_that_choose_rule_and_index_are_named():
    rule = claim(
        "salary_min",
        multiple("0.9", "SE.median_monthly"),
        governing_date="decision_date",
        indicator_date="application_date",
    )
    (fact,) = shown(rule).facts

    assert (fact.governing, fact.index_date) == ("the date of decision", "the date of application")


def test_a_secondary_source_alone_is_not_confirmed_by_the_authority():
    heard = Claim(key="job_offer", element="e01", value=decode({"type": "boolean", "value": True}),
                  citations=(Citation(publisher="Blog", grade="D"),))  # fmt: skip

    assert kinds(shown(heard).facts[0]) == ["unknown"]


def test_a_multiple_says_what_it_comes_to():
    rule = claim("salary_formula", multiple("0.5", "DE.BBG.RV.annual"))
    (fact,) = shown(rule, indicators=[indicator("DE.BBG.RV.annual", "101400")]).facts

    assert fact.sum == "EUR\u00a050,700 a year, gross"


def test_a_multiple_of_an_index_we_lack_says_so():
    (fact,) = shown(claim("salary_formula", multiple("1.5", "ES.mean_gross_annual"))).facts

    assert fact.sum == "amount not held: no value of the mean gross annual salary (Spain) for that day"


def test_content_nobody_translated_keeps_its_language():
    (fact,) = shown(NOW).facts

    assert (fact.note.text, fact.note.language) == ("Text of salary_min.", "en")
    assert not fact.value.language
