"""Changes to a case that may turn one condition: how witnesses are looked for. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any, get_args

import msgspec

from regulations.rules import tree
from regulations.rules.applicant import CEFR_RANKS
from regulations.rules.case import Case, FactValue, Funds, Pay
from regulations.rules.comparisons import facts, pay, people, points, work
from regulations.rules.comparisons.base import Comparison, Told

# Countries outside most sets that a permit names.
ELSEWHERE = ("IN", "BR", "NG", "US", "GB", "FR", "CH")
PLENTY = Decimal(10) ** 10
NONE = Decimal(0)


def candidates(comparison: Comparison, case: Case) -> Iterator[Case]:
    """Cases that differ from `case` in what `comparison` reads; none where nobody can settle it."""
    found = _BY_KIND.get(type(comparison))
    return iter(found(comparison, case)) if found else iter(())


def table_cases(factor: points.Factor, case: Case) -> Iterator[Case]:
    """A case for each row of a factor's table, and one below it."""
    years = [*(row.low for row in factor.table or ()), NONE]
    if factor.tree.by == "age":
        return _each(case, "age", [int(each) for each in years if each <= 130])
    return _each(case, "experience_years", [each for each in years if each <= 80])


def _ages(comparison: people.Age, case: Case) -> Iterator[Case]:
    ages = _around(comparison.low, comparison.high)
    return _each(case, "age", [age for age in ages if 0 <= age <= 130])


def _places(comparison: people.Place, case: Case) -> Iterator[Case]:
    return _each(case, comparison.attribute, [*sorted(comparison.among), *ELSEWHERE])


def _destinations(comparison: people.Destination, case: Case) -> Iterator[Case]:
    return _each(case, "destinations", [(code,) for code in (*sorted(comparison.among), *ELSEWHERE)])


def _relations(comparison: people.Relation, case: Case) -> Iterator[Case]:
    return _each(case, "relation", get_args(tree.Relation))


def _families(comparison: people.Family, case: Case) -> Iterator[Case]:
    for partner in (True, False):
        for children in (0, 30):
            family = msgspec.structs.replace(case.family, partner=partner, children=children)
            yield msgspec.structs.replace(case, family=family)


def _occupations(comparison: work.Occupation, case: Case) -> Iterator[Case]:
    codes = [prefix.ljust(4, "1") for prefix in comparison.prefixes]
    return _each(case, "occupation", [*codes, "9999", "0999", "5999"])


def _educations(comparison: work.Education, case: Case) -> Iterator[Case]:
    return _each(case, "education", range(8, -1, -1))


def _experiences(comparison: work.Experience, case: Case) -> Iterator[Case]:
    for years in (comparison.years, NONE):
        stated = case.facts if comparison.asked == "experience_years" else {**case.facts, comparison.asked: years}
        yield msgspec.structs.replace(case, experience_years=years, facts=stated)


def _languages(comparison: work.Language, case: Case) -> Iterator[Case]:
    for level in reversed(CEFR_RANKS):
        spoken = dict.fromkeys(comparison.languages, level)
        yield msgspec.structs.replace(case, languages={**case.languages, **spoken})


def _offers(comparison: work.JobOffer, case: Case) -> Iterator[Case]:
    return _each(case, "job_offer", (True, False))


def _salaries(comparison: pay.Salary, case: Case) -> Iterator[Case]:
    for floor in comparison.floors:
        for amount in (PLENTY, NONE, floor.low, floor.high + 1):
            salary = Pay(amount=amount, currency=floor.currency, period=_period(floor.period))
            yield msgspec.structs.replace(case, salary=salary)


def _salaries_by_age(comparison: pay.SalaryByAge, case: Case) -> Iterator[Case]:
    template = comparison.template
    for age in [*([case.age] if case.age is not None else []), *comparison.ages()]:
        for amount in (PLENTY, NONE):
            salary = Pay(amount=amount, currency=template.currency, period=_period(template.period))
            yield msgspec.structs.replace(case, salary=salary, age=age)


def _means(comparison: pay.Funds, case: Case) -> Iterator[Case]:
    for floor in comparison.floors:
        for amount in (PLENTY, NONE):
            yield msgspec.structs.replace(case, funds=Funds(amount=amount, currency=floor.currency, period="month"))


def _facts(comparison: facts.Fact, case: Case) -> Iterator[Case]:
    values: list[FactValue] = [*(comparison.words or ()), *_around(comparison.low, comparison.high)]
    for value in [*values, "something_else"] if values else [True, False]:
        yield stating(case, comparison.name, value)


def _quotas(comparison: facts.Quota, case: Case) -> Iterator[Case]:
    return (stating(case, facts.QUOTA_LEFT, left) for left in (True, False))


def _told(comparison: Told, case: Case) -> Iterator[Case]:
    yield from candidates(comparison.inner, case)
    yield from (stating(case, comparison.fact, answer) for answer in (True, False))


_BY_KIND: dict[type, Callable[[Any, Case], Iterable[Case]]] = {
    people.Age: _ages,
    people.Place: _places,
    people.Destination: _destinations,
    people.Relation: _relations,
    people.Family: _families,
    work.Occupation: _occupations,
    work.Education: _educations,
    work.Experience: _experiences,
    work.Language: _languages,
    work.JobOffer: _offers,
    pay.Salary: _salaries,
    pay.SalaryByAge: _salaries_by_age,
    pay.Funds: _means,
    facts.Fact: _facts,
    facts.Quota: _quotas,
    Told: _told,
}


def stating(case: Case, name: str, value: FactValue) -> Case:
    """The case with one fact more."""
    return msgspec.structs.replace(case, facts={**case.facts, name: value})


def _around(*limits: int | Decimal | None) -> list[Any]:
    """Each limit and its neighbours."""
    return [limit + off for limit in limits if limit is not None for off in (0, -1, 1)]


def _each(case: Case, field: str, values: Iterable[Any]) -> Iterator[Case]:
    return (msgspec.structs.replace(case, **{field: value}) for value in values)


def _period(period: str) -> Any:
    """The period of a floor as a person may state it; what is no period of pay is met by nothing anyway."""
    return period if period in get_args(tree.PayPeriod) else "year"
