"""Conditions joined: all, any, at least some, not. Pure.

`state` is the fast path and stops as soon as the outcome is certain; everything that explains walks the same parts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from regulations.rules.applicant import Applicant
from regulations.rules.comparisons.base import Comparison
from regulations.rules.states import MET, NOT_MET, UNKNOWN, State


class Joined:
    """Several parts; `route` names them as an alternative."""

    __slots__ = ("parts", "route")

    def __init__(self, parts: tuple[Bound, ...], route: str | None) -> None:
        self.parts, self.route = parts, route

    def state(self, applicant: Applicant) -> State:
        """Met, not met or unknown."""
        raise NotImplementedError


class AllOf(Joined):
    """The least of its parts."""

    __slots__ = ()

    def state(self, applicant: Applicant) -> State:
        """Not met as soon as one part isn't."""
        least: State = MET
        for part in self.parts:
            state = part.state(applicant)
            if state == NOT_MET:
                return NOT_MET
            if state == UNKNOWN:
                least = UNKNOWN
        return least


class AnyOf(Joined):
    """The most of its parts."""

    __slots__ = ()

    def state(self, applicant: Applicant) -> State:
        """Met as soon as one part is."""
        most: State = NOT_MET
        for part in self.parts:
            state = part.state(applicant)
            if state == MET:
                return MET
            if state == UNKNOWN:
                most = UNKNOWN
        return most


class SomeOf(Joined):
    """At least `n` of its parts."""

    __slots__ = ("n",)

    def __init__(self, parts: tuple[Bound, ...], route: str | None, n: int) -> None:
        super().__init__(parts, route)
        self.n = n

    def state(self, applicant: Applicant) -> State:
        """Met if enough are; not met if too few can be."""
        states = [part.state(applicant) for part in self.parts]
        if states.count(MET) >= self.n:
            return MET
        return NOT_MET if len(states) - states.count(NOT_MET) < self.n else UNKNOWN


class Negated(Joined):
    """The opposite of its one part."""

    __slots__ = ()

    def state(self, applicant: Applicant) -> State:
        """Unknown stays unknown."""
        state = self.parts[0].state(applicant)
        return NOT_MET if state == MET else MET if state == NOT_MET else UNKNOWN


Bound: TypeAlias = Joined | Comparison


def comparisons(bound: Bound) -> Iterator[Comparison]:
    """Every leaf, in the order of the file."""
    if isinstance(bound, Comparison):
        yield bound
    else:
        for part in bound.parts:
            yield from comparisons(part)


def decided_by(bound: Bound, within: str | None = None) -> Iterator[tuple[str, str]]:
    """For every leaf the innermost named alternative that it decides, or the leaf itself where there is none."""
    within = route_of(bound) or within
    if isinstance(bound, Comparison):
        yield bound.leaf.id, within or bound.leaf.id
    else:
        for part in bound.parts:
            yield from decided_by(part, within)


def route_of(bound: Bound) -> str | None:
    """The name of a part as an alternative."""
    return bound.leaf.route if isinstance(bound, Comparison) else bound.route


def undecided(bound: Bound, applicant: Applicant) -> Iterator[Comparison]:
    """The unknown leaves on which it depends: those in parts that are decided anyway are left out."""
    if bound.state(applicant) != UNKNOWN:
        return
    if isinstance(bound, Comparison):
        yield bound
    else:
        for part in bound.parts:
            yield from undecided(part, applicant)


def effective(bound: Bound, applicant: Applicant, upright: bool = True) -> Iterator[tuple[Comparison, State]]:
    """Every leaf with what its state means for the whole: one that is met under a `not` stands in the way."""
    if isinstance(bound, Comparison):
        state = bound.state(applicant)
        yield bound, state if upright else (NOT_MET if state == MET else MET if state == NOT_MET else UNKNOWN)
    else:
        for part in bound.parts:
            yield from effective(part, applicant, upright != isinstance(bound, Negated))


def routes(bound: Bound) -> Iterator[tuple[str, Bound]]:
    """The named alternatives."""
    if name := route_of(bound):
        yield name, bound
    if isinstance(bound, Joined) and not isinstance(bound, Negated):
        for part in bound.parts:
            yield from routes(part)
