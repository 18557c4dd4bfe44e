"""The database refuses what the table forbids, asked in plain SQL."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from django.db import IntegrityError, connection, transaction

from tests.workflow.examples import PERMIT, Permit
from workflow.table import Transition
from workflow.triggers import guard


def sql(statement, *params):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, params)


def in_state(permits, state):
    permit = permits.create()
    for step in PERMIT.path_to(state):
        permits.filter(pk=permit.pk).update(status=step.target)
    return permit


@pytest.mark.parametrize(
    ("source", "target"),
    [pair for pair in product(PERMIT.state_names, [*PERMIT.state_names, "lost"]) if pair[0] != pair[1]],
)
def test_only_the_ways_of_the_table_are_open(permits, source, target):
    permit = in_state(permits, source)

    if (source, target) in PERMIT.edges:
        sql("UPDATE examples_permit SET status = %s", target)
        assert permits.get().status == target
    else:
        with pytest.raises(IntegrityError, match=f"workflow permit: no way from {source} to {target}"):
            sql("UPDATE examples_permit SET status = %s WHERE id = %s", target, permit.pk)
        assert permits.get().status == source


@pytest.mark.parametrize("state", [*PERMIT.state_names[1:], "lost", ""])
def test_a_row_begins_in_the_first_state(permits, state):
    with pytest.raises(IntegrityError, match=f"a row begins as draft, not as {state}"):
        sql("INSERT INTO examples_permit (status, pages, written_by) VALUES (%s, 1, '')", state)


def test_no_state_at_all_is_refused_too(permits):
    with pytest.raises(IntegrityError):
        sql("INSERT INTO examples_permit (status, pages, written_by) VALUES (NULL, 1, '')")
    permits.create()
    with pytest.raises(IntegrityError, match="no way from draft to <NULL>"):
        sql("UPDATE examples_permit SET status = NULL")


def test_other_fields_change_freely_in_every_state(permits):
    for state in PERMIT.state_names:
        in_state(permits, state)

    sql("UPDATE examples_permit SET pages = 9, status = status")

    assert set(permits.values_list("pages", flat=True)) == {9}


def test_the_orm_in_bulk_is_refused_as_well(permits):
    permits.create()

    with pytest.raises(IntegrityError, match="no way from draft to granted"), transaction.atomic():
        permits.update(status="granted")
    with pytest.raises(IntegrityError, match="begins as draft"), transaction.atomic():
        permits.bulk_create([Permit(status="filed")])


def test_another_table_makes_another_trigger():
    withdraw = Transition(name="withdraw", sources=("filed",), target="draft", roles=frozenset({"owner"}))
    grant_at_once = replace(PERMIT.transition("grant"), name="grant_at_once", sources=("draft",))
    same_ways = replace(PERMIT, transitions=(*PERMIT.transitions, withdraw))
    wider = replace(PERMIT, transitions=(*PERMIT.transitions, grant_at_once))

    assert guard(PERMIT).compile(Permit).hash != guard(wider).compile(Permit).hash
    assert guard(PERMIT).compile(Permit).hash == guard(same_ways).compile(Permit).hash
