"""The parts of a result in words: conditions, claims, fees, times, ways to qualify, rules of leaving."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from regulations.finder.costs import Cost, Total
from regulations.finder.excerpts import Time
from regulations.finder.search import ExitRule
from regulations.pathways import told
from regulations.pathways.branches import outcome_in_words
from regulations.rules.answer import Alternative, Finding
from regulations.rules.record import Citation, Claim, PermitRecord
from regulations.wording import amounts, findings, keys
from regulations.wording.needs import country, needed, stated
from regulations.wording.phrase import Phrase
from regulations.wording.values import say
from web_pages.places import language


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: what is needed, what was said, and how that comes out ("met", "not_met", "unknown")."""

    state: str
    needed: Phrase
    stated: str
    distance: str
    reason: str
    finding: Finding

    @property
    def citation(self) -> Citation | None:
        """Who says so."""
        return self.finding.citation

    @property
    def mark(self) -> str:
        """Its state in a word."""
        return str(told.STATES[self.state])


@dataclass(frozen=True, slots=True)
class Line:
    """A claim in words: what it is about, what it says, in our words, and who says so."""

    label: Phrase
    value: Phrase
    claim: Claim
    note: str = ""


@dataclass(frozen=True, slots=True)
class Badge:
    """What `components/badge.html` shows."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Fee:
    """A fee in words."""

    cost: Cost
    name: Phrase
    amount: str
    payer: str
    passing: str


@dataclass(frozen=True, slots=True)
class TimeLine:
    """How long a step takes: on whose word, how long, and what silence means."""

    basis: str
    line: Line
    silence: str


@dataclass(frozen=True, slots=True)
class Way:
    """A named way to qualify: how it comes out, and how far off its pay is."""

    name: str
    told: str
    far: str


@dataclass(frozen=True, slots=True)
class Exit:
    """A rule of the country that is left."""

    permit: str
    name: Phrase
    country: str
    outcome: str
    conditions: list[Condition]


def condition(state: str, finding: Finding) -> Condition:
    """One condition in words."""
    return Condition(
        state=state,
        needed=needed(finding),
        stated=stated(finding),
        distance=findings.above_by(finding) if state == "met" else findings.short_by(finding),
        reason=findings.reason(finding),
        finding=finding,
    )


def line_of(claim: Claim) -> Line:
    """A claim in words. Our own text stands beside a value that does not say it all."""
    return Line(label=keys.name(claim.key), value=say(claim.value), claim=claim, note=claim.text)


def amount_of(cost: Cost) -> str:
    """An amount, a range, or where it begins: "from CAD 500 per person, for 2"."""
    amount = amounts.money(cost.amount, cost.currency, language())
    if cost.highest is not None:
        words = {"lowest": amount, "highest": amounts.money(cost.highest, cost.currency, language())}
        amount = _("%(lowest)s to %(highest)s") % words
    said = amounts.per_unit(amount, cost.per)
    if not cost.exact:
        said = _("from %(amount)s") % {"amount": said}
    return said if cost.times == 1 else _("%(amount)s, for %(number)s") % {"amount": said, "number": cost.times}


def sum_of(total: Total) -> str:
    """A total in words."""
    lowest = amounts.money(total.lowest, total.currency, language())
    if total.highest != total.lowest:
        words = {"lowest": lowest, "highest": amounts.money(total.highest, total.currency, language())}
        lowest = _("%(lowest)s to %(highest)s") % words
    said = amounts.per_unit(lowest, total.every) if total.every else lowest
    return said if total.exact else _("from %(amount)s") % {"amount": said}


def fee_of(cost: Cost) -> Fee:
    """A fee in words."""
    return Fee(cost, keys.name(cost.key), amount_of(cost), str(told.PAYERS[cost.payer]), told.passing(cost))


def time_of(time: Time) -> TimeLine:
    """A processing time in words."""
    return TimeLine(str(told.BASES[time.basis]), line_of(time.claim), _silence(time.silence))


def way_of(alternative: Alternative) -> Way:
    """A named way to qualify in words."""
    name = str(keys.name(alternative.route).text)
    return Way(name, outcome_in_words(alternative.outcome), _far(alternative))


def name_of(record: PermitRecord) -> Phrase:
    """A permit's name in the reader's language, else in English."""
    names = record.names
    return Phrase(names[language()]) if names.get(language()) else Phrase(names.get("en", record.permit), language="en")


def exit_of(rule: ExitRule) -> Exit:
    """A rule of the country that is left, in words."""
    met = [condition("met", finding) for finding in rule.answer.passing]
    return Exit(
        permit=rule.record.permit,
        name=name_of(rule.record),
        country=country(rule.record.jurisdiction),
        outcome=str(told.EXIT_OUTCOMES[rule.answer.outcome]),
        conditions=[*met, *(condition("unknown", finding) for finding in rule.answer.not_known)],
    )


def _silence(claim: Claim | None) -> str:
    return _("No answer in that time: %(effect)s.") % {"effect": say(claim.value).text.lower()} if claim else ""


def _far(alternative: Alternative) -> str:
    margin = alternative.margin or {}
    if "amount" not in margin:
        return ""
    finding = Finding(condition=alternative.route, provision=alternative.route, margin=margin)
    return findings.short_by(finding) or findings.above_by(finding)
