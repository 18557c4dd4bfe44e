"""The person whom the engine judges: the request of /api/v1/pathways/, with every fault named by its field. Pure.

Everything may be left out: what is not said is unknown, never a no. Country codes come as ISO 3166-1 alpha-3 or
alpha-2 and are kept as alpha-2, as the provisions have them.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any, Literal, TypeAlias

import msgspec
from msgspec import Meta

from countries import files
from regulations.rules.tree import Cefr, Currency, LanguageCode, Name, PayPeriod, Relation

MOST_DESTINATIONS = 60
MOST_FACTS = 100
MOST_MONEY = 10**12
OLDEST, LATEST = date(1900, 1, 1), date(2200, 1, 1)

IscoCode = Annotated[str, Meta(pattern=r"^[0-9]{1,4}$")]
PermitCode = Annotated[str, Meta(pattern=r"^[A-Z]{2}-[A-Z0-9-]{1,20}$")]
FactValue: TypeAlias = bool | Decimal | str
# As JSON writes them: the parser does not tell a number from a text of digits by itself.
_WrittenFacts: TypeAlias = dict[Name, bool | int | float | Annotated[str, Meta(max_length=200)]]


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A part of the request: nothing in it may be unknown."""


class Pay(_Part, frozen=True, kw_only=True):
    """Pay as the offer states it: gross unless said otherwise. Pay by the hour compares only with `hours_per_week`."""

    amount: Decimal
    currency: Currency
    period: PayPeriod = "year"
    gross: bool = True
    hours_per_week: Decimal | None = None


class Funds(_Part, frozen=True, kw_only=True):
    """Means of support: a sum at hand (`period` "total") or an income."""

    amount: Decimal
    currency: Currency
    period: Literal["total", "year", "month"] = "total"


class Dates(_Part, frozen=True, kw_only=True):
    """The days that the person knows; which of them decides is a matter of each rule."""

    application: date | None = None
    receipt: date | None = None
    decision: date | None = None
    nomination: date | None = None
    contract: date | None = None
    entry: date | None = None
    issue: date | None = None


class Family(_Part, frozen=True, kw_only=True):
    """Who comes along."""

    partner: bool | None = None
    children: Annotated[int, Meta(ge=0, le=30)] | None = None


class Case(_Part, frozen=True, kw_only=True):
    """One person, job and moment. `nationality`, `residence` and `destinations` are alpha-2."""

    nationality: str | None = None
    residence: str | None = None
    destinations: tuple[str, ...] = ()
    occupation: IscoCode | None = None
    education: Annotated[int, Meta(ge=0, le=8)] | None = None
    experience_years: Decimal | None = None
    age: Annotated[int, Meta(ge=0, le=130)] | None = None
    salary: Pay | None = None
    job_offer: bool | None = None
    languages: Mapping[LanguageCode, Cefr] = {}
    dates: Dates = Dates()
    facts: Mapping[Name, FactValue] = {}
    family: Family = Family()
    funds: Funds | None = None
    relation: Relation | None = None
    permits: tuple[PermitCode, ...] = ()


class CaseFault(msgspec.Struct, frozen=True):
    """What is wrong with one field (`salary.amount`): a code for a sentence, and the parser's own words."""

    where: str
    code: Literal["not_an_object", "unknown_field", "unknown_country", "too_many", "invalid"]
    problem: str
    suggestion: str = ""


class InvalidCase(ValueError):
    """The request cannot be read; `faults` names every field that is wrong."""

    def __init__(self, faults: list[CaseFault]) -> None:
        super().__init__("; ".join(f"{fault.where}: {fault.problem}" for fault in faults))
        self.faults = faults


