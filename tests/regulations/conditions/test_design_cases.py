"""The cases a third party judges by (design, section 4) and others like them, put to the engine on the facts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from regulations.comparison.table import Column, compare
from regulations.exchange import Rates
from regulations.finder.search import candidates
from regulations.rules import case as cases
from regulations.rules.answer import plain
from tests.regulations.conditions.carried import (
    TODAY,
    ask,
    asked,
    failing,
    finding,
    held,
    pay,
    records,
    route,
)
from tests.regulations.conditions.examples import EXAMPLES, changed, no, yes


def points(answer: Any, factor: str) -> Decimal:
    """What one factor of a grid gives, and must give."""
    factors = finding(answer, "points").has["factors"]
    found = next(each for each in factors if each["factor"] == factor)
    assert found["points"] == found["points_possible"]
    return found["points"]


# --- 1. Germany: the Blue Card's floors over the years


@pytest.mark.parametrize(
    ("day", "general", "reduced"),
    [
        ("2020-06-01", 55200, 43056),
        ("2023-12-15", 43800, 39682.80),
        ("2024-06-01", 45300, 41041.80),
        ("2025-06-01", 48300, 43760),
        ("2026-03-01", 50700, 45934.20),
    ],
)
def test_german_blue_card_floors(day: str, general: float, reduced: float) -> None:
    answer = ask("DE-EUBC", on=day, salary=pay(general, "EUR"), **yes("shortage_occupation"))

    assert plain(finding(answer, "salary_min").needs["amount"]) == general
    assert finding(answer, "salary_min").margin["amount"] == 0
    assert plain(finding(answer, "salary_min_reduced").needs["amount"]) == reduced


@pytest.mark.parametrize("day", ["2019-12-31", "2021-06-01", "2023-11-01", "2023-11-17", "2027-01-01"])
def test_german_blue_card_floor_is_not_known_here(day: str) -> None:
    answer = ask("DE-EUBC", on=day, salary=pay(500000, "EUR"), education=8)

    assert held("DE-EUBC", "salary_min_general", day) == []
    assert answer.outcome == "unknown"
    assert finding(answer, "salary_min").reason == "no_value_held"


@pytest.mark.parametrize(("amount", "outcome"), [(50699.99, "not_met"), (50700, "met"), (50700.01, "met")])
def test_german_blue_card_to_the_cent(amount: float, outcome: str) -> None:
    answer = ask("DE-EUBC", on="2026-03-01", salary=pay(amount, "EUR"))

    assert route(answer, "salary_min_general")["outcome"] == outcome


def test_german_blue_card_fails_general_and_passes_reduced_if_the_occupation_is_listed() -> None:
    answer = ask("DE-EUBC", on="2026-02-01", salary=pay(46000, "EUR"), education=6, experience_years=3, age=29)

    assert answer.outcome == "unknown"
    assert failing(answer) == ["salary_min"]
    assert finding(answer, "salary_min").margin["amount"] == Decimal("-4700")
    assert route(answer, "salary_min_reduced")["margin"]["amount"] == 65.80
    assert plain(answer.questions[0]) == {
        "fact": "shortage_occupation",
        "settles": ["salary_min_reduced"],
        "provision": "salary_min_reduced",
    }


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ({"shortage_occupation": True}, "met"),
        ({"graduated_within_years": 3}, "met"),
        ({"it_specialist": True}, "met"),
        ({"shortage_occupation": False, "graduated_within_years": 4, "it_specialist": False}, "not_met"),
        ({"shortage_occupation": False, "graduated_within_years": 3.5}, "unknown"),
    ],
)
def test_german_blue_card_reduced_floor_is_for_some(facts: dict[str, Any], outcome: str) -> None:
    assert ask("DE-EUBC", on="2026-02-01", salary=pay(46000, "EUR"), education=6, facts=facts).outcome == outcome


def test_german_blue_card_without_a_degree_takes_three_years_of_the_last_seven_in_it() -> None:
    specialist = {"salary": pay(46000, "EUR"), "education": 3, **yes("it_specialist", experience_years_last_7=3)}

    assert ask("DE-EUBC", on="2026-02-01", **specialist).outcome == "met"
    short = ask(
        "DE-EUBC", on="2026-02-01", **changed(specialist, yes(experience_years_last_7=2, degree_recognised=False))
    )
    assert short.outcome == "not_met"


def test_german_blue_card_in_another_currency_is_not_converted_silently() -> None:
    answer = ask("DE-EUBC", on="2026-03-01", salary=pay(90000, "USD"), education=6)

    assert answer.outcome == "unknown"
    assert finding(answer, "salary_min").reason == "no_rate"


def test_german_blue_card_paid_by_the_month() -> None:
    answer = ask("DE-EUBC", on="2026-03-01", salary=pay(4225, "EUR", "month"), education=6)

    assert answer.outcome == "met"
    assert finding(answer, "salary_min").has["compared"]["amount"] == 50700


def test_german_blue_card_net_pay_is_not_gross_pay() -> None:
    reaching = ask("DE-EUBC", on="2026-03-01", salary=pay(50700, "EUR", gross=False), education=6)
    short = ask("DE-EUBC", on="2026-03-01", salary=pay(45000, "EUR", gross=False), education=6)

    assert reaching.outcome == "met"
    assert short.outcome == "unknown"
    assert "salary.gross" in asked(short)


@pytest.mark.parametrize(
    ("age", "first", "amount", "outcome"),
    [
        (45, True, 55770, "met"),
        (45, True, 55769.99, "not_met"),
        (45, False, 40000, "met"),
        (44, True, 60000, "not_met"),
    ],
)
def test_german_pension_floor_is_for_first_permits_past_the_45th_birthday(
    age: int, first: bool, amount: float, outcome: str
) -> None:
    facts = {"de_first_permit": first}

    assert ask("DE-SKILLED45", on="2026-05-01", age=age, salary=pay(amount, "EUR"), facts=facts).outcome == outcome


def test_german_opportunity_card_counts_to_six() -> None:
    person = {
        "age": 34,
        "languages": {"de": "A2", "en": "C1"},
        "experience_years": 2,
        "funds": {"amount": 13092, "currency": "EUR", "period": "total"},
        "facts": {"experience_years_last_5": 2, "de_full_recognition": False},
    }
    others = no("shortage_occupation", "de_partial_recognition", "de_prior_stay", "de_partner_qualifies")

    six = ask("DE-CHANCE", on="2026-05-01", **changed(person, others))
    five = ask("DE-CHANCE", on="2026-05-01", **changed(changed(person, others), {"age": 35}))

    assert (six.outcome, finding(six, "points").has["points"]) == ("met", 6)
    assert (five.outcome, finding(five, "points").margin) == ("not_met", {"points": -1})


# --- 2. Sweden: 80 or 90 per cent of the median, by the date of decision


def test_swedish_worker_filed_in_may_depends_on_the_decision() -> None:
    answer = ask("SE-WP", on="2026-05-15", salary=pay(31000, "SEK", "month"))

    before, after = answer.branches
    assert answer.outcome == "unknown"
    assert (before.when, before.outcome) == ("decision_date before 2026-06-01", "met")
    assert (after.when, after.outcome) == ("decision_date from 2026-06-01", "not_met")
    assert before.passing[0].needs["amount"] == 29680
    assert (after.failing[0].needs["amount"], after.failing[0].margin["amount"]) == (33390, -2390)
    assert {before.passing[0].citation.source, after.failing[0].citation.source} == {"SE-2311", "SE-EIG"}
    assert asked(answer) == ["dates.decision"]


def test_swedish_conflict_about_the_deciding_date_is_open() -> None:
    (conflict,) = [each for each in records()["SE-WP"].conflicts if "salary_min" in each.keys]

    assert conflict.open
    assert "rule_date_basis" in conflict.keys


@pytest.mark.parametrize(
    ("application", "decision", "needed"),
    [
        ("2023-05-01", "2023-10-31", 13000),
        ("2023-10-01", "2023-11-01", 27360),  # at once, also for pending cases
        ("2024-06-23", "2024-09-01", 27360),  # the median of the day of application
        ("2024-06-24", "2024-09-01", 28480),
        ("2026-05-15", "2026-05-31", 29680),
        ("2026-05-15", "2026-06-01", 33390),
        ("2026-06-16", "2026-08-01", 34470),
    ],
)
def test_swedish_floor_by_both_dates(application: str, decision: str, needed: int) -> None:
    dates = {"application": application, "decision": decision}

    at_the_floor = ask("SE-WP", dates=dates, salary=pay(needed, "SEK", "month"))
    below = ask("SE-WP", dates=dates, salary=pay(needed - 0.01, "SEK", "month"))

    assert at_the_floor.outcome == "met"
    assert (below.outcome, below.failing[0].margin["amount"]) == ("not_met", Decimal("-0.01"))


# --- 3 and 4. Canada


@pytest.mark.parametrize(
    ("age", "expected"), [(17, 0), (18, 12), (35, 12), (36, 11), (37, 10), (46, 1), (47, 0), (80, 0)]
)
def test_canadian_points_for_age(age: int, expected: int) -> None:
    assert points(ask("CA-FSW", age=age), "age") == expected


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ({"education": 8}, 25),
        ({"education": 7}, 23),
        ({"education": 6, **yes("ca_two_credentials")}, 22),
        ({"education": 6, **no("ca_two_credentials")}, 21),
        ({"education": 5, "facts": {"post_secondary_years": 2}}, 19),
        ({"education": 4, "facts": {"post_secondary_years": 1}}, 15),
        ({"education": 3}, 5),
        ({"education": 2}, 0),
    ],
)
def test_canadian_points_for_education(case: dict[str, Any], expected: int) -> None:
    assert points(ask("CA-FSW", **case), "education") == expected


@pytest.mark.parametrize(("years", "expected"), [(0.5, 0), (1, 9), (2, 11), (3.5, 11), (4, 13), (6, 15), (30, 15)])
def test_canadian_points_for_experience(years: float, expected: int) -> None:
    assert points(ask("CA-FSW", experience_years=years), "experience") == expected


def test_canadian_factors_add_up_to_a_hundred() -> None:
    answer = ask("CA-FSW", age=30)
    (maximum,) = held("CA-FSW", "selection_grid_max")

    assert maximum
    assert sum(factor["max"] for factor in finding(answer, "points").has["factors"]) == maximum["number"] == 100


def test_canadian_pass_mark_is_fixed_by_the_minister() -> None:
    answer = ask("CA-FSW", age=36)
    (claim,) = records()["CA-FSW"].claims_on("pass_mark", TODAY)

    assert "ca_pass_mark" in asked(answer)
    assert finding(answer, "points").reason == "no_value_held"
    assert claim.value is None
    assert claim.text == "The pass mark is not in the regulation: the Minister fixes and publishes it."


def test_canadian_assessment_fee_is_the_employers_and_stays_with_him() -> None:
    (fee,) = held("CA-WP-LMIA", "fee_employer_assessment")
    (recovery,) = records()["CA-WP-LMIA"].claims_on("fee_recovery_from_worker", TODAY)
    (exempt,) = held("CA-WP-LMIA", "fee_employer_assessment_exempt")

    assert fee
    assert (fee["amount"], fee["currency"], fee["per"]) == ("1000", "CAD", "position")
    assert (plain(recovery.value)["value"], recovery.citation.locator) == (False, "s. 203(1)(e)")
    assert "primary agriculture" in exempt["term"]


@pytest.mark.parametrize(("months", "outcome"), [(5, "unknown"), (6, "met")])
def test_canadian_bar_after_unauthorised_work_lasts_six_months(months: int, outcome: str) -> None:
    case = {"job_offer": True, **yes("ca_assessment_not_negative", "ca_unauthorised_work_or_study")}

    answer = ask("CA-WP-LMIA", **changed(case, {"facts": {"ca_months_since_unauthorised": months}}))

    assert answer.outcome == outcome
    assert asked(answer) == (["ca_unauthorised_exception"] if outcome == "unknown" else [])


# --- 5. United Kingdom


@pytest.mark.parametrize(("nationality", "outcome"), [("AFG", "not_met"), ("IND", "met"), ("PAK", "met")])
def test_british_skilled_worker_by_nationality(nationality: str, outcome: str) -> None:
    case = EXAMPLES["GB-SW"].met | {"nationality": nationality}

    answer = ask("GB-SW", **case)

    assert answer.outcome == outcome
    assert ("nationality" in failing(answer)) is (outcome == "not_met")


def test_british_bar_shows_when_it_was_first_published_and_that_its_start_was_not_read() -> None:
    bar = finding(ask("GB-SW", nationality="AFG"), "nationality")

    assert bar.valid_from is None
    assert "25 February 2026" in bar.text
    assert "legal start date not read" in bar.text
    assert (bar.citation.source, bar.citation.grade.value) == ("UK-REPO", "B")


@pytest.mark.parametrize(
    ("day", "needed"), [("2024-01-15", 26200), ("2024-04-04", 38700), ("2025-07-21", 38700), ("2025-07-22", 41700)]
)
def test_british_general_threshold_over_time(day: str, needed: int) -> None:
    answer = ask("GB-SW", on=day, salary=pay(needed, "GBP"))

    assert finding(answer, "salary_min").margin["amount"] == 0


def test_british_scale_up_offer_is_for_six_months() -> None:
    case = {"job_offer": True, **yes("uk_salary_for_the_job", "english_proved", contract_months=5)}

    answer = ask("GB-SCALE", **case)

    assert (answer.outcome, failing(answer)) == ("not_met", ["offer_length"])


# --- 6. Hong Kong


@pytest.mark.parametrize("nationality", ["AFG", "KHM", "CUB", "LAO", "PRK", "NPL", "VNM"])
def test_hong_kong_general_policy_is_closed_to_seven_nationalities(nationality: str) -> None:
    answer = ask("HK-GEP", **EXAMPLES["HK-GEP"].met | {"nationality": nationality})
    bar = finding(answer, "nationality")

    assert (answer.outcome, failing(answer)) == ("not_met", ["nationality"])
    assert bar.citation.source_date is None  # the page is undated, and readers are told so


def test_hong_kong_mainland_residents_have_their_own_scheme() -> None:
    person = EXAMPLES["HK-GEP"].met

    assert failing(ask("HK-GEP", **person | {"residence": "CHN"})) == ["residence"]
    assert ask("HK-GEP", **person | {"residence": "HKG"}).outcome == "met"


@pytest.mark.parametrize(("amount", "outcome"), [(2000000, "met"), (1999999.99, "unknown")])
def test_hong_kong_needs_test_is_waived_from_two_million(amount: float, outcome: str) -> None:
    case = {"nationality": "IND", "residence": "IND", "education": 6, **yes("hk_relevant_field")}

    assert ask("HK-GEP", **case, salary=pay(amount, "HKD")).outcome == outcome


def test_hong_kong_first_stay_of_category_a_is_two_claims() -> None:
    claims = records()["HK-TTPS"].claims_on("initial_stay_a", TODAY)

    assert sorted(claim.value.iso8601 for claim in claims) == ["P24M", "P36M"]
    assert any("initial_stay_a" in each.keys and each.open for each in records()["HK-TTPS"].conflicts)


@pytest.mark.parametrize(
    ("facts", "years", "outcome"),
    [
        ({"top_university": True, "experience_years_last_5": 3}, 3, "met"),  # category B
        ({"top_university": True, "graduated_within_years": 5, "quota_left": True}, 2, "met"),  # category C
        ({"top_university": True, "graduated_within_years": 5, "quota_left": False}, 2, "not_met"),
        ({"top_university": True, "graduated_within_years": 6, "quota_left": True}, 2, "not_met"),
    ],
)
def test_hong_kong_top_talent_by_category(facts: dict[str, Any], years: int, outcome: str) -> None:
    asked_with = {"income_last_year_hkd": 0} | facts

    assert ask("HK-TTPS", experience_years=years, facts=asked_with).outcome == outcome


# --- 7. Switzerland


@pytest.mark.parametrize(
    ("permit", "nationality", "route_name", "ceiling"),
    [
        ("CH-B", "GBR", "united_kingdom", 2100),
        ("CH-L", "GBR", "united_kingdom", 1400),
        ("CH-B", "IND", "third_country", 4500),
        ("CH-L", "IND", "third_country", 4000),
        ("CH-B", "FRA", "eu_efta_service_provider", 500),
        ("CH-L", "NOR", "eu_efta_service_provider", 3000),
    ],
)
def test_swiss_ceiling_by_nationality(permit: str, nationality: str, route_name: str, ceiling: int) -> None:
    case = {"nationality": nationality, **yes("ch_qualified_worker", "quota_left", service_days_per_year=121)}

    answer = ask(permit, on="2026-03-01", **case)

    assert answer.outcome == "met"
    assert [each.route for each in answer.alternatives if each.outcome == "met"] == [route_name]
    quotas = [each.needs["quota"] for each in answer.passing if "quota" in (each.needs or {})]
    assert ceiling in quotas


def test_swiss_answer_to_a_briton_names_no_other_nationality() -> None:
    answer = ask("CH-B", on="2026-03-01", nationality="GBR", occupation="2144")

    assert (answer.outcome, failing(answer)) == ("unknown", [])
    assert {each.fact: each.settles for each in answer.questions}["quota_left"] == ("united_kingdom",)


def test_swiss_ceilings_of_2025_are_not_known_here() -> None:
    answer = ask("CH-B", on="2025-06-01", nationality="GBR", **yes("ch_qualified_worker", "quota_left"))

    assert answer.outcome == "unknown"
    assert {each.reason for each in answer.not_known} == {"no_value_held"}


def test_swiss_service_provider_of_120_days_needs_no_permit_of_this_ceiling() -> None:
    case = {"nationality": "FRA", **yes("ch_qualified_worker", "quota_left", service_days_per_year=120)}

    assert failing(ask("CH-B", on="2026-03-01", **case)) == ["service_days"]


# --- 8. Singapore


def singapore(age: int, amount: float, **facts: Any) -> Any:
    told = {"sg_financial_services": False, "sg_compass_points": 40, "sg_advertised": True} | facts
    return ask("SG-EP", on="2025-06-01", age=age, salary=pay(amount, "SGD", "month"), facts=told)


@pytest.mark.parametrize(("age", "needed"), [(23, 5600), (30, 7223), (43, 10236), (45, 10700), (60, 10700)])
def test_singapore_salary_by_age(age: int, needed: int) -> None:
    assert singapore(age, needed).outcome == "met"
    below = singapore(age, needed - 0.01)
    assert (below.outcome, failing(below)) == ("not_met", ["salary_min"])


def test_singapore_at_30_with_7200_fails_by_23() -> None:
    answer = singapore(30, 7200)

    assert answer.outcome == "not_met"
    assert finding(answer, "salary_min").needs["amount"] == 7223
    assert finding(answer, "salary_min").margin["amount"] == -23


@pytest.mark.parametrize("age", [22, 44])
def test_singapore_holds_no_value_for_some_ages(age: int) -> None:
    answer = singapore(age, 50000)

    assert answer.outcome == "unknown"
    assert finding(answer, "salary_min").reason == "no_value_held"


def test_singapore_table_of_2024() -> None:
    facts = {"sg_financial_services": False, "sg_compass_points": 40, "sg_advertised": True}

    answer = ask("SG-EP", on="2024-12-31", age=30, salary=pay(6750, "SGD", "month"), facts=facts)

    assert answer.outcome == "met"
    assert ask("SG-EP", on="2024-12-31", age=45, salary=pay(20000, "SGD", "month"), facts=facts).outcome == "unknown"


def test_singapore_financial_services_have_amounts_that_are_not_held() -> None:
    answer = singapore(30, 7500, sg_financial_services=True)

    assert (answer.outcome, asked(answer)) == ("unknown", ["sg_financial_salary_reached"])


@pytest.mark.parametrize(("day", "outcome"), [("2023-08-31", "met"), ("2023-09-01", "not_met")])
def test_singapore_points_test_began_on_a_day(day: str, outcome: str) -> None:
    facts = {
        "sg_financial_services": False,
        "sg_compass_points": 39,
        "intra_company_transfer": False,
        "sg_pass_months": 24,
    }

    assert ask("SG-EP", on=day, age=30, salary=pay(7000, "SGD", "month"), facts=facts).outcome == outcome


@pytest.mark.parametrize("exempt", [{"salary": 22500}, {"intra_company_transfer": True}, {"sg_pass_months": 1}])
def test_singapore_points_test_spares_some(exempt: dict[str, Any]) -> None:
    facts = {"sg_financial_services": False, "sg_compass_points": 0} | exempt
    amount = facts.pop("salary", 7223)

    assert ask("SG-EP", on="2025-06-01", age=30, salary=pay(amount, "SGD", "month"), facts=facts).outcome == "met"


# --- 9. Mexico


def test_mexican_offer_costs_nothing_at_the_institute_and_takes_twenty_working_days() -> None:
    (fee,) = held("MX-OFERTA", "fee_authorisation")
    (decision,) = held("MX-OFERTA", "decision_time_statutory_max")
    (attend,) = held("MX-OFERTA", "authorisation_validity")

    assert (Decimal(fee["amount"]), fee["currency"]) == (0, "MXN")
    assert (decision["iso8601"], decision["day_basis"]) == ("P20D", "working")
    assert (attend["iso8601"], attend["day_basis"]) == ("P30D", "working")


def test_mexican_offer_waits_for_the_employers_registration() -> None:
    case = EXAMPLES["MX-OFERTA"].met

    assert failing(ask("MX-OFERTA", **changed(case, no("mx_employer_registered")))) == ["employer_registration"]


# --- 10. Blue Cards side by side


def test_blue_card_floors_of_spain_germany_and_france_on_one_day() -> None:
    columns = [Column(records()[permit], date(2026, 3, 1)) for permit in ("ES-EUBC", "DE-EUBC", "FR-EUBC")]
    (floor,) = [row for row in compare(columns, rates=NO_RATES, into="EUR") if row.code == "pay_floor"]
    spain, germany, france = floor.cells

    assert [str(each.coefficient) for each in spain.answers[0].multiples] == ["1.0", "1.6"]
    assert (spain.answers[0].amounts, spain.answers[0].unheld) == ((), ("ES.mean_gross_annual",))
    assert germany.answers[0].amounts[0].local.amount == 50700
    assert {answer.amounts[0].local.amount for answer in france.answers[:2]} == {59373, Decimal("53836.50")}


NO_RATES = Rates({}, {})


def test_spanish_blue_card_amount_is_not_held_and_asked_for() -> None:
    rest = {"job_offer": True, "education": 6, **yes(contract_months=12, regulated_profession=False)}

    answer = ask("ES-EUBC", salary=pay(60000, "EUR"), **rest)

    assert (answer.outcome, asked(answer)[0]) == ("unknown", "es_blue_card_salary_reached")
    assert finding(answer, "salary_min").reason == "no_value_held"


# --- Competing claims, gaps and governing dates elsewhere


@pytest.mark.parametrize(("amount", "outcome"), [(53836.49, "not_met"), (55000, "unknown"), (59373, "met")])
def test_french_blue_card_between_two_claims_is_unknown(amount: float, outcome: str) -> None:
    answer = ask("FR-EUBC", on="2026-03-01", salary=pay(amount, "EUR"), education=6)

    assert answer.outcome == outcome
    if outcome == "unknown":
        assert finding(answer, "salary_min").reason == "claims_disagree"
        assert len(finding(answer, "salary_min").claims) == 2


@pytest.mark.parametrize(("day", "listed", "general"), [("2026-02-28", 38000, 34000), ("2026-03-01", 40904, 36605)])
def test_irish_floors_go_by_the_day_of_application(day: str, listed: int, general: int) -> None:
    dates = {"application": day, "decision": "2026-05-01"}
    critical = ask("IE-CSEP", dates=dates, salary=pay(listed, "EUR"), **yes("ie_critical_skills_list"))
    ordinary = ask("IE-GEP", dates=dates, salary=pay(general, "EUR"))

    assert (critical.outcome, ordinary.outcome) == ("met", "met")
    below = ask("IE-GEP", dates=dates, salary=pay(general - 0.01, "EUR"), **no("ie_low_pay_occupation"))
    assert (below.outcome, below.failing[0].margin["amount"]) == ("not_met", Decimal("-0.01"))


def test_irish_occupation_off_the_list_pays_more() -> None:
    off_list = no("ie_critical_skills_list", "ie_recent_graduate")

    answer = ask("IE-CSEP", on="2026-04-01", salary=pay(60000, "EUR"), **off_list)

    assert failing(answer) == ["salary_min_other"]
    assert answer.failing[0].margin["amount"] == -8911


@pytest.mark.parametrize(
    ("nomination", "needed"), [("2025-06-30", 73150), ("2026-06-30", 76515), ("2026-07-01", 79499)]
)
def test_australian_threshold_goes_by_the_nomination(nomination: str, needed: int) -> None:
    dates = {"nomination": nomination, "application": "2026-07-10", "decision": "2026-09-01"}
    case = {"salary": pay(needed, "AUD"), **yes("going_rate_paid", experience_years_last_5=1)}

    assert ask("AU-482-CORE", dates=dates, **case).outcome == "met"
    assert ask("AU-482-CORE", dates=dates, **case | {"salary": pay(needed - 1, "AUD")}).outcome == "not_met"


def test_australian_application_without_its_nomination_date_gets_an_answer_for_each() -> None:
    case = {"salary": pay(77000, "AUD"), **yes("going_rate_paid", experience_years_last_5=1)}

    answer = ask("AU-482-CORE", on="2026-08-01", **case)

    assert answer.outcome == "unknown"
    assert [branch.outcome for branch in answer.branches] == ["met", "not_met"]


@pytest.mark.parametrize(("day", "outcome"), [("2024-10-07", "unknown"), ("2024-10-08", "met")])
def test_south_african_points_count_from_their_first_day(day: str, outcome: str) -> None:
    assert ask("ZA-GWV", on=day, **EXAMPLES["ZA-GWV"].met).outcome == outcome


@pytest.mark.parametrize(("amount", "expected"), [(976194.01, 50), (976194, 20), (650976, 20), (650975.99, 0)])
def test_south_african_points_for_pay(amount: float, expected: int) -> None:
    assert points(ask("ZA-GWV", **EXAMPLES["ZA-GWV"].met | {"salary": pay(amount, "ZAR")}), "salary") == expected


def test_south_african_visa_needs_the_offer_whatever_the_points() -> None:
    case = EXAMPLES["ZA-GWV"].met | {"job_offer": False, "education": 8, "salary": pay(2000000, "ZAR")}

    assert failing(ask("ZA-GWV", **case)) == ["job_offer"]


@pytest.mark.parametrize(
    ("day", "amount", "outcome"),
    [("2026-05-01", 552000, "met"), ("2023-05-01", 465000, "met"), ("2024-05-01", 900000, "unknown")],
)
def test_danish_pay_limit_over_the_years(day: str, amount: int, outcome: str) -> None:
    assert ask("DK-PAY", on=day, salary=pay(amount, "DKK"), **yes(hours_per_week=37)).outcome == outcome


@pytest.mark.parametrize(
    ("day", "years", "outcome"), [("2025-03-09", 2, "not_met"), ("2025-03-09", 3, "met"), ("2025-03-10", 2, "met")]
)
def test_new_zealand_experience_floor_fell(day: str, years: int, outcome: str) -> None:
    case = EXAMPLES["NZ-AEWV"].met | {"experience_years": years}
    told = yes("nz_pay_reaches_median", "nz_pay_reaches_minimum_wage")

    assert ask("NZ-AEWV", on=day, **changed(case, told)).outcome == outcome


@pytest.mark.parametrize(
    ("day", "question"),
    [("2025-03-09", "nz_pay_reaches_median"), ("2025-03-20", "nz_pay_reaches_minimum_wage"), ("2025-04-01", "salary")],
)
def test_new_zealand_pay_rule_changed_its_shape(day: str, question: str) -> None:
    case = {name: value for name, value in EXAMPLES["NZ-AEWV"].met.items() if name != "salary"} | {
        "experience_years": 3
    }

    assert question in asked(ask("NZ-AEWV", on=day, **case))


def test_dutch_floors_go_by_age_and_years_that_were_read() -> None:
    young = ask("NL-HSM", on="2018-03-01", age=29, salary=pay(3229, "EUR", "month"))
    older = ask("NL-HSM", on="2018-03-01", age=30, salary=pay(3229, "EUR", "month"))

    assert (young.outcome, older.outcome) == ("met", "not_met")
    assert older.failing[0].margin["amount"] == -1175
    assert ask("NL-HSM", on="2026-03-01", age=40, salary=pay(9000, "EUR", "month")).outcome == "unknown"


@pytest.mark.parametrize(
    ("permit", "year", "ceiling"),
    [
        ("IT-SEAS", 2026, 88000),
        ("IT-SEAS", 2028, 90000),
        ("IT-NS", 2027, 76200),
        ("IT-SE", 2026, 650),
        ("KR-E9", 2024, 165000),
        ("KR-E9", 2026, 80000),
    ],
)
def test_yearly_ceilings(permit: str, year: int, ceiling: int) -> None:
    answer = ask(permit, on=f"{year}-02-01", **EXAMPLES[permit].met)

    assert answer.outcome == "met"
    assert finding(answer, "quota").needs["quota"] == ceiling


@pytest.mark.parametrize(
    ("case", "outcome"),
    [
        ({"destinations": ["SAU"], **yes("in_ecr_passport")}, "met"),
        ({"destinations": ["ARE"], "occupation": "2221", **no("in_ecr_passport")}, "met"),
        ({"destinations": ["DEU"], **yes("in_ecr_passport")}, "not_met"),
        ({"destinations": ["KWT"], "occupation": "7112", **no("in_ecr_passport")}, "not_met"),
        ({"destinations": ["KWT"]}, "unknown"),
    ],
)
def test_indian_emigration_clearance_is_for_some_people_in_some_countries(case: dict[str, Any], outcome: str) -> None:
    assert ask("IN-ECR", nationality="IND", **case).outcome == outcome


def test_indian_emigration_clearance_is_judged_when_it_is_named() -> None:
    named = cases.read({"nationality": "IND", "destinations": ["SAU"], "permits": ["IN-ECR"]})
    unnamed = cases.read({"nationality": "IND", "destinations": ["SAU", "IND"]})

    assert [record.permit for record in candidates(records().values(), named)] == ["IN-ECR"]
    assert [record.permit for record in candidates(records().values(), unnamed)] == []


@pytest.mark.parametrize(("age", "outcome"), [(15, "not_met"), (16, "met")])
def test_spanish_employee_is_sixteen(age: int, outcome: str) -> None:
    assert ask("ES-CA-INI", **EXAMPLES["ES-CA-INI"].met | {"age": age}).outcome == outcome


def test_spanish_needs_test_is_passed_in_any_of_three_ways() -> None:
    case = EXAMPLES["ES-CA-INI"].met
    for way in ("es_shortage_catalogue", "es_vacancy_certificate", "es_needs_test_exempt"):
        others = no("es_shortage_catalogue", "es_vacancy_certificate", "es_needs_test_exempt")
        assert ask("ES-CA-INI", **changed(changed(case, others), yes(way))).outcome == "met"
    assert ask("ES-CA-INI", **changed(case, others)).outcome == "not_met"


@pytest.mark.parametrize(
    ("permit", "stay"), [("GB-GT", "P1Y"), ("GB-SSW", "P5Y"), ("GB-HPI", "P2Y"), ("GB-INNO", "P3Y")]
)
def test_british_first_stays(permit: str, stay: str) -> None:
    (found,) = held(permit, "initial_stay_max")

    assert found
    assert found["iso8601"] == stay


def test_language_is_never_a_condition_where_it_is_stated_that_none_is_asked() -> None:
    assert held("GB-SSW", "english") == [{"type": "term", "term": "No"}]
    assert "english" not in asked(ask("GB-SSW", job_offer=True))
