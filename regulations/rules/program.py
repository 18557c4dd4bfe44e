"""A tree bound to what its record says on the days of one branch, ready to be asked many times. Pure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from regulations.rules import tree
from regulations.rules.comparisons import days, facts, pay, people, points, work
from regulations.rules.comparisons.base import Comparison, NotHeld, Told
from regulations.rules.held import Held
from regulations.rules.nodes import AllOf, AnyOf, Bound, Negated, SomeOf
from regulations.rules.states import MET, NOT_MET, State

_COMPARISONS: dict[type, Callable[[Any, Any, Held], Comparison]] = {
    tree.AgeIs: people.Age,
    tree.NationalityIn: people.Place,
    tree.NationalityNotIn: people.Place,
    tree.ResidenceIn: people.Place,
    tree.ResidenceNotIn: people.Place,
    tree.DestinationIn: people.Destination,
    tree.RelationIs: people.Relation,
    tree.FamilyIs: people.Family,
    tree.OccupationIn: work.Occupation,
    tree.EducationAtLeast: work.Education,
    tree.ExperienceAtLeast: work.Experience,
    tree.LanguageAtLeast: work.Language,
    tree.JobOffer: work.JobOffer,
    tree.SalaryAtLeast: pay.Salary,
    tree.SalaryByAge: pay.SalaryByAge,
    tree.FundsAtLeast: pay.Funds,
    tree.FactIs: facts.Fact,
    tree.QuotaAvailable: facts.Quota,
    tree.Dated: days.Dated,
}


def bind(node: tree.Node, held: Held) -> Bound:
    """`node` with the claims that govern it."""
    match node:
        case tree.All():
            return _joined(AllOf, node, held, MET)
        case tree.Any():
            return _joined(AnyOf, node, held, NOT_MET)
        case tree.AtLeast():
            return SomeOf(tuple(bind(part, held) for part in node.of), node.route, node.n)
        case tree.Not():
            return Negated((bind(node.of, held),), node.route)
        case _:
            return _compare(node, held)


def _joined(kind: type[AllOf | AnyOf], node: tree.All | tree.Any, held: Held, neutral: State) -> Bound:
    """The parts without those that the day has decided: what nobody can change is neither a failing nor a passing."""
    parts = [bind(part, held) for part in node.of]
    decided = [part for part in parts if isinstance(part, days.Dated)]
    for part in decided:
        if part.fixed != neutral:
            return part
    left = tuple(part for part in parts if not isinstance(part, days.Dated))
    return kind(left, node.route) if left else decided[0]


def _compare(leaf: tree.Leaf, held: Held) -> Comparison:
    claims = held.claims(leaf)
    if isinstance(leaf, tree.PointsGrid):
        return points.Points(leaf, claims, tuple(_factor(factor, held) for factor in leaf.factors))
    comparison = _COMPARISONS[type(leaf)]
    can = getattr(comparison, "can", None)
    if not claims:
        return NotHeld(leaf, claims)
    able = can is None or can(leaf, claims)
    bound = comparison(leaf, claims, held) if able else NotHeld(leaf, claims)
    ask = leaf.ask if isinstance(leaf, tree.SalaryAtLeast | tree.NationalityIn) else None
    return Told(bound, ask) if ask else bound


def _factor(factor: tree.Factor, held: Held) -> points.Factor:
    return points.Factor(factor, tuple((row.points, bind(row.when, held)) for row in factor.rows), held)
