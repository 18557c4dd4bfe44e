"""A table that contradicts itself is refused, with every fault at once."""

from __future__ import annotations

import pytest

from tests.workflow.examples import PERMIT
from workflow.table import InvalidWorkflow, Refusal, State, Transition, Workflow

ANYBODY = frozenset({"anybody"})


def step(name="go", sources=("a",), target="b", roles=ANYBODY):
    return Transition(name=name, sources=sources, target=target, roles=roles)


A, B = State(name="a"), State(name="b", final=True)


@pytest.mark.parametrize(
    ("states", "transitions", "fault"),
    [
        ((), (), "there are no states"),
        ((B,), (), "there are no transitions"),
        ((A, B), (step(target="c"), step("on")), "transition go names the unknown state c"),
        ((A, B), (step(sources=("a", "x")),), "transition go names the unknown state x"),
        ((A, B), (step(), step()), "transition go appears twice"),
        ((A, A, B), (step(),), "state a appears twice"),
        ((A, B, State(name="c", final=True)), (step(),), "state c cannot be reached"),
        ((A, State(name="b")), (step(),), "state b is a dead end but is not called final"),
        ((A, B), (step(), step("back", ("b",), "a")), "state b is final but has a way out"),
        ((A, B), (step(), step("stay", ())), "transition stay begins nowhere"),
        ((A, B), (step(), step("stay", roles=frozenset())), "transition stay is open to nobody"),
        ((A, B), (step("Go on!"),), "transition 'Go on!' is not lower_snake_case"),
        ((A, State(name="b'", final=True)), (step(target="b'"),), 'state "b\'" is not lower_snake_case'),
    ],
)
def test_a_table_that_contradicts_itself(states, transitions, fault):
    with pytest.raises(InvalidWorkflow) as refused:
        Workflow(name="test", states=states, transitions=transitions)
    assert fault in refused.value.faults


def test_every_fault_is_said_at_once():
    with pytest.raises(InvalidWorkflow, match=r"unknown state x.*cannot be reached"):
        Workflow(name="test", states=(A, B), transitions=(step(target="x"),))


def test_a_circle_nobody_can_enter_is_found():
    island = (step(), step("there", ("c",), "d"), step("back", ("d",), "c"))

    with pytest.raises(InvalidWorkflow, match="state c cannot be reached; state d cannot be reached"):
        Workflow(name="test", states=(A, B, State(name="c"), State(name="d")), transitions=island)


def test_questions_a_table_answers():
    assert PERMIT.initial == "draft"
    assert PERMIT.roles == {"owner", "clerk", "judge"}
    assert [found.name for found in PERMIT.allowed_from("filed")] == ["return_to_owner", "grant", "refuse"]
    assert ("filed", "granted") in PERMIT.edges
    assert ("draft", "granted") not in PERMIT.edges
    assert PERMIT.transition("grant").target == "granted"


@pytest.mark.parametrize(
    ("state", "path"), [("draft", []), ("filed", ["file"]), ("granted", ["file", "grant"]), ("refused", ["refuse"])]
)
def test_the_shortest_way_to_a_state(state, path):
    assert [found.name for found in PERMIT.path_to(state)] == path


def test_there_is_no_way_to_an_unknown_state():
    with pytest.raises(ValueError, match="no way to 'lost'"):
        PERMIT.path_to("lost")


def test_a_refusal_reads_as_its_code_and_figures():
    assert str(Refusal("too_few", {"missing": 2})) == "too_few {'missing': 2}"
    assert str(Refusal("own_work")) == "own_work"
