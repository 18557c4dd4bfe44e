"""A workflow is a table: states, and transitions between them with who, guards, reason, deadline and effects.

Pages, diagrams, "why not yet" lists, the database guard and exhaustive tests all come from the same table. Names are
codes (`lower_snake_case`); words for people are given by whoever shows them. No Django here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from workflow.deadlines import Deadline
from workflow.people import Person


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a transition may not be made: a code, and the figures its sentence needs."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.code} {dict(self.params)}" if self.params else self.code


@dataclass(frozen=True, slots=True)
class Attempt:
    """Somebody tries a transition: everything a guard or an effect may look at."""

    row: Any
    transition: Transition
    person: Person
    at: datetime
    reason: str
    facts: Mapping[str, Any]


Guard = Callable[[Attempt], Iterable[Refusal]]
Fields = Callable[[Attempt], Mapping[str, Any]]
Effect = Callable[[Attempt], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Where a row can stand. A `final` state has no way out, and says so."""

    name: str
    final: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """A step from one of `sources` to `target`, open to holders of any of `roles` when no guard objects.

    `sets` gives the fields that change together with the state; `effects` run after the row is saved, in the same
    transaction. `deadline` says how long after the row entered its state the step is due.
    """

    name: str
    sources: tuple[str, ...]
    target: str
    roles: frozenset[str]
    guards: tuple[Guard, ...] = ()
    needs_reason: bool = False
    sets: Fields | None = None
    effects: tuple[Effect, ...] = ()
    deadline: Deadline | None = None


class InvalidWorkflow(ValueError):
    """The table contradicts itself; says every fault at once."""

    def __init__(self, name: str, faults: list[str]) -> None:
        super().__init__(f"workflow {name}: " + "; ".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True, kw_only=True)
class Workflow:
    """States and transitions of one kind of row; the first state is where every row begins.

    `field` is the column that holds the state. A table that contradicts itself raises InvalidWorkflow.
    """

    name: str
    states: tuple[State, ...]
    transitions: tuple[Transition, ...]
    field: str = "status"

    def __post_init__(self) -> None:
        if found := list(faults(self)):
            raise InvalidWorkflow(self.name, found)

    @property
    def initial(self) -> str:
        """The state every row begins in."""
        return self.states[0].name

    @property
    def state_names(self) -> tuple[str, ...]:
        """All states in the order of the table."""
        return tuple(state.name for state in self.states)

    @property
    def roles(self) -> frozenset[str]:
        """Everybody who may do anything."""
        return frozenset().union(*(transition.roles for transition in self.transitions))

    @property
    def edges(self) -> frozenset[tuple[str, str]]:
        """Every pair (from, to) the table allows."""
        return frozenset((source, step.target) for step in self.transitions for source in step.sources)

    def transition(self, name: str) -> Transition:
        """The transition called `name`; KeyError where there is none."""
        for transition in self.transitions:
            if transition.name == name:
                return transition
        raise KeyError(f"workflow {self.name} has no transition {name!r}")

    def allowed_from(self, state: str) -> tuple[Transition, ...]:
        """The steps that lead out of `state`, in the order of the table."""
        return tuple(transition for transition in self.transitions if state in transition.sources)

    def path_to(self, state: str) -> tuple[Transition, ...]:
        """The shortest way from the initial state to `state`; ValueError for a state that is not in the table."""
        paths: dict[str, tuple[Transition, ...]] = {self.initial: ()}
        waiting = [self.initial]
        while waiting and state not in paths:
            here = waiting.pop(0)
            for transition in self.allowed_from(here):
                if transition.target not in paths:
                    paths[transition.target] = (*paths[here], transition)
                    waiting.append(transition.target)
        if state not in paths:
            raise ValueError(f"workflow {self.name} has no way to {state!r}")
        return paths[state]


def faults(workflow: Workflow) -> Iterator[str]:
    """What contradicts itself in a table, one sentence a fault."""
    if not workflow.states:
        yield "there are no states"
        return
    if not workflow.transitions:
        yield "there are no transitions"
    yield from _badly_named(workflow)
    known = set(workflow.state_names)
    for step in workflow.transitions:
        for name in sorted({*step.sources, step.target} - known):
            yield f"transition {step.name} names the unknown state {name}"
        if not step.sources:
            yield f"transition {step.name} begins nowhere"
        if not step.roles:
            yield f"transition {step.name} is open to nobody"
    reached = _reachable(workflow)
    for state in workflow.states:
        leaves = bool(workflow.allowed_from(state.name))
        if state.name not in reached:
            yield f"state {state.name} cannot be reached"
        if state.final and leaves:
            yield f"state {state.name} is final but has a way out"
        if not state.final and not leaves:
            yield f"state {state.name} is a dead end but is not called final"


def _badly_named(workflow: Workflow) -> Iterator[str]:
    for kind, names in (
        ("workflow", [workflow.name]),
        ("state", list(workflow.state_names)),
        ("transition", [step.name for step in workflow.transitions]),
    ):
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield f"{kind} {name} appears twice"
        for name in names:
            # The database guard and the diagrams write names as they are, so nothing else may stand in one.
            if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
                yield f"{kind} {name!r} is not lower_snake_case"


def _reachable(workflow: Workflow) -> set[str]:
    reached, waiting = {workflow.initial}, [workflow.initial]
    while waiting:
        for step in workflow.allowed_from(waiting.pop()):
            if step.target not in reached:
                reached.add(step.target)
                waiting.append(step.target)
    return reached
