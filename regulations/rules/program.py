"""A tree bound to what its record says on the days of one branch, ready to be asked many times. Pure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from regulations.rules import tree
from regulations.rules.comparisons import facts, pay, people, points, work
from regulations.rules.comparisons.base import Comparison, NotHeld
from regulations.rules.held import Held
from regulations.rules.nodes import AllOf, AnyOf, Bound, Negated, SomeOf

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
}


def bind(node: tree.Node, held: Held) -> Bound:
    """`node` with the claims that govern it."""
    match node:
        case tree.All():
            return AllOf(tuple(bind(part, held) for part in node.of), node.route)
        case tree.Any():
            return AnyOf(tuple(bind(part, held) for part in node.of), node.route)
        case tree.AtLeast():
            return SomeOf(tuple(bind(part, held) for part in node.of), node.route, node.n)
        case tree.Not():
            return Negated((bind(node.of, held),), node.route)
        case _:
            return _compare(node, held)


def _compare(leaf: tree.Leaf, held: Held) -> Comparison:
    claims = held.claims(leaf)
    if isinstance(leaf, tree.PointsGrid):
        return points.Points(leaf, claims, tuple(_factor(factor, held) for factor in leaf.factors))
    comparison = _COMPARISONS[type(leaf)]
    can = getattr(comparison, "can", None)
    if not claims or (can is not None and not can(leaf, claims)):
        return NotHeld(leaf, claims)
    return comparison(leaf, claims, held)


def _factor(factor: tree.Factor, held: Held) -> points.Factor:
    return points.Factor(factor, tuple((row.points, bind(row.when, held)) for row in factor.rows), held)
