"""The carried content as the engine's records, without a database: what a load puts on record today."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import msgspec

from regulations import values
from regulations.carried.content import Content, read
from regulations.carried.form import ConflictEntry, FactEntry, IndicatorValueEntry, SourceEntry
from regulations.carried.reading import value_of
from regulations.rules import case as cases
from regulations.rules import conditions as rules
from regulations.rules.answer import Answer, Finding, plain
from regulations.rules.judging import evaluate
from regulations.rules.record import Citation, Claim, Conflict, IndicatorValue, PermitRecord
from regulations.vocabulary import GRADE_OF_KIND

TODAY = date(2026, 11, 22)


@cache
def content() -> Content:
    return read()


@cache
def records() -> dict[str, PermitRecord]:
    """Every permit of the carried content."""
    trees = {each.permit: rules.decode(msgspec.json.encode(each.tree)) for each in content().conditions}
    return {
        found.entry.code: PermitRecord(
            permit=found.entry.code,
            jurisdiction=found.entry.code[:2],
            purpose=found.entry.purpose.value,
            names=found.entry.names,
            provisions=_provisions(found.entry.code),
            indicators=_indicators(),
            conditions=trees.get(found.entry.code),
            conflicts=_conflicts(found.entry.code),
        )
        for found in content().permits
    }


def ask(permit: str, *, on: str | None = None, **case: Any) -> Answer:
    """The answer to a case written as the API takes it; `on` is the day it is asked and applied."""
    day = date.fromisoformat(on) if on else TODAY
    if on and "dates" not in case:
        case["dates"] = {"application": on}
    return evaluate(records()[permit], cases.read(case), as_of=day)


def pay(amount: float, currency: str, period: str = "year", **more: Any) -> dict[str, Any]:
    """Gross pay as a case states it."""
    return {"amount": amount, "currency": currency, "period": period, "gross": True, **more}


def finding(answer: Answer, condition: str) -> Finding:
    """What the answer says of one condition, wherever it says it."""
    everything = [*answer.failing, *answer.passing, *answer.not_known]
    return next(each for each in everything if each.condition == condition)


def failing(answer: Answer) -> list[str]:
    return [each.condition for each in answer.failing]


def asked(answer: Answer) -> list[str]:
    return [each.fact for each in answer.questions]


def route(answer: Answer, name: str) -> dict[str, Any]:
    """One alternative, as the API shows it."""
    return next(plain(each) for each in answer.alternatives if each.route == name)


def held(permit: str, key: str, on: str | None = None) -> list[dict[str, Any] | None]:
    """The values that the record gives for a key on a day, as content files write them; several if sources compete."""
    day = date.fromisoformat(on) if on else TODAY
    return [values.encode(claim.value) for claim in records()[permit].claims_on(key, day)]


def _sources() -> dict[str, SourceEntry]:
    return {found.entry.code: found.entry for found in content().sources}


def _citation(entry: FactEntry | IndicatorValueEntry) -> Citation:
    source = _sources()[entry.source]
    return Citation(
        publisher=source.publisher,
        url=source.url,
        locator=getattr(entry, "locator", ""),
        source_date=_first_day(source.source_date),
        grade=GRADE_OF_KIND[source.kind],
        source=source.code,
    )


def _first_day(partial: str | None) -> date | None:
    """The first day that a date such as "2026" or "2026-06" can mean."""
    return date(*[*map(int, partial.split("-")), 1, 1][:3]) if partial else None


def _provisions(permit: str) -> dict[str, tuple[Claim, ...]]:
    held: dict[str, tuple[Claim, ...]] = {}
    for entry in (found.entry for found in content().facts if found.entry.permit == permit):
        claim = Claim(
            key=entry.key,
            element=entry.element.value,
            value=value_of(entry),
            claim=entry.claim or "",
            valid_from=entry.valid_from,
            valid_to=entry.valid_to,
            governing_date=entry.governing_date,
            indicator_date=entry.indicator_date,
            text=entry.text,
            citations=(_citation(entry),),
        )
        held[entry.key] = (*held.get(entry.key, ()), claim)
    return held


@cache
def _indicators() -> dict[str, tuple[IndicatorValue, ...]]:
    described = {found.entry.code: found.entry for found in content().indicators}
    held: dict[str, tuple[IndicatorValue, ...]] = {}
    for entry in (found.entry for found in content().indicator_values):
        value = IndicatorValue(
            code=entry.indicator,
            value=entry.amount,
            currency=described[entry.indicator].currency,
            per=described[entry.indicator].per,
            valid_from=entry.valid_from,
            valid_to=entry.valid_to,
            citation=_citation(entry),
        )
        held[entry.indicator] = (*held.get(entry.indicator, ()), value)
    return held


def _conflicts(permit: str) -> tuple[Conflict, ...]:
    found = (each.entry for each in content().conflicts)
    return tuple(
        Conflict(code=each.code, topic=each.topic, keys=keys, open=True)
        for each in found
        if (keys := _keys(each, permit))
    )


def _keys(conflict: ConflictEntry, permit: str) -> tuple[str, ...]:
    return tuple(name.partition("/")[2] for name in conflict.provisions if name.startswith(f"{permit}/"))
