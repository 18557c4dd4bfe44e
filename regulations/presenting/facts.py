"""One claim as a reader sees it: value in words, since when, who says so, how fresh, and what to be careful about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from regulations.freshness import Freshness
from regulations.presenting.sums import sums
from regulations.rules.record import Citation, Claim, Conflict, PermitRecord
from regulations.values import StatedNone
from regulations.wording import keys, terms
from regulations.wording.phrase import Phrase
from regulations.wording.times import held
from regulations.wording.values import say
from web_pages import numbers
from web_pages.places import language

Translate = Callable[[str], Phrase]
DOTS = {Freshness.FRESH: "fresh", Freshness.AMBER: "ageing", Freshness.RED: "stale"}
CONFIRMED = ("A", "B", "C")  # grades of sources that are, or speak for, the authority


@dataclass(frozen=True, slots=True)
class Badge:
    """What `components/badge.html` shows."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A claim in words. `sum` is what a multiple of an index comes to; `note` is the rule in our own words; `governing`
    and `index_date` name the dates of a case that choose the rule and the value of its index."""

    claim: Claim
    anchor: str
    label: Phrase
    value: Phrase
    sum: str
    note: Phrase
    when: str
    governing: str
    index_date: str
    dot: str
    badges: tuple[Badge, ...]
    is_none: bool
    """Whether the source states that there is none, which is a value and not an absence."""

    @property
    def citations(self) -> tuple[Citation, ...]:
        return self.claim.citations


def fact(record: PermitRecord, claim: Claim, *, day: dt.date, translate: Translate) -> Fact:
    """One claim of a permit, as it reads on a day."""
    return Fact(
        claim=claim,
        anchor="-".join(filter(None, (claim.key, claim.claim))),
        label=keys.name(claim.key),
        value=in_words(claim, translate),
        sum=sums(record, claim.value, day),
        note=translate(claim.text) if claim.text else Phrase(""),
        when=held(claim.valid_from, claim.valid_to),
        governing=_date_of_case(claim.governing_date),
        index_date=_date_of_case(claim.indicator_date),
        dot=DOTS.get(Freshness(claim.freshness), "") if claim.freshness else "",
        badges=tuple(badges(record, claim, day)),
        is_none=isinstance(claim.value, StatedNone),
    )


def _date_of_case(code: str | None) -> str:
    return str(terms.name(code)) if code else ""


def in_words(claim: Claim, translate: Translate) -> Phrase:
    """The value of a claim; wording of the content in the reader's language where somebody has translated it."""
    phrase = say(claim.value)
    if phrase.language and not phrase.parts:
        return translate(phrase.text)
    return phrase


def badges(record: PermitRecord, claim: Claim, day: dt.date) -> list[Badge]:
    """What a reader must know before relying on the claim."""
    found = []
    if claim.valid_from and claim.valid_from > day:
        words = {"date": numbers.day(claim.valid_from, language())}
        found.append(Badge("coming", _("coming on %(date)s") % words))
    if at_odds(record, claim, day):
        found.append(Badge("conflict", _("sources disagree")))
    if claim.freshness == Freshness.RED:
        found.append(Badge("stale", _("check long overdue")))
    elif claim.freshness == Freshness.AMBER:
        found.append(Badge("stale", _("check overdue")))
    elif claim.freshness == Freshness.UNKNOWN:
        found.append(Badge("unknown", _("undated source")))
    if not is_confirmed(claim):
        found.append(Badge("unknown", _("not confirmed by the authority")))
    return found


def is_confirmed(claim: Claim) -> bool:
    """Whether a source that is, or speaks for, the authority stands behind it."""
    return any(citation.grade in CONFIRMED for citation in claim.citations)


def at_odds(record: PermitRecord, claim: Claim, day: dt.date) -> bool:
    """Whether another claim on the same matter competes that day, or an open conflict is about it."""
    rivals = {each.claim for each in record.claims_on(claim.key, day)}
    return len(rivals) > 1 or any(claim.key in conflict.keys for conflict in open_conflicts(record))


def open_conflicts(record: PermitRecord) -> list[Conflict]:
    """The conflicts nobody has closed yet."""
    return [conflict for conflict in record.conflicts if conflict.open]
