"""Small records for the engine's tests, with figures of real permits where a case needs them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import msgspec

from regulations import values
from regulations.rules import conditions
from regulations.rules.record import Citation, Claim, IndicatorValue, PermitRecord
from regulations.vocabulary import GoverningDate


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def claim(key: str, value: Any, start: str | None = None, end: str | None = None, **more: Any) -> Claim:
    """A claim with a value in JSON's shape."""
    return Claim(
        key=key,
        element="e01",
        value=values.decode(value),
        valid_from=day(start),
        valid_to=day(end),
        citations=(Citation(publisher="Ministry", url="https://example.org/law", locator="s. 1"),),
        **more,
    )


def money(amount: str, currency: str = "EUR", per: str = "year", gross: str | None = "gross") -> dict[str, Any]:
    return {"type": "money", "amount": amount, "currency": currency, "per": per, "gross_net": gross}


def multiple(coefficient: str, indicator: str) -> dict[str, Any]:
    return {"type": "reference_multiple", "coefficient": coefficient, "indicator": indicator}


def text(term: str = "as the law says") -> dict[str, Any]:
    return {"type": "term", "term": term}


def items(*texts: str) -> dict[str, Any]:
    return {"type": "list", "items": list(texts)}


def number(value: int, unit: str = "person", op: str | None = None) -> dict[str, Any]:
    return {"type": "number", "number": value, "unit": unit, "op": op}


def duration(iso: str, bound: str | None = "min") -> dict[str, Any]:
    return {"type": "duration", "iso8601": iso, "day_basis": "calendar", "bound": bound}


def record(
    tree: dict[str, Any] | None,
    *claims: Claim,
    permit: str = "DE-TEST",
    indicators: tuple[IndicatorValue, ...] = (),
    **more: Any,
) -> PermitRecord:
    """A record whose provisions are `claims` and whose conditions are `tree`."""
    held: dict[str, tuple[Claim, ...]] = {}
    for each in claims:
        held[each.key] = (*held.get(each.key, ()), each)
    by_code: dict[str, tuple[IndicatorValue, ...]] = {}
    for index in indicators:
        by_code[index.code] = (*by_code.get(index.code, ()), index)
    written = None
    if tree is not None:
        written = conditions.decode(msgspec.json.encode({"permit": permit, "conditions": tree}))
    return PermitRecord(
        permit=permit, jurisdiction=permit[:2], provisions=held, indicators=by_code, conditions=written, **more
    )


def index(code: str, value: str, start: str | None, end: str | None, read: str) -> IndicatorValue:
    return IndicatorValue(
        code=code,
        value=Decimal(value),
        currency="SEK",
        per="month",
        valid_from=day(start),
        valid_to=day(end),
        citation=Citation(publisher="Statistics", source_date=day(read)),
    )


def blue_card() -> PermitRecord:
    """The German Blue Card: a general floor, and a reduced one for listed occupations and recent graduates."""
    return record(
        {
            "op": "all",
            "of": [
                {"op": "job_offer", "id": "job_offer", "provision": "qualification"},
                {
                    "op": "any",
                    "of": [
                        {
                            "op": "salary_at_least",
                            "route": "salary_min_general",
                            "id": "salary_min",
                            "provision": "salary_min_general",
                        },
                        {
                            "op": "all",
                            "route": "salary_min_reduced",
                            "of": [
                                {
                                    "op": "salary_at_least",
                                    "id": "salary_min_reduced",
                                    "provision": "salary_min_reduced",
                                },
                                {
                                    "op": "any",
                                    "of": [
                                        {
                                            "op": "fact",
                                            "id": "shortage_occupation",
                                            "provision": "salary_min_reduced",
                                            "fact": "shortage_occupation",
                                        },
                                        {
                                            "op": "fact",
                                            "id": "recent_graduate",
                                            "provision": "graduate_window",
                                            "fact": "graduated_within_years",
                                            "unit": "year",
                                        },
                                    ],
                                },
                            ],
                        },
                    ],
                },
            ],
        },
        claim("salary_min_general", money("43800.00"), "2023-11-18", "2024-01-01"),
        claim("salary_min_general", money("45300.00"), "2024-01-01", "2025-01-01"),
        claim("salary_min_general", money("50700.00"), "2026-01-01", "2027-01-01"),
        claim("salary_min_reduced", money("39682.80"), "2023-11-18", "2024-01-01"),
        claim("salary_min_reduced", money("45934.20"), "2026-01-01", "2027-01-01"),
        claim("qualification", text(), "2023-11-18"),
        claim("graduate_window", duration("P3Y", "max")),
        permit="DE-EUBC",
    )


def sweden() -> PermitRecord:
    """Two dates at work: that of the decision chooses the rule, that of the application the median wage."""
    return record(
        {"op": "salary_at_least", "id": "salary_min", "provision": "salary_min", "dated_by": "rule_date_basis"},
        claim("salary_min", money("13000", "SEK", "month"), None, "2023-11-01"),
        claim(
            "salary_min",
            multiple("0.80", "SE.median_monthly"),
            "2023-11-01",
            "2026-06-01",
            governing_date=GoverningDate.DECISION,
            indicator_date=GoverningDate.APPLICATION,
        ),
        claim(
            "salary_min",
            multiple("0.90", "SE.median_monthly"),
            "2026-06-01",
            governing_date=GoverningDate.DECISION,
            indicator_date=GoverningDate.APPLICATION,
        ),
        claim("rule_date_basis", text("decision_date"), "2026-06-01"),
        permit="SE-WP",
        indicators=(
            index("SE.median_monthly", "34200", "2023-06-20", "2024-06-24", "2023-11-01"),
            index("SE.median_monthly", "35600", "2024-06-24", None, "2024-06-24"),
            index("SE.median_monthly", "37100", None, "2026-06-16", "2026-01-09"),
            index("SE.median_monthly", "38300", "2026-06-16", None, "2026-06-16"),
        ),
    )


def skilled_worker() -> PermitRecord:
    """A Canadian points grid whose pass mark stands in no regulation."""
    return record(
        {
            "op": "points",
            "id": "selection_grid",
            "provision": "pass_mark",
            "factors": [
                {"id": "age", "provision": "points_age", "by": "age", "max": 12},
                {"id": "experience", "provision": "points_experience", "by": "experience", "max": 15},
                {
                    "id": "education",
                    "provision": "points_education",
                    "max": 25,
                    "rows": [
                        {"points": points, "when": _education(isced)}
                        for isced, points in ((3, 5), (6, 21), (7, 23), (8, 25))
                    ],
                },
            ],
        },
        claim("pass_mark", None),
        claim("points_age", items("18-35:12", "36:11", "46:1", "<18 or >=47:0")),
        claim("points_experience", items("1y:9", "2-3y:11", "4-5y:13", "6y+:15")),
        claim("points_education", items("secondary:5", "doctorate:25")),
        permit="CA-FSW",
    )


def _education(isced: int) -> dict[str, Any]:
    return {"op": "education_at_least", "id": f"isced_{isced}", "provision": "points_education", "isced": isced}


def employment_pass() -> PermitRecord:
    """Singapore: a table by age that changes in time and has a hole at 44."""
    return record(
        {"op": "salary_by_age", "id": "salary_by_age", "provision": "salary_min_by_age", "currency": "SGD"},
        claim("salary_min_by_age", items("23:5600", "30:7223", "43:10236", "45+:10700"), "2025-01-01"),
        claim("salary_min_by_age", items("23:5000", "30:6750", "43:10000"), None, "2025-01-01"),
        permit="SG-EP",
    )
