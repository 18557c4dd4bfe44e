"""Met, not met, unknown: Kleene's three values as numbers: "all" is the least of its parts, "any" the most. Pure."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

State: TypeAlias = Literal[-1, 0, 1]
NOT_MET: Final = -1
UNKNOWN: Final = 0
MET: Final = 1

Outcome: TypeAlias = Literal["met", "not_met", "unknown", "not_encoded"]
OUTCOMES: Final[dict[State, Outcome]] = {MET: "met", NOT_MET: "not_met", UNKNOWN: "unknown"}


def agreed(states: list[State]) -> State:
    """What all of `states` say, unknown where they differ or where there are none."""
    return states[0] if states and states.count(states[0]) == len(states) else UNKNOWN
