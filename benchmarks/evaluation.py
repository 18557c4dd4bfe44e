"""Fifty thousand permit-person evaluations in one process, over the carried permits that have conditions.

Invented people ask about every permit: some give everything, some half of it, with dates, currencies and facts such
as the finder's form collects. Each person is made ready once and asked about all permits, as the finder does. Beside
it: the same records explained with reasons, which the finder does only for what it shows. The first round binds the
trees, so it is not counted: a process binds a tree once for each stretch of time.
"""

from __future__ import annotations

import random
import time
from datetime import date
from functools import cache
from itertools import cycle, islice
from typing import Any

from benchmarks.case import Case
from regulations.rules.applicant import Applicant
from regulations.rules.case import Case as Person
from regulations.rules.case import read
from regulations.rules.judging import explain, outcome
from regulations.rules.money import NoRates
from regulations.rules.record import PermitRecord
from tests.regulations.conditions.carried import records

EVALUATIONS, EXPLANATIONS = 50_000, 2_000
PEOPLE = 400
DAY = date(2026, 11, 22)


@cache
def people() -> list[Person]:
    """Always the same people."""
    chance = random.Random(3)  # noqa: S311 (no secret)
    return [read(_written(chance)) for _ in range(PEOPLE)]


def _written(chance: random.Random) -> dict[str, Any]:
    whole = {
        "nationality": chance.choice(["IND", "PHL", "MEX", "GBR", "VNM", "AFG", "FRA"]),
        "residence": chance.choice(["IND", "PHL", "MEX", "ARE"]),
        "occupation": chance.choice(["2512", "2221", "7212", "9211", "25"]),
        "education": chance.randint(1, 8),
        "experience_years": chance.randint(0, 20),
        "age": chance.randint(18, 62),
        "salary": {
            "amount": chance.randint(12_000, 140_000),
            "currency": chance.choice(["EUR", "USD", "GBP", "SEK", "SGD"]),
            "period": "year",
        },
        "job_offer": chance.random() < 0.7,
        "languages": {"en": chance.choice(["A2", "B2", "C1"]), "de": chance.choice(["A1", "B1"])},
        "dates": {"application": chance.choice(["2024-06-01", "2026-02-01", "2026-11-20"])},
        "facts": {"graduated_within_years": chance.randint(0, 9), "shortage_occupation": chance.random() < 0.5},
    }
    kept = 1.0 if chance.random() < 0.5 else 0.5
    return {name: value for name, value in whole.items() if chance.random() < kept}


@cache
def encoded() -> list[PermitRecord]:
    """The permits with conditions."""
    return [record for record in records().values() if record.conditions is not None]


def outcomes() -> float:
    """Seconds for EVALUATIONS outcomes, making the applicants ready included."""
    permits, asked = encoded(), cycle(people())
    for person in people():
        _all_outcomes(person, permits)
    began = time.perf_counter()
    for person in islice(asked, EVALUATIONS // len(permits) + 1):
        _all_outcomes(person, permits)
    return time.perf_counter() - began


def _all_outcomes(person: Person, permits: list[PermitRecord]) -> None:
    applicant = Applicant(person, DAY, NoRates())
    for record in permits:
        outcome(record, applicant)


def explanations() -> float:
    """Seconds for EXPLANATIONS whole answers."""
    permits, asked = encoded(), cycle(people())
    began = time.perf_counter()
    for person in islice(asked, EXPLANATIONS // len(permits) + 1):
        applicant = Applicant(person, DAY, NoRates())
        for record in permits:
            explain(record, applicant)
    return time.perf_counter() - began


CASES = [
    Case(f"evaluation: {EVALUATIONS} outcomes", outcomes, within_seconds=1),
    Case(f"evaluation: {EXPLANATIONS} explanations", explanations),
]
