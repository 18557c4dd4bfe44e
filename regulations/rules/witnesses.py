"""Proof that conditions can be met and can fail: a case for each, looked for as a person would. Pure.

From an empty case, the smallest set of conditions in the way is turned one by one until the outcome is the wanted
one. What the search finds is true; what it doesn't find within its steps may still exist.
"""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Final, NamedTuple

from regulations.rules.applicant import Applicant
from regulations.rules.candidates import NONE, PLENTY, candidates, stating, table_cases
from regulations.rules.case import Case, Dates
from regulations.rules.comparisons.base import Comparison
from regulations.rules.comparisons.points import Factor, Points
from regulations.rules.money import NoRates
from regulations.rules.nodes import Bound, Joined, Negated, comparisons, undecided
from regulations.rules.plan import plan_of
from regulations.rules.record import PermitRecord
from regulations.rules.sets import changing
from regulations.rules.states import MET, NOT_MET, UNKNOWN, State

STEPS: Final = 120
ATTEMPTS: Final = 12


class Witnesses(NamedTuple):
    """A case that meets the conditions and one that does not, each None if none was found.

    `not_held` names conditions of which no value is held on the day, so that nobody can meet them: `met` is then a
    case that meets all others.
    """

    met: Case | None
    not_met: Case | None
    not_held: tuple[str, ...]


def witnesses(record: PermitRecord, day: date) -> Witnesses:
    """Witnesses among people for whom everything happens on `day`. A record without conditions has none."""
    plan = plan_of(record)
    if plan is None:
        return Witnesses(None, None, ())
    everything = Case(
        dates=Dates(application=day, receipt=day, decision=day, nomination=day, contract=day, entry=day, issue=day)
    )
    bound = plan.branches(record, Applicant(everything, day, NoRates()).moment).every[0].bound
    met = _found(bound, everything, day, MET)
    open_ = list(undecided(bound, Applicant(met, day, NoRates()))) if met else list(comparisons(bound))
    not_held = {leaf.leaf.id for leaf in open_ if not _answerable(leaf, Applicant(everything, day, NoRates()))}
    return Witnesses(met, _found(bound, everything, day, NOT_MET), tuple(sorted(not_held)))


def _found(bound: Bound, start: Case, day: date, wanted: State) -> Case | None:
    """A case in which `bound` is in the state `wanted`, or would be if what is not held were."""
    for attempt in range(ATTEMPTS):
        chance, case = Random(attempt), start  # noqa: S311 (reproducible, and no secret)
        for _ in range(STEPS):
            applicant = Applicant(case, day, NoRates())
            state = bound.state(applicant)
            if state == wanted:
                return case
            options = _options(bound, applicant, state, wanted)
            if not options:
                # Nothing that anybody can answer is left: as far as values are held, that is it.
                if wanted == MET and state == UNKNOWN:
                    return case
                break
            case = _turned(options[0] if attempt == 0 else chance.choice(options), case, day, wanted, chance)
    return None


def _options(bound: Bound, applicant: Applicant, state: State, wanted: State) -> list[list[tuple[Comparison, State]]]:
    """Sets of leaves, each with the state that would help, that somebody could turn."""
    leaves = {leaf.leaf.id: leaf for leaf in comparisons(bound)}
    stuck: State = UNKNOWN if state == UNKNOWN else NOT_MET
    sets = changing(bound, applicant, stuck, wanted == MET)
    return [
        [(leaves[name], _other_side(leaves[name], applicant, bound, wanted)) for name in sorted(found)]
        for found in sets
        if all(_answerable(leaves[name], applicant) for name in found)
    ]


def _other_side(leaf: Comparison, applicant: Applicant, bound: Bound, wanted: State) -> State:
    """The state in which a leaf helps: the opposite of the one it is in, or what its place in the tree asks for."""
    state = leaf.state(applicant)
    if state != UNKNOWN:
        return NOT_MET if state == MET else MET
    upright = _upright(bound, leaf)
    return wanted if upright else (NOT_MET if wanted == MET else MET)


def _upright(bound: Bound, leaf: Comparison) -> bool:
    """Does the leaf stand under an even number of `not`?"""

    def depth(node: Bound) -> int | None:
        if node is leaf:
            return 0
        if isinstance(node, Joined):
            for part in node.parts:
                found = depth(part)
                if found is not None:
                    return found + isinstance(node, Negated)
        return None

    return (depth(bound) or 0) % 2 == 0


def _answerable(leaf: Comparison, applicant: Applicant) -> bool:
    """Could an answer of somebody settle the leaf?"""
    if isinstance(leaf, Points):
        return leaf.has_mark
    return any(True for _ in candidates(leaf, applicant.case))


def _turned(leaves: list[tuple[Comparison, State]], case: Case, day: date, wanted: State, chance: Random) -> Case:
    """The case with each leaf in the state that helps, as far as one change does it."""
    for leaf, state in leaves:
        if isinstance(leaf, Points):
            case = _scored(leaf, case, day, state)
            continue
        fitting = [each for each in candidates(leaf, case) if leaf.state(Applicant(each, day, NoRates())) == state]
        if fitting:
            case = fitting[0] if chance.random() < 0.7 else chance.choice(fitting)
    return case


def _scored(grid: Points, case: Case, day: date, state: State) -> Case:
    """The case with as many points as can be had, or as few; a pass mark that a person tells, as low or as high."""
    if grid.ask:
        case = stating(case, grid.ask, NONE if state == MET else PLENTY)
    for factor in grid.factors:
        tried = [case, *_scoring(factor, case, day)]
        sure = [(each, factor.span(Applicant(each, day, NoRates())).sure) for each in tried]
        best = max if state == MET else min
        case = best(sure, key=lambda found: found[1])[0]
    if state == NOT_MET:
        # What is only possible still counts as possible: every row must be denied.
        for factor in grid.factors:
            for _, when in factor.rows:
                case = _found(when, case, day, NOT_MET) or case
    return case


def _scoring(factor: Factor, case: Case, day: date) -> list[Case]:
    """Cases that earn something in the factor: rows together where they add up, each on its own otherwise."""
    if factor.table is not None:
        return list(table_cases(factor, case))
    if factor.tree.fact:
        return [stating(case, factor.tree.fact, points) for points in (factor.tree.max or NONE, NONE)]
    alone = [_found(when, case, day, MET) for _, when in factor.rows]
    together = case
    for _, when in sorted(factor.rows, key=lambda row: row[0]):
        together = _found(when, together, day, MET) or together
    return [each for each in [together, *alone] if each is not None]
