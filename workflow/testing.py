"""Proves a workflow on its real table: every role, state and transition through `perform`, every way in plain SQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db import DatabaseError, connection, models, transaction

from workflow.engine import REASON_NEEDED, WRONG_ROLE, WRONG_STATE, TransitionRefused, perform
from workflow.people import Person
from workflow.table import Transition, Workflow

UNKNOWN = "?"  # a state no table knows, short enough for any column


def exhaust(
    workflow: Workflow,
    make_row: Callable[[str], models.Model],
    people: Mapping[str, Person],
    *,
    at: datetime,
    **facts: Any,
) -> int:
    """Try everything; AssertionError lists whatever the table says otherwise, else the number of cases is returned.

    `make_row(state)` gives a saved row in that state to which no guard objects; `people` has a holder of each role of
    the workflow, and may have others who must be refused everywhere. Every case is rolled back.
    """
    assert set(people) >= workflow.roles, f"nobody plays {sorted(workflow.roles - set(people))}"  # noqa: S101
    found: list[Found] = []
    for state in workflow.state_names:
        with transaction.atomic():
            row = make_row(state)
            found += _through_perform(workflow, row, state, people, {"at": at, **facts})
            found += _through_sql(workflow, row, state)
            transaction.set_rollback(True)
    wrong = [f"{case}: {fault}" for case, fault in found if fault]
    assert not wrong, "\n".join([f"workflow {workflow.name}: {len(wrong)} of {len(found)} cases", *wrong])  # noqa: S101
    return len(found)


Found = tuple[str, str | None]


def _through_perform(
    workflow: Workflow, row: models.Model, state: str, people: Mapping[str, Person], how: dict[str, Any]
) -> Iterator[Found]:
    for step in workflow.transitions:
        for role, person in people.items():
            for reason in ("because", "") if step.needs_reason else ("",):
                expected = _expected(step, state, role, reason)
                got = _outcome(workflow, row, step, {"person": person, "reason": reason, **how})
                fault = None if expected == got else f"expected {expected}, got {got}"
                yield f"{role} tries {step.name} on {state} saying {reason!r}", fault


def _expected(step: Transition, state: str, role: str, reason: str) -> set[str]:
    """The refusal codes; an empty set is success."""
    if state not in step.sources:
        return {WRONG_STATE}
    no_role, no_reason = role not in step.roles, step.needs_reason and not reason
    return {code for code, stands in ((WRONG_ROLE, no_role), (REASON_NEEDED, no_reason)) if stands}


def _outcome(workflow: Workflow, row: models.Model, step: Transition, how: dict[str, Any]) -> set[str]:
    """The refusal codes `perform` gave; anything that does not fit with the state stored or the events is one too."""
    events: list[dict[str, Any]] = []
    before, codes = _stored(workflow, row), set()
    with transaction.atomic():
        try:
            perform(workflow, row, step.name, record=lambda **event: events.append(event), **how)
        except TransitionRefused as refused:
            codes = {refusal.code for refusal in refused.refusals}
        except DatabaseError as error:
            codes = {f"the database refused: {error}"}
        if _stored(workflow, row) != (before if codes else step.target):
            codes.add("stored_state_is_wrong")
        if len(events) != (not codes):
            codes.add("events_are_wrong")
        transaction.set_rollback(True)
    return codes


def _stored(workflow: Workflow, row: models.Model) -> str:
    state: str = type(row)._base_manager.values_list(workflow.field, flat=True).get(pk=row.pk)
    return state


def _through_sql(workflow: Workflow, row: models.Model, state: str) -> Iterator[Found]:
    """Updates to every state, and an insert in this one; other constraints of the table may refuse more."""
    meta, quote = row._meta, connection.ops.quote_name
    columns = {column.name: quote(str(column.column)) for column in meta.concrete_fields if not column.generated}
    table, key, field = quote(meta.db_table), quote(str(meta.pk.column)), columns[workflow.field]
    for target in (*workflow.state_names, UNKNOWN):
        move = f"UPDATE {table} SET {field} = %s WHERE {key} = %s"  # noqa: S608 - names of our own tables
        said = _refusal(move, [target, row.pk])
        allowed = target == state or (state, target) in workflow.edges
        yield f"SQL moves {state} to {target}", _disagreement(workflow, said, allowed=allowed)
    every = ", ".join(columns.values())
    copy = f"INSERT INTO {table} ({every}) SELECT {every} FROM {table} WHERE {key} = %s"  # noqa: S608 - our names
    said = _refusal(copy, [row.pk])
    yield f"SQL inserts in {state}", _disagreement(workflow, said, allowed=state == workflow.initial)


def _refusal(sql: str, params: list[Any]) -> str | None:
    """What the database says against `sql`, which is undone in any case."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, params)
            transaction.set_rollback(True)
    except DatabaseError as error:
        return str(error)
    return None


def _disagreement(workflow: Workflow, said: str | None, *, allowed: bool) -> str | None:
    by_guard = said is not None and f"workflow {workflow.name}:" in said
    if allowed:
        return f"the guard refused: {said}" if by_guard else None
    return None if by_guard else f"the guard did not refuse; the database said: {said}"