def read(written: object) -> Case:
    """The case that JSON (as Python objects) describes. Raises InvalidCase with every fault, never anything else."""
    if not isinstance(written, Mapping):
        raise InvalidCase([CaseFault("", "not_an_object", "Expected `object`")])
    faults: list[CaseFault] = []
    found: dict[str, Any] = {}
    fields = {field.name: field.type for field in msgspec.structs.fields(Case)} | {"facts": _WrittenFacts}
    for name, value in written.items():
        if name not in fields:
            near = difflib.get_close_matches(str(name), fields, 1)
            faults.append(CaseFault(str(name)[:60], "unknown_field", "Unknown field", near[0] if near else ""))
        elif value is not None:
            try:
                found[name] = _settled(name, msgspec.convert(value, type=fields[name]))
            except CaseError as refusal:
                faults.append(refusal.fault)
            except (msgspec.ValidationError, ArithmeticError, RecursionError) as refusal:
                faults.append(_fault(name, str(refusal)))
    if faults:
        raise InvalidCase(faults)
    return Case(**found)


class CaseError(ValueError):
    """One field is wrong."""

    def __init__(self, fault: CaseFault) -> None:
        super().__init__(fault.problem)
        self.fault = fault


@lru_cache(maxsize=1)
def alpha2_codes() -> Mapping[str, str]:
    """Alpha-2 by alpha-3 and by alpha-2."""
    rows = files.rows("countries")
    return {row["code"]: row["alpha2"] for row in rows} | {row["alpha2"]: row["alpha2"] for row in rows}


@lru_cache(maxsize=1)
def alpha3_codes() -> Mapping[str, str]:
    """Alpha-3 by alpha-2: addresses and answers speak alpha-3."""
    return {row["alpha2"]: row["code"] for row in files.rows("countries")}


def _settled(name: str, value: Any) -> Any:
    """The value with its countries as alpha-2 and its numbers within reason. Raises CaseError."""
    match name:
        case "nationality" | "residence":
            return _alpha2(name, value)
        case "destinations":
            _refuse_many(name, len(value), MOST_DESTINATIONS)
            return tuple(dict.fromkeys(_alpha2(f"{name}[{index}]", code) for index, code in enumerate(value)))
        case "experience_years":
            _refuse_outside(name, value, 0, 80)
        case "salary" | "funds":
            _refuse_outside(f"{name}.amount", value.amount, 0, MOST_MONEY)
            if isinstance(value, Pay) and value.hours_per_week is not None:
                _refuse_outside(f"{name}.hours_per_week", value.hours_per_week, 1, 168)
        case "dates":
            for field in Dates.__struct_fields__:
                day = getattr(value, field)
                if day is not None and not OLDEST <= day < LATEST:
                    raise CaseError(CaseFault(f"{name}.{field}", "invalid", "Expected a day from 1900 to 2199"))
        case "facts":
            _refuse_many(name, len(value), MOST_FACTS)
            return {key: _fact(key, fact) for key, fact in value.items()}
    return value


def _alpha2(where: str, code: str) -> str:
    known = alpha2_codes().get(code.strip().upper())
    if not known:
        raise CaseError(CaseFault(where, "unknown_country", f"“{code[:40]}” is no country code"))
    return known


def _fact(key: str, fact: bool | int | float | str) -> FactValue:
    if isinstance(fact, bool | str):
        return fact
    number = Decimal(str(fact))
    _refuse_outside(f"facts.{key}", number, -MOST_MONEY, MOST_MONEY)
    return number


def _refuse_outside(where: str, number: Decimal, low: int, high: int) -> None:
    if not (number.is_finite() and low <= number <= high):
        raise CaseError(CaseFault(where, "invalid", f"Expected a number from {low} to {high}"))


def _refuse_many(where: str, count: int, most: int) -> None:
    if count > most:
        raise CaseError(CaseFault(where, "too_many", f"{count} entries; at most {most}"))


def _fault(name: str, refusal: str) -> CaseFault:
    """The parser's refusal with its place ("$.amount" inside salary is `salary.amount`)."""
    problem, _, place = refusal.partition(" - at `$")
    return CaseFault(f"{name}{place.rstrip('`')}", "invalid", problem)
