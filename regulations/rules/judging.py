"""The two ways to ask the engine: `outcome` for many people quickly, `evaluate` for one with reasons. Pure.

Both read the same bound trees, so they cannot differ. Neither raises, whatever the case or the tree.
"""

from __future__ import annotations

from datetime import date

from regulations.rules.answer import Answer, Branch, Question
from regulations.rules.applicant import Applicant
from regulations.rules.case import Case
from regulations.rules.explaining import Explanation
from regulations.rules.money import NoRates, Rates
from regulations.rules.plan import Branches, plan_of
from regulations.rules.record import PermitRecord
from regulations.rules.states import OUTCOMES, UNKNOWN, Outcome, State, agreed

_NO_RATES = NoRates()


def outcome(record: PermitRecord, applicant: Applicant) -> Outcome:
    """The outcome alone. Make the Applicant once for a case and day and ask about every record with it."""
    plan = plan_of(record)
    if plan is None:
        return "not_encoded"
    branches = plan.branches(record, applicant.moment)
    if len(branches.every) == 1 and branches.complete:
        return OUTCOMES[branches.every[0].bound.state(applicant)]
    return OUTCOMES[_overall([branch.bound.state(applicant) for branch in branches.every], branches)]


def evaluate(record: PermitRecord, case: Case, *, as_of: date, rates: Rates = _NO_RATES) -> Answer:
    """The full answer: `as_of` is today in the record's jurisdiction, or the day from which the reader looks.

    Where a date that decides is not given, there is a branch for each stretch of time in which the answer may differ,
    and the outcome is unknown unless all agree.
    """
    return explain(record, Applicant(case, as_of, rates))


def explain(record: PermitRecord, applicant: Applicant) -> Answer:
    """`evaluate` for an applicant made ready before."""
    plan = plan_of(record)
    if plan is None or record.conditions is None:
        return Answer(permit=record.permit, outcome="not_encoded")
    branches = plan.branches(record, applicant.moment)
    explained = [
        Explanation(branch.bound, applicant, " and ".join(map(str, branch.stretches))) for branch in branches.every
    ]
    state = _overall([each.state for each in explained], branches)
    first = explained[0]
    return Answer(
        permit=record.permit,
        outcome=OUTCOMES[state],
        branches=_branches(branches, explained),
        failing=tuple(finding for each in explained for finding in each.failing()),
        passing=tuple(finding for each in explained for finding in each.passing()),
        questions=_questions(branches, explained, state),
        alternatives=next((each for each in explained if each.state == state), first).alternatives(),
        not_known=tuple(finding for each in explained for finding in each.not_known()),
        leaves_out=record.conditions.leaves_out,
    )


def _overall(states: list[State], branches: Branches) -> State:
    return agreed(states) if branches.complete else UNKNOWN


def _branches(branches: Branches, explained: list[Explanation]) -> tuple[Branch, ...]:
    """Nothing where every date that decides is known."""
    if len(explained) == 1:
        return ()
    return tuple(
        Branch(
            when=" and ".join(map(str, branch.stretches)),
            outcome=OUTCOMES[each.state],
            dates=tuple(
                {"date": stretch.kind, "start": stretch.start, "end": stretch.end} for stretch in branch.stretches
            ),
            failing=each.failing(),
            passing=each.passing(),
        )
        for branch, each in zip(branches.every, explained, strict=True)
    )


def _questions(branches: Branches, explained: list[Explanation], state: State) -> tuple[Question, ...]:
    """The dates on which the outcome turns, then the facts of every branch that is still open."""
    found: dict[str, Question] = {}
    if len({each.state for each in explained}) > 1:
        for stretch in branches.every[0].stretches:
            turning = dict.fromkeys(finding.condition for each in explained for finding in each.failing())
            found[f"dates.{stretch.kind}"] = Question(fact=f"dates.{stretch.kind}", settles=tuple(turning))
    if state == UNKNOWN:
        for each in explained:
            for question in each.questions():
                found.setdefault(question.fact, question)
    return tuple(found.values())
