"""Which keys of different countries answer the same question, so that their values stand in one row. Pure.

Sources name a pay floor in a dozen ways; a reader asks for one thing. The keys of a topic stand in order of rank: the
first one a permit holds is its answer, the others stand beside it under their own names. Statutory limits, targets and
observed times stay apart: they are different promises.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Topic:
    """A question to all permits: its code, the element it stands under, and the keys that answer it, best first."""

    code: str
    element: str
    keys: tuple[str, ...]


TOPICS: tuple[Topic, ...] = (
    Topic(
        "pay_floor",
        "e01",
        (
            "salary_min_general",
            "salary_min",
            "salary_general_threshold",
            "income_threshold_core",
            "income_threshold_specialist",
            "salary_min_listed_occupation",
            "salary_min_30plus",
            "salary_min_age_45",
            "salary_min_master",
            "category_a_income_min",
            "salary_formula",
            "salary_threshold_band",
            "salary_min_by_age",
            "pay_min",
            "salary_minimum",
        ),
    ),
    Topic(
        "pay_floor_reduced",
        "e01",
        (
            "salary_min_reduced",
            "salary_min_recent_graduate",
            "salary_min_under30",
            "salary_min_bachelor",
            "salary_min_listed_low_pay",
            "salary_formula_reduced",
            "salary_threshold_reduced",
        ),
    ),
    Topic("experience", "e01", ("experience_min", "work_experience_min", "experience_alternative_ict")),
    Topic(
        "qualification",
        "e01",
        ("qualification", "degree", "education_min", "education", "skill_floor", "skill_level", "skills", "profile"),
    ),
    Topic("language", "e01", ("english", "language", "language_test")),
    Topic("points", "e01", ("points_min", "compass_min", "selection_grid_max")),
    Topic("contract", "e01", ("contract_min", "contract_type", "contract")),
    Topic("offer", "e01", ("job_offer", "offer", "job_offer_genuine", "alternative_offer_or_certificate")),
    Topic(
        "fee",
        "e04",
        (
            "fee_processing",
            "fee_processing_principal_statutory",
            "fee_first",
            "fee_visa_outside",
            "fee_visa_from",
            "fee_authorisation",
            "fee_issuance",
            "fee_due",
        ),
    ),
    Topic("target_time", "e04", ("processing_time_service_standard", "processing_time_target")),
    Topic(
        "first_stay",
        "e05",
        (
            "initial_validity_max",
            "initial_stay_max",
            "initial_validity",
            "validity_first_max",
            "stay_initial",
            "initial_stay_a",
            "validity_max",
            "validity_max_skill_1_3",
            "residence_validity_max",
            "authorisation_validity",
            "validity_usual",
            "validity",
        ),
    ),
    Topic("employer_change", "e05", ("change_employer_after", "employer_change_after", "workplace_changes")),
    Topic("total_stay", "e05", ("stay_total_max", "total_stay_max", "maximum_continuous_stay")),
    Topic("renewal", "e06", ("renewal_validity", "renewal", "renewal_step", "extension")),
    Topic("settlement", "e06", ("settlement_after", "permanent_after", "settlement")),
    Topic(
        "family",
        "e07",
        ("eligible_family", "dependants", "family", "family_reunification", "family_route", "family_card"),
    ),
    Topic("family_income", "e07", ("dependant_salary_min", "partner_pay_min", "child_income_min")),
    Topic("appeal", "e08", ("administrative_appeal", "appeal_time", "judicial_review")),
    Topic("quota", "e09", ("quota_annual", "quota")),
    Topic(
        "recognition",
        "e10",
        (
            "recognition_body",
            "recognition_check",
            "credential_assessment",
            "certificate_of_qualification",
            "regulated_profession",
        ),
    ),
)

TOPIC_OF: Mapping[str, Topic] = {key: topic for topic in TOPICS for key in topic.keys}
