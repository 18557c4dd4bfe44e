"""The smallest sets of conditions that decide: which must change before a permit is no longer out of reach. Pure.

A set is exact for trees of the size that law has; beyond LIMIT candidates at one node the smallest are kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import Final, TypeAlias

from regulations.rules.applicant import Applicant
from regulations.rules.comparisons.base import Comparison
from regulations.rules.nodes import AnyOf, Bound, Joined, Negated, SomeOf
from regulations.rules.states import MET, NOT_MET, State

Sets: TypeAlias = list[frozenset[str]]
LIMIT: Final = 48
# C(12, 6) is 924: more ways of choosing among parts than that are not tried.
MOST_CHOICES: Final = 1000


def changing(bound: Bound, applicant: Applicant, state: State, upright: bool = True) -> Sets:
    """Sets of leaf ids, smallest first, each of which lifts `bound` out of `state` once its leaves change sides.

    `state` NOT_MET gives what stands in the way; UNKNOWN, what would have to turn out well. `upright` False asks what
    would bring it down instead (the parts under a `not`).
    """
    stuck = state if upright else -state
    if isinstance(bound, Comparison):
        return [frozenset((bound.leaf.id,))]
    if isinstance(bound, Negated):
        return changing(bound.parts[0], applicant, state, not upright)
    return _joined(bound, applicant, state, stuck, upright)


def _joined(bound: Joined, applicant: Applicant, state: State, stuck: int, upright: bool) -> Sets:
    """Sets for all, any and at least: as many of the stuck parts must move as the rest does not make up for."""
    states = [part.state(applicant) for part in bound.parts]
    needed = _needed(bound)
    if upright:
        good = sum(each != NOT_MET for each in states) if state == NOT_MET else states.count(MET)
        missing = needed - good
    else:
        # To bring it down, so many parts must fall that fewer than needed are left.
        standing = states.count(MET) if state == NOT_MET else sum(each != NOT_MET for each in states)
        missing = standing - needed + 1
    options = [
        changing(part, applicant, state, upright)
        for part, each in zip(bound.parts, states, strict=True)
        if each == stuck
    ]
    if missing <= 0 or missing > len(options):
        return []
    found: Sets = []
    for count, chosen in enumerate(combinations(options, missing)):
        if count >= MOST_CHOICES:
            break
        found += _product(chosen)
    return _smallest(found)


def _needed(bound: Joined) -> int:
    if isinstance(bound, SomeOf):
        return bound.n
    return 1 if isinstance(bound, AnyOf) else len(bound.parts)


def _product(chosen: Iterable[Sets]) -> Sets:
    found: Sets = [frozenset()]
    for sets in chosen:
        found = _smallest([one | other for one in found for other in sets])
    return found


def _smallest(sets: Sets) -> Sets:
    """Without supersets, smallest first; equals stand in the order of the file, whose first route is the usual one."""
    kept: Sets = []
    for each in sorted(dict.fromkeys(sets), key=len):
        if not any(known <= each for known in kept):
            kept.append(each)
        if len(kept) == LIMIT:
            break
    return kept
