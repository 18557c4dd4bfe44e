"""Making a transition, and its twins: may it be made, and if not, why not.

Audit is a stranger here: whoever calls `perform` hands in what records the event.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar

from django.db import models, transaction

from workflow.people import Person
from workflow.table import Attempt, Refusal, Transition, Workflow

Row = TypeVar("Row", bound=models.Model)

WRONG_STATE = "wrong_state"
WRONG_ROLE = "wrong_role"
REASON_NEEDED = "reason_needed"


class Record(Protocol):
    """What writes the event down, such as `audit.actions.record`."""

    def __call__(
        self, *, action: str, actor: str, subject: str, data: Mapping[str, Any], occurred_at: datetime
    ) -> object: ...


class TransitionRefused(Exception):
    """The transition was not made; `refusals` says every reason, in the order a page should show them."""

    def __init__(self, refusals: list[Refusal]) -> None:
        super().__init__("; ".join(map(str, refusals)))
        self.refusals = refusals


@dataclass(frozen=True, slots=True)
class Choice:
    """A step out of a row's state, and what stands in its way for one person now."""

    transition: Transition
    refusals: tuple[Refusal, ...]

    @property
    def open(self) -> bool:
        return not self.refusals


def perform(
    workflow: Workflow,
    row: Row,
    transition: str,
    *,
    person: Person,
    at: datetime,
    record: Record,
    subject: str | None = None,
    reason: str = "",
    **facts: Any,
) -> Row:
    """Move `row` along `transition`, or raise TransitionRefused and change nothing.

    The row is locked and read again first, so of two who try at once the second is told that it is too late; changes
    to `row` in memory that were not saved are lost. State, fields, effects and event stand or fall together. `subject`
    names the row in the event ("release:REM_INFLOW@3"); `facts` are what guards and effects need beyond the row: JSON
    values, for the event keeps them. The event is written last, because writers of events wait for one another.
    """
    step = workflow.transition(transition)
    with transaction.atomic(using=row._state.db):
        row.refresh_from_db(from_queryset=type(row)._base_manager.select_for_update())
        attempt = Attempt(row, step, person, at, reason.strip(), facts)
        if refusals := _refusals(workflow, attempt):
            raise TransitionRefused(refusals)
        source = getattr(row, workflow.field)
        changes = {workflow.field: step.target, **(step.sets(attempt) if step.sets else {})}
        for name, value in changes.items():
            setattr(row, name, value)
        row.save(update_fields=[*changes])
        for effect in step.effects:
            effect(attempt)
        record(
            action=f"{workflow.name}.{step.name}",
            actor=person.identifier,
            subject=subject or f"{workflow.name}:{row.pk}",
            data={
                "from": source,
                "to": step.target,
                "roles": sorted(step.roles.intersection(person.roles_on(row))),
                "reason": attempt.reason,
                "facts": facts,
            },
            occurred_at=at,
        )
    return row


def why_not(
    workflow: Workflow,
    row: models.Model,
    transition: str,
    *,
    person: Person,
    at: datetime,
    reason: str = "",
    **facts: Any,
) -> list[Refusal]:
    """Everything that stands in the way of `transition` for a row as it is in memory; empty when nothing does."""
    return _refusals(workflow, Attempt(row, workflow.transition(transition), person, at, reason.strip(), facts))


def available(workflow: Workflow, row: models.Model, *, person: Person, at: datetime, **facts: Any) -> list[Choice]:
    """The steps out of the row's state with what stands in their way, for buttons that say "why not yet".

    A reason that must be given does not stand in the way yet: the form behind the button asks for it.
    """
    return [
        Choice(step, tuple(_refusals(workflow, Attempt(row, step, person, at, "", facts), reason_comes_later=True)))
        for step in workflow.allowed_from(getattr(row, workflow.field))
    ]


def _refusals(workflow: Workflow, attempt: Attempt, *, reason_comes_later: bool = False) -> list[Refusal]:
    step, state = attempt.transition, getattr(attempt.row, workflow.field)
    if state not in step.sources:
        # Guards may rely on the state, so they are not asked in another one.
        return [Refusal(WRONG_STATE, {"state": state, "needed": list(step.sources)})]
    found = []
    if step.roles.isdisjoint(attempt.person.roles_on(attempt.row)):
        found.append(Refusal(WRONG_ROLE, {"needed": sorted(step.roles)}))
    if step.needs_reason and not attempt.reason and not reason_comes_later:
        found.append(Refusal(REASON_NEEDED))
    for guard in step.guards:
        found.extend(guard(attempt))
    return found
