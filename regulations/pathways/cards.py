"""A result as people read it: one line that matters, and behind it everything that explains it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from regulations.finder import excerpts
from regulations.finder.costs import Cost, costs, totals
from regulations.finder.search import Applicants, Judged, Leaving, explained
from regulations.pathways import told
from regulations.pathways.branches import BranchLine, branch_lines
from regulations.pathways.lines import (
    Badge,
    Condition,
    Exit,
    Fee,
    Line,
    TimeLine,
    Way,
    condition,
    exit_of,
    fee_of,
    line_of,
    name_of,
    sum_of,
    time_of,
    way_of,
)
from regulations.pathways.summary import one_line
from regulations.rules.answer import Answer, Finding
from regulations.rules.record import Claim, Conflict, PermitRecord
from regulations.rules.states import Outcome
from regulations.vocabulary import Grade
from regulations.wording.asking import Asked, asked, note
from regulations.wording.needs import country
from regulations.wording.phrase import Phrase
from web_pages import numbers
from web_pages.places import language

MOST_QUESTIONS = 4


@dataclass(frozen=True)
class Card:
    """A permit and its answer. What stands behind the one line is made when somebody asks for it."""

    judged: Judged
    answer: Answer
    applicants: Applicants = field(repr=False)
    leaving: Leaving = field(repr=False)

    @property
    def record(self) -> PermitRecord:
        """The permit."""
        return self.judged.record

    @property
    def permit(self) -> str:
        """Its code."""
        return self.record.permit

    @property
    def outcome(self) -> Outcome:
        """Met, not met, unknown, or not encoded."""
        return self.answer.outcome

    @cached_property
    def name(self) -> Phrase:
        """The permit in the reader's language, else in English."""
        return name_of(self.record)

    @cached_property
    def own_name(self) -> Phrase:
        """As the authority calls it; empty where that is the name already."""
        own = ((code, name) for code, name in self.record.names.items() if code not in ("en", language()) and name)
        code, name = next(own, ("", ""))
        return Phrase(name, language=code)

    @cached_property
    def country(self) -> str:
        """Where it leads."""
        return str(_("European Union")) if self.record.jurisdiction == "EU" else country(self.record.jurisdiction)

    @cached_property
    def line(self) -> str:
        """The one line that matters."""
        return one_line(self.answer, self.branches)

    @cached_property
    def conditions(self) -> list[Condition]:
        """What is missed, what nobody can settle, what is met; each branch's own where dates decide."""
        groups = (("not_met", self.answer.failing), ("unknown", self.answer.not_known), ("met", self.answer.passing))
        return [condition(state, finding) for state, found in groups for finding in _once(found)]

    @cached_property
    def questions(self) -> list[Asked]:
        """What would settle it, the shortest way first."""
        return [asked(question.fact) for question in self.answer.questions[:MOST_QUESTIONS]]

    @property
    def pairs(self) -> list[tuple[Asked, None]]:
        """The questions as the form of a follow-up takes them."""
        return [(question, None) for question in self.questions]

    @cached_property
    def branches(self) -> list[BranchLine]:
        """The answer for each stretch of a date that was not given."""
        return branch_lines(self.answer)

    @cached_property
    def ways(self) -> list[Way]:
        """Named ways to qualify."""
        return [way_of(each) for each in self.answer.alternatives]

    @cached_property
    def costs(self) -> tuple[Cost, ...]:
        """Every fee."""
        return costs(self.record, self.judged.day, self.applicants.case.family)

    @cached_property
    def fees(self) -> list[Fee]:
        """Every fee in words."""
        return [fee_of(cost) for cost in self.costs]

    @cached_property
    def sums(self) -> list[str]:
        """What each payer pays, by currency, a sentence each."""
        return [told.total(total, sum_of(total)) for total in totals(self.costs)]

    @cached_property
    def times(self) -> list[TimeLine]:
        """How long steps take."""
        return [time_of(each) for each in excerpts.times(self.record, self.judged.day)]

    @cached_property
    def documents(self) -> list[Line]:
        """What to hand in."""
        return [line_of(claim) for claim in excerpts.documents(self.record, self.judged.day)]

    @cached_property
    def steps(self) -> list[Line]:
        """How to apply."""
        return [line_of(claim) for claim in excerpts.steps(self.record, self.judged.day)]

    @cached_property
    def recognition(self) -> list[Line]:
        """Who recognises qualifications."""
        return [line_of(claim) for claim in excerpts.recognition(self.record, self.judged.day)]

    @cached_property
    def contacts(self) -> list[Line]:
        """Whom to ask."""
        return [line_of(claim) for claim in excerpts.contacts(self.record, self.judged.day)]

    @cached_property
    def exits(self) -> list[Exit]:
        """What the countries that are left ask."""
        return [exit_of(rule) for rule in self.leaving.for_(self.record.jurisdiction)]

    @cached_property
    def leaves_out(self) -> list[Phrase]:
        """What the law asks beside and the conditions do not test."""
        return [note(each) for each in self.answer.leaves_out]

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """What sources disagree about."""
        return excerpts.open_conflicts(self.record)

    @cached_property
    def badges(self) -> list[Badge]:
        """What a reader must know before relying on the answer."""
        return [*self._badges()]

    def _badges(self) -> Iterator[Badge]:
        if self.conflicts:
            yield Badge("conflict", _("sources disagree"))
        if self.stale:
            yield Badge("stale", _("check overdue"))
        if self.coming and self.coming.valid_from:
            day = numbers.day(self.coming.valid_from, language())
            yield Badge("coming", _("change coming on %(date)s") % {"date": day})
        if self.is_unconfirmed:
            yield Badge("unknown", _("not confirmed by the authority"))

    @cached_property
    def is_unconfirmed(self) -> bool:
        """Whether a condition of the answer rests on a source that does not speak for the authority."""
        cited = [finding.citation for finding in (*self.answer.failing, *self.answer.passing) if finding.citation]
        return any(citation.grade == Grade.SECONDARY for citation in cited)

    @cached_property
    def stale(self) -> Claim | None:
        """A claim whose review is overdue, if there is one."""
        claims = (claim for of_key in self.record.provisions.values() for claim in of_key)
        worst = excerpts.stalest(claim for claim in claims if claim.holds_on(self.judged.day))
        return worst if worst and worst.freshness in ("amber", "red") else None

    @cached_property
    def coming(self) -> Claim | None:
        """The next rule that is published and not yet in force."""
        ahead = (claim for of_key in self.record.provisions.values() for claim in of_key)
        later = [claim for claim in ahead if claim.valid_from and claim.valid_from > self.judged.day]
        return min(later, key=lambda claim: claim.valid_from or date.max, default=None)


def cards(found: Iterable[Judged], applicants: Applicants, leaving: Leaving) -> list[Card]:
    """Cards for the permits that a page shows; only these are explained."""
    return [Card(each, explained(each.record, applicants), applicants, leaving) for each in found]


def _once(found: Iterable[Finding]) -> list[Finding]:
    """Findings that two branches share stand once."""
    seen = {(finding.condition, str(finding.needs), str(finding.margin)): finding for finding in found}
    return list(seen.values())
