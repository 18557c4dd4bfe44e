"""One person for each permit who meets every condition, and how little it takes not to.

`met` is a case as the API takes it. Each entry of `fails` changes it so that the named condition fails (and nothing
else does); each of `open` takes facts away and names the question that is then asked.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.regulations.conditions.carried import pay

Case = dict[str, Any]


@dataclass(frozen=True)
class Example:
    met: Case
    fails: dict[str, Case]
    open: dict[str, tuple[str, ...]] = field(default_factory=dict)
    on: str = "2026-07-15"
    margin: dict[str, Any] | None = None
    """The margin of the first entry of `fails`, where it is one of money."""


def changed(case: Case, change: Case) -> Case:
    """`case` with the fields of `change`; facts are changed one by one."""
    facts = {**case.get("facts", {}), **change.get("facts", {})}
    return {**case, **change, **({"facts": facts} if facts else {})}


def without(case: Case, names: tuple[str, ...]) -> Case:
    """`case` without some fields or facts."""
    left = {name: value for name, value in case.items() if name not in names}
    if "facts" in case:
        left["facts"] = {name: value for name, value in case["facts"].items() if name not in names}
    return left


def yes(*facts: str, **more: Any) -> Case:
    return {"facts": {**dict.fromkeys(facts, True), **more}}


def no(*facts: str) -> Case:
    return {"facts": dict.fromkeys(facts, False)}


FSW_POINTS = {"ca_language_points": 20, "ca_arranged_employment_points": 10, "ca_adaptability_points": 0}
UK_JOB = {"uk_salary_for_the_job": True}
CH_THIRD = {"nationality": "IND", **yes("ch_qualified_worker", "quota_left")}
ES_BLUE_CARD = {
    "job_offer": True,
    "education": 6,
    **yes("es_blue_card_salary_reached", contract_months=6, regulated_profession=False),
}
NZ_SEASON = {"job_offer": True}

EXAMPLES: dict[str, Example] = {
    # --- Americas
    "CA-FSW": Example(
        met={
            "age": 36,
            "education": 7,
            "experience_years": 6,
            **yes(
                "ca_experience_teer_0_3",
                "lives_outside_quebec",
                experience_years_last_10=6,
                ca_pass_mark=67,
                **FSW_POINTS,
            ),
        },
        fails={
            "points": {"facts": {"ca_language_points": 7}},
            "lives_outside_quebec": no("lives_outside_quebec"),
            "experience_min": {"facts": {"experience_years_last_10": 0.5}},
        },
        open={"ca_pass_mark": ("ca_pass_mark",), "ca_experience_teer_0_3": ("ca_experience_teer_0_3",)},
    ),
    "CA-CEC": Example(
        met=yes(
            "ca_canadian_work_teer_0_3",
            "ca_experience_counts",
            "ca_language_threshold",
            "lives_outside_quebec",
            experience_years_in_destination_last_3=1,
        ),
        fails={
            "experience_min": {"facts": {"experience_years_in_destination_last_3": 0.9}},
            "experience_counts": no("ca_experience_counts"),
            "ca_language_threshold": no("ca_language_threshold"),
        },
        open={"experience_years_in_destination_last_3": ("experience_years_in_destination_last_3",)},
    ),
    "CA-FST": Example(
        met=yes("ca_noc_trade", "ca_certificate_of_qualification", experience_years_last_5=2),
        fails={
            "experience_min": {"facts": {"experience_years_last_5": 1}},
            "trade": no("ca_noc_trade"),
            "ca_certificate_of_qualification": {"job_offer": False, **no("ca_certificate_of_qualification")},
        },
        open={"job_offer": ("ca_certificate_of_qualification",)},
    ),
    "CA-WP-LMIA": Example(
        met={"job_offer": True, **yes("ca_assessment_not_negative", ca_unauthorised_work_or_study=False)},
        fails={
            "job_offer": {"job_offer": False},
            "assessment": no("ca_assessment_not_negative"),
        },
        open={"ca_assessment_not_negative": ("ca_assessment_not_negative",)},
    ),
    "CA-WP-IMP": Example(
        met=yes("ca_significant_benefit"),
        fails={
            "ca_international_agreement": no(
                "ca_significant_benefit",
                "ca_designated_work",
                "ca_international_agreement",
                "ca_reciprocal_employment",
            )
        },
        open={"ca_international_agreement": ("ca_significant_benefit",)},
    ),
    "US-H1B": Example(
        met={"job_offer": True, "education": 6, **yes("us_job_needs_degree", "quota_left")},
        fails={
            "specialty_occupation": no("us_job_needs_degree"),
            "education_min": {"education": 5, **no("us_degree_equivalent")},
            "quota": no("quota_left"),
        },
        open={"quota_left": ("quota_left",), "us_degree_equivalent": ("education",)},
    ),
    "US-H2B": Example(
        met={"job_offer": True, **yes("us_temporary_need", "us_labor_certification", "quota_left")},
        fails={"need_type": no("us_temporary_need"), "quota": no("quota_left")},
        open={"us_labor_certification": ("us_labor_certification",)},
    ),
    "US-H2A": Example(
        met={"nationality": "MEX", **yes("us_h2a_country", "us_labor_certification")},
        fails={
            "nationality": no("us_h2a_country", "us_h2a_country_exception"),
            "labor_certification": no("us_labor_certification"),
        },
        open={"us_h2a_country": ("us_h2a_country",)},
    ),
    "MX-OFERTA": Example(
        met={
            "job_offer": True,
            **yes("mx_established_employer", "mx_employer_registered", mx_other_request_pending=False),
        },
        fails={"job_offer": {"job_offer": False}, "no_mx_other_request_pending": yes("mx_other_request_pending")},
        open={"mx_employer_registered": ("mx_employer_registered",)},
    ),
    # --- Spain and the Union
    "ES-CA-INI": Example(
        met={
            "age": 16,
            "job_offer": True,
            **yes("es_shortage_catalogue", part_time=False, es_individual_employer=False, regulated_profession=False),
        },
        fails={
            "age_min": {"age": 15},
            "job_offer": {"job_offer": False},
            "no_part_time": {"facts": {"part_time": True, "es_part_time_pay_reached": False}},
        },
        open={"es_part_time_pay_reached": ("part_time",), "licence_held": ("regulated_profession",)},
    ),
    "ES-CP-INI": Example(
        met={
            "age": 18,
            **yes(
                "es_business_opening_rules",
                "es_qualified_or_experienced",
                "es_investment_and_jobs",
                es_no_return_commitment=False,
                es_public_order_threat=False,
            ),
        },
        fails={"age_min": {"age": 17}, "no_commitment_running": yes("es_no_return_commitment")},
        open={"es_investment_and_jobs": ("es_investment_and_jobs",)},
    ),
    "ES-SEASON": Example(
        met={
            "age": 16,
            "residence": "MAR",
            **yes("es_seasonal_contract", "es_return_commitment", "es_collective_hiring"),
        },
        fails={
            "age_min": {"age": 15},
            "residence": {"residence": "ESP"},
            "es_seasonal_contract": no("es_seasonal_contract"),
        },
        open={"labour_market_test_passed": ("es_collective_hiring",)},
    ),
    "ES-JOBSEEK": Example(
        met=yes("citizen_descent", "quota_left"),
        fails={
            "quota": no("quota_left"),
            "citizen_descent": no("citizen_descent", "es_listed_occupation_and_territory"),
        },
        open={"quota_left": ("quota_left",)},
    ),
    "ES-EUBC": Example(
        met=ES_BLUE_CARD,
        fails={
            "contract_length": {"facts": {"contract_months": 5}},
            "salary_min": no("es_blue_card_salary_reached", "es_blue_card_reduced_salary_reached"),
            "education_min": {"education": 5, "experience_years": 2, **no("ict_professional_or_manager")},
        },
        open={"es_blue_card_salary_reached": ("es_blue_card_salary_reached",)},
    ),
    "ES-HQP": Example(
        met={"education": 5},
        fails={"education_min": {"education": 4, "experience_years": 2.5}},
        open={"experience_years": ("education",)},
    ),
    "ES-TELE": Example(
        met={
            "experience_years": 3,
            **yes("es_company_one_year", "es_companies_abroad_only", es_months_with_company=3),
        },
        fails={
            "prior_relationship": {"facts": {"es_months_with_company": 2}},
            "experience_min": {"experience_years": 2, **no("es_reputed_graduate")},
        },
        open={"es_self_employed_professional": ("es_companies_abroad_only",)},
    ),
    "ES-ENTR": Example(
        met=yes("es_enisa_report"),
        fails={"activity_report": no("es_enisa_report")},
        open={"es_enisa_report": ("es_enisa_report",)},
    ),
    "EU-EUBC": Example(
        met={
            "job_offer": True,
            **yes(
                "eu_blue_card_salary_reached", "eu_higher_qualification", contract_months=6, regulated_profession=False
            ),
        },
        fails={
            "contract_length": {"facts": {"contract_months": 5}},
            "salary_min": no("eu_blue_card_salary_reached"),
        },
        open={"eu_blue_card_salary_reached": ("eu_blue_card_salary_reached",)},
    ),
    # --- United Kingdom and Ireland
    "GB-SW": Example(
        met={
            "nationality": "IND",
            "job_offer": True,
            "salary": pay(41700, "GBP"),
            **yes("sponsor_registered", "english_proved", "going_rate_paid", "uk_job_rqf6"),
        },
        fails={
            "salary_min": {"salary": pay(41699.99, "GBP")},
            "nationality": {"nationality": "AFG"},
            "going_rate": no("going_rate_paid"),
            "sponsor_registered": no("sponsor_registered"),
        },
        open={"uk_job_on_salary_or_shortage_list": ("uk_job_rqf6",), "salary": ("salary",)},
        margin={"amount": -0.01, "currency": "GBP", "period": "year"},
    ),
    "GB-HC": Example(
        met={"job_offer": True, **yes("sponsor_registered", "uk_salary_for_the_job", "english_proved")},
        fails={"salary_min": no("uk_salary_for_the_job"), "english": no("english_proved")},
        open={"uk_salary_for_the_job": ("uk_salary_for_the_job",)},
    ),
    **{
        permit: Example(
            met={"job_offer": True, "facts": UK_JOB},
            fails={"salary_min": no("uk_salary_for_the_job"), "job_offer": {"job_offer": False}},
            open={"uk_salary_for_the_job": ("uk_salary_for_the_job",)},
        )
        for permit in ("GB-SSW", "GB-GT", "GB-UKE")
    },
    "GB-SCALE": Example(
        met={"job_offer": True, **yes("uk_salary_for_the_job", "english_proved", contract_months=6)},
        fails={"offer_length": {"facts": {"contract_months": 5}}, "salary_min": no("uk_salary_for_the_job")},
        open={"contract_months": ("contract_months",)},
    ),
    "IE-CSEP": Example(
        met={"salary": pay(40904, "EUR"), **yes("ie_critical_skills_list")},
        fails={"salary_min": {"salary": pay(40903.99, "EUR"), **no("ie_recent_graduate")}},
        open={"ie_critical_skills_list": ("ie_critical_skills_list",)},
        margin={"amount": -0.01, "currency": "EUR", "period": "year"},
    ),
    "IE-GEP": Example(
        met={"salary": pay(36605, "EUR")},
        fails={"salary_min": {"salary": pay(36604.99, "EUR"), **no("ie_low_pay_occupation")}},
        open={"salary": ("salary",)},
        margin={"amount": -0.01, "currency": "EUR", "period": "year"},
    ),
    # --- Continental Europe
    "DE-EUBC": Example(
        met={"salary": pay(50700, "EUR"), "education": 6},
        fails={
            "salary_min": {"salary": pay(45934.19, "EUR")},
            "education_min": {"education": 5, "experience_years": 2, **no("degree_recognised", "it_specialist")},
        },
        open={"it_specialist": ("education",), "salary": ("salary",)},
        margin={"amount": -4765.81, "currency": "EUR", "period": "year"},
    ),
    "DE-EXP": Example(
        met={"salary": pay(45630, "EUR"), **yes("de_qualification_recognised_abroad", "de_marked_experience")},
        fails={"salary_min": {"salary": pay(45629.99, "EUR")}, "de_marked_experience": no("de_marked_experience")},
        open={"de_marked_experience": ("de_marked_experience",)},
        margin={"amount": -0.01, "currency": "EUR", "period": "year"},
    ),
    "DE-SKILLED45": Example(
        met={"age": 45, "salary": pay(55770, "EUR")},
        fails={
            "salary_min": {"salary": pay(55769.99, "EUR"), **yes("de_first_permit")},
            "age_min": {"age": 44},
        },
        open={"salary": ("salary",)},
        margin={"amount": -0.01, "currency": "EUR", "period": "year"},
    ),
    "DE-CHANCE": Example(
        met={
            "age": 30,
            "languages": {"de": "B1", "en": "C1"},
            "experience_years": 2,
            "funds": {"amount": 1091, "currency": "EUR", "period": "month"},
            **yes("shortage_occupation", experience_years_last_5=1, de_full_recognition=False),
        },
        fails={
            "points": {
                "languages": {"de": "A1", "en": "B2"},
                **no("de_partial_recognition", "de_prior_stay", "de_partner_qualifies"),
            },
            "funds": {
                "funds": {"amount": 1090.99, "currency": "EUR", "period": "month"},
                **no("de_living_costs_otherwise"),
            },
        },
        open={"de_living_costs_otherwise": ("funds",)},
    ),
    **{
        permit: Example(
            met=changed(yes("quota_left"), offer),
            fails={"quota": no("quota_left")},
            open={"quota_left": ("quota_left",)},
        )
        for permit, offer in (("IT-NS", {"job_offer": True}), ("IT-SE", {}), ("IT-SEAS", {"job_offer": True}))
    },
    **{
        permit: Example(
            met=CH_THIRD,
            fails={"quota_third_country": no("quota_left"), "ch_qualified_worker": no("ch_qualified_worker")},
            open={"quota_left": ("quota_left",), "nationality": ("nationality",)},
        )
        for permit in ("CH-B", "CH-L")
    },
    "SE-WP": Example(
        met={"salary": pay(34470, "SEK", "month")},
        fails={"salary_min": {"salary": pay(34469.99, "SEK", "month")}},
        open={"salary": ("salary",)},
        margin={"amount": -0.01, "currency": "SEK", "period": "month"},
    ),
    "FR-TSQ": Example(
        met={"salary": pay(43243, "EUR"), "education": 7, **yes(contract_months=3)},
        fails={"salary_min": {"salary": pay(39581.99, "EUR")}, "contract_length": {"facts": {"contract_months": 2}}},
        open={"contract_months": ("contract_months",)},
        margin={"amount": -0.01, "currency": "EUR", "period": "year"},
    ),
    "FR-EUBC": Example(
        met={"salary": pay(59373, "EUR"), "education": 6},
        fails={
            "salary_min": {"salary": pay(53836.49, "EUR")},
            "education_min": {"education": 5, "experience_years": 4},
        },
        open={"experience_years": ("education",)},
    ),
    "NO-SW": Example(
        met={"salary": pay(522600, "NOK"), **yes("no_bachelor_position", share_of_full_time=0.8)},
        fails={
            "salary_min_bachelor": {
                "salary": pay(522599.99, "NOK"),
                **no("no_collective_agreement_pay", "no_master_position"),
            },
            "hours": {"facts": {"share_of_full_time": 0.79}},
        },
        open={"no_bachelor_position": ("no_bachelor_position",)},
        margin={"amount": -0.01, "currency": "NOK", "period": "year"},
    ),
    "DK-PAY": Example(
        met={"salary": pay(552000, "DKK"), **yes(hours_per_week=30)},
        fails={"salary_min": {"salary": pay(551999.99, "DKK")}, "hours": {"facts": {"hours_per_week": 29}}},
        open={"hours_per_week": ("hours_per_week",)},
        margin={"amount": -0.01, "currency": "DKK", "period": "year"},
    ),
    "NL-HSM": Example(
        on="2018-05-01",
        met={"age": 30, "salary": pay(4404, "EUR", "month")},
        fails={"salary_min": {"salary": pay(4403.99, "EUR", "month")}},
        open={"age": ("age",)},
        margin={"amount": -0.01, "currency": "EUR", "period": "month"},
    ),
    # --- Asia and the Pacific
    "HK-GEP": Example(
        met={
            "nationality": "IND",
            "residence": "IND",
            "education": 6,
            **yes("hk_relevant_field", "hk_local_recruitment_difficult"),
        },
        fails={
            "nationality": {"nationality": "VNM"},
            "residence": {"residence": "CHN"},
            "education_min": {"education": 5, **no("hk_proven_skills")},
        },
        open={"hk_talent_list": ("hk_local_recruitment_difficult",)},
    ),
    "HK-TTPS": Example(
        met=yes(income_last_year_hkd=2500000),
        fails={"income": {"experience_years": 1, **yes(income_last_year_hkd=2499999.99, top_university=False)}},
        open={"income_last_year_hkd": ("income_last_year_hkd",)},
    ),
    "NZ-AEWV": Example(
        met={
            "experience_years": 2,
            "salary": pay(23.5, "NZD", "hour"),
            **yes("employer_accredited", "nz_job_check", "going_rate_paid", nz_skill_level_4_or_5=False),
        },
        fails={
            "minimum_wage": {"salary": pay(23.49, "NZD", "hour")},
            "experience_min": {"experience_years": 1.9},
            "english": {"facts": {"nz_skill_level_4_or_5": True, "english_proved": False}},
        },
        open={"going_rate_paid": ("going_rate_paid",), "english_proved": ("nz_skill_level_4_or_5",)},
        margin={"amount": -0.01, "currency": "NZD", "period": "hour"},
    ),
    "NZ-PSV": Example(
        met={**NZ_SEASON, **yes("nz_psv_job_token", "insured")},
        fails={"occupation": no("nz_psv_job_token"), "insurance": no("insured")},
        open={"insured": ("insured",)},
    ),
    "NZ-GWSV": Example(
        met={**NZ_SEASON, **yes("nz_gwsv_job_token")},
        fails={"occupation": no("nz_gwsv_job_token")},
        open={"nz_gwsv_job_token": ("nz_gwsv_job_token",)},
    ),
    "JP-SSW1": Example(
        met={"age": 18, **yes("good_health", "jp_listed_field", "jp_skills_examination", "jp_language_test")},
        fails={
            "age_min": {"age": 17},
            "jp_language_test": no("jp_language_test", "jp_trainee_completed"),
        },
        open={"jp_trainee_completed": ("jp_skills_examination",)},
    ),
    "JP-SSW2": Example(
        met=yes("jp_proficient_skills"),
        fails={"skills": no("jp_proficient_skills")},
        open={"jp_proficient_skills": ("jp_proficient_skills",)},
    ),
    "KR-E9": Example(
        met={
            "nationality": "NPL",
            **yes(
                "kr_sending_country",
                "kr_small_manufacturer",
                "kr_language_test",
                "kr_nationals_not_found",
                "quota_left",
            ),
        },
        fails={
            "nationality": no("kr_sending_country"),
            "language_test": no("kr_language_test"),
            "quota": no("quota_left"),
        },
        open={"kr_sending_country": ("kr_sending_country",)},
    ),
    "AU-482-CORE": Example(
        met={"salary": pay(79499, "AUD"), **yes("going_rate_paid", experience_years_last_5=1)},
        fails={"salary_min": {"salary": pay(76514.99, "AUD")}, "market_rate": no("going_rate_paid")},
        open={"experience_years_last_5": ("experience_years_last_5",)},
        on="2026-09-01",
    ),
    "AU-482-SPEC": Example(
        met={"salary": pay(146717, "AUD"), **yes("going_rate_paid", experience_years_last_5=1)},
        fails={
            "salary_min": {"salary": pay(141209.99, "AUD")},
            "experience_min": {"experience_years": 0.5, "facts": {"experience_years_last_5": 0.5}},
        },
        open={"salary": ("salary",)},
        on="2026-09-01",
    ),
    "SG-EP": Example(
        on="2025-06-01",
        met={
            "age": 30,
            "salary": pay(7223, "SGD", "month"),
            **yes("sg_advertised", sg_compass_points=40, sg_financial_services=False),
        },
        fails={
            "salary_min": {"salary": pay(7200, "SGD", "month")},
            "compass": {"facts": {"sg_compass_points": 39, "sg_pass_months": 24, "intra_company_transfer": False}},
        },
        open={"sg_financial_services": ("sg_financial_services",), "age": ("age",)},
        margin={"amount": -23, "currency": "SGD", "period": "month"},
    ),
    # --- Africa and the Gulf; India's exit rule
    "ZA-GWV": Example(
        met={
            "job_offer": True,
            "education": 7,
            "experience_years": 10,
            "salary": pay(650976, "ZAR"),
            **no("trusted_employer", "za_official_language"),
        },
        fails={"points": {"salary": pay(650975.99, "ZAR")}, "job_offer": {"job_offer": False}},
        open={"education": ("education",)},
    ),
    "ZA-CSWV": Example(
        met=yes("za_critical_skill"),
        fails={"points": no("za_critical_skill")},
        open={"za_critical_skill": ("za_critical_skill",)},
    ),
    "AE-GREEN": Example(
        met={
            "salary": pay(15000, "AED", "month"),
            "education": 6,
            "job_offer": True,
            **yes("ae_skill_level_1_3", "ae_work_permit"),
        },
        fails={"salary_min": {"salary": pay(14999.99, "AED", "month")}, "education_min": {"education": 5}},
        open={"ae_work_permit": ("ae_work_permit",)},
        margin={"amount": -0.01, "currency": "AED", "period": "month"},
    ),
    "KE-D": Example(
        met={"job_offer": True, **yes("ke_local_recruitment", "ke_understudy")},
        fails={"ke_local_recruitment": no("ke_local_recruitment"), "job_offer": {"job_offer": False}},
        open={"ke_understudy": ("ke_understudy",)},
    ),
    "IN-ECR": Example(
        met={"nationality": "IND", "destinations": ["SAU"], **yes("in_ecr_passport")},
        fails={
            "notified_country": {"destinations": ["DEU"]},
            "nationality": {"nationality": "NPL"},
            "in_ecr_passport": {"occupation": "7112", **no("in_ecr_passport")},
        },
        open={"in_ecr_passport": ("in_ecr_passport",)},
    ),
}
