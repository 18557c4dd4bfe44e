"""The exhaustive test, tested: it passes on a sound workflow and finds each way in which one can be unsound."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.workflow.examples import PERMIT, Permit
from tests.workflow.test_engine import CLERK, JUDGE, NOW, OWNER
from tests.workflow.test_guard import in_state
from workflow.people import Holder
from workflow.table import Refusal, Transition
from workflow.testing import exhaust

# The guard objects to whoever wrote the permit, so here the owner is another one.
PEOPLE = {
    "owner": Holder("user:other", frozenset({"owner"})),
    "clerk": CLERK,
    "judge": JUDGE,
    "visitor": Holder("user:visitor", frozenset()),
}
pytestmark = pytest.mark.slow


def try_all(workflow, permits, people=PEOPLE):
    return exhaust(workflow, lambda state: in_state(permits, state), people, at=NOW)


def test_a_sound_workflow_passes_every_case(permits):
    # 4 states × 4 people × (2 steps once, 2 that need a reason twice), and in SQL 4 × (5 targets and an insert)
    assert try_all(PERMIT, permits) == 4 * 4 * 6 + 4 * 6
    assert not Permit.objects.exists()


def test_a_guard_of_the_database_narrower_than_the_table_is_found(permits):
    shortcut = Transition(name="shortcut", sources=("draft",), target="granted", roles=frozenset({"owner"}))

    with pytest.raises(
        AssertionError, match=r"owner tries shortcut on draft.*\n.*SQL moves draft to granted: the guard refused"
    ):
        try_all(replace(PERMIT, transitions=(PERMIT.transition("file"), *PERMIT.transitions[1:], shortcut)), permits)


def test_a_guard_of_the_database_wider_than_the_table_is_found(permits):
    with pytest.raises(AssertionError, match="SQL moves filed to draft: the guard did not refuse"):
        try_all(replace(PERMIT, transitions=(PERMIT.transitions[0], *PERMIT.transitions[2:])), permits)


def rainy_day(attempt):
    return [Refusal("rainy_day")]


def test_a_guard_that_objects_where_it_should_not_is_found(permits):
    always = replace(PERMIT.transition("file"), guards=(rainy_day,))

    with pytest.raises(AssertionError, match=r"owner tries file on draft.*rainy_day"):
        try_all(replace(PERMIT, transitions=(always, *PERMIT.transitions[1:])), permits)


def test_a_role_nobody_plays_is_found(permits):
    with pytest.raises(AssertionError, match=r"nobody plays \['judge'\]"):
        try_all(PERMIT, permits, {"owner": OWNER, "clerk": CLERK})
