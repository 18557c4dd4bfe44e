"""One result as the API answers it: the engine's explanation, and what else there is to know of the permit. Pure."""

from __future__ import annotations

from datetime import date
from typing import Any

from regulations import values
from regulations.finder import excerpts
from regulations.finder.costs import Cost, Total, costs, totals
from regulations.finder.excerpts import Time
from regulations.finder.search import Applicants, ExitRule, Leaving, explained
from regulations.rules.answer import plain
from regulations.rules.case import alpha3_codes
from regulations.rules.record import Citation, Claim, Conflict, PermitRecord


def result(record: PermitRecord, leaving: Leaving, applicants: Applicants) -> dict[str, Any]:
    """The result for one permit, as JSON."""
    day = applicants.day_in(record.jurisdiction)
    found = costs(record, day, applicants.case.family)
    return {
        **plain(explained(record, applicants)),
        "country": area(record.jurisdiction),
        "names": dict(record.names),
        "costs": [_cost(cost) for cost in found],
        "totals": [_total(total) for total in totals(found)],
        "time": [_time(time) for time in excerpts.times(record, day)],
        "documents": [claimed(claim) for claim in excerpts.documents(record, day)],
        "recognition": [claimed(claim) for claim in excerpts.recognition(record, day)],
        "exit_rules": [_exit_rule(rule) for rule in leaving.for_(record.jurisdiction)],
        "conflicts": [_conflict(conflict) for conflict in excerpts.open_conflicts(record)],
        "freshness": _freshness(record, day),
    }


def area(jurisdiction: str) -> str:
    """The code of a jurisdiction as addresses have it: alpha-3, or EU."""
    return alpha3_codes().get(jurisdiction, jurisdiction)


def claimed(claim: Claim) -> dict[str, Any]:
    """A claim: its typed value, its words, and who says so."""
    return {
        "what": claim.key,
        "value": values.encode(claim.value),
        "text": claim.text,
        "valid_from": _day(claim.valid_from),
        "valid_to": _day(claim.valid_to),
        "citation": _citation(claim.citation),
    }


def _cost(cost: Cost) -> dict[str, Any]:
    return {
        "what": cost.key,
        "amount": float(cost.amount),
        "amount_high": None if cost.highest is None else float(cost.highest),
        "currency": cost.currency,
        "per": cost.per,
        "times": cost.times,
        "payer": cost.payer,
        "may_pass_on": cost.may_pass_on,
        "competing": cost.competing,
        "text": cost.claim.text,
        "citation": _citation(cost.claim.citation),
    }


def _total(total: Total) -> dict[str, Any]:
    return {
        "payer": total.payer,
        "currency": total.currency,
        "every": total.every or None,
        "amount": float(total.lowest),
        "amount_high": float(total.highest),
        "exact": total.exact,
    }


def _time(time: Time) -> dict[str, Any]:
    silence = values.encode(time.silence.value) if time.silence else None
    return {**claimed(time.claim), "basis": time.basis, "silence": silence and silence["term"]}


def _exit_rule(rule: ExitRule) -> dict[str, Any]:
    answer = rule.answer
    return {
        "permit": rule.record.permit,
        "country": area(rule.record.jurisdiction),
        "outcome": answer.outcome,
        "questions": plain(answer.questions),
        "conditions": plain((*answer.passing, *answer.failing)),
    }


def _conflict(conflict: Conflict) -> dict[str, Any]:
    said = [{"claim": each.claim, "source": each.publisher, "url": each.url} for each in conflict.claims]
    return {"id": conflict.code, "topic": conflict.topic, "keys": list(conflict.keys), "claims": said}


def _freshness(record: PermitRecord, day: date) -> dict[str, Any]:
    """How the worst-kept of the claims in force stands; one that was never checked says so."""
    claims = [claim for of_key in record.provisions.values() for claim in of_key if claim.holds_on(day)]
    worst = excerpts.stalest(claims)
    return {
        "state": worst.freshness or "unknown" if worst else "unknown",
        "review_due": _day(worst.review_due) if worst else None,
        "certified_on": _day(max((each.certified_on for each in claims if each.certified_on), default=None)),
        "claims": len(claims),
    }


def _citation(citation: Citation | None) -> dict[str, Any] | None:
    return None if citation is None else dict(plain(citation))


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
