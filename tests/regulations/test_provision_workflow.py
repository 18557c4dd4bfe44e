"""The life of a provision version as a table: who may take which step and what stands in the way, from values alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from regulations.workflow import (
    AT_THE_DESK,
    AUTHOR,
    ON_RECORD,
    PROVISION_VERSION,
    PUBLISHER,
    REVIEWER,
    RULE,
)
from workflow.engine import available, why_not
from workflow.people import Holder
from workflow.table import Attempt

NOW = datetime(2026, 12, 31, 22, 30, tzinfo=UTC)
EVERYBODY = frozenset({AUTHOR, REVIEWER, PUBLISHER, RULE})
WRITER = Holder("user:author", EVERYBODY)
OTHER = Holder("user:other", EVERYBODY)


@dataclass
class Version:
    """What the table asks of a version, without a database."""

    status: str = "draft"
    authors: tuple[str, ...] = ("user:author",)
    is_cited: bool = True
    valid_from: date | None = date(2026, 1, 1)
    recorded_from: datetime | None = None
    begun: bool = True

    def has_begun(self, at):
        return self.begun


def refusals(version, step, person=OTHER, **how):
    return [refusal.code for refusal in why_not(PROVISION_VERSION, version, step, person=person, at=NOW, **how)]


def test_every_state_is_either_at_the_desk_or_on_record_or_over():
    over = {state.name for state in PROVISION_VERSION.states if state.final}
    assert {*AT_THE_DESK, *ON_RECORD, *over} == set(PROVISION_VERSION.state_names)
    assert over == {"superseded", "withdrawn"}


def test_the_way_of_a_change_is_written_reviewed_approved_published():
    assert [step.name for step in PROVISION_VERSION.path_to("approved")] == ["submit", "review", "approve"]
    assert {step.name for step in PROVISION_VERSION.allowed_from("approved")} == {
        "publish",
        "schedule",
        "send_back",
        "withdraw",
    }


@pytest.mark.parametrize(
    ("step", "state"),
    [("review", "submitted"), ("approve", "in_review"), ("publish", "approved"), ("schedule", "approved")],
)
def test_whoever_had_a_hand_in_it_takes_no_decision_on_it(step, state):
    assert refusals(Version(state), step, WRITER) == ["own_work"]
    assert refusals(Version(state, authors=("user:else", "user:author")), step, WRITER) == ["own_work"]
    assert refusals(Version(state), step, OTHER) == []


@pytest.mark.parametrize(
    ("step", "state"),
    [
        ("submit", "draft"),
        ("approve", "in_review"),
        ("publish", "approved"),
        ("schedule", "approved"),
        ("carry", "draft"),
        ("carry_coming", "draft"),
    ],
)
def test_nothing_moves_on_without_a_citation(step, state):
    assert refusals(Version(state, is_cited=False), step) == ["citation_missing"]


@pytest.mark.parametrize(("step", "state"), [("publish", "approved"), ("take_effect", "scheduled"), ("carry", "draft")])
def test_a_rule_is_in_force_from_its_first_day_on_and_not_before(step, state):
    assert refusals(Version(state, begun=False), step) == ["not_begun"]


@pytest.mark.parametrize("state", ["submitted", "in_review", "approved"])
def test_a_version_is_sent_back_with_a_reason(state):
    assert refusals(Version(state), "send_back") == ["reason_needed"]
    assert refusals(Version(state), "send_back", reason="The article is missing.") == []


def test_a_version_nobody_saw_leaves_no_trace_on_record():
    discard = PROVISION_VERSION.transition("discard")
    withdraw = PROVISION_VERSION.transition("withdraw")
    seen, unseen = Version("published", recorded_from=NOW), Version("draft")

    assert _set(discard, unseen)["recorded_to"] is None
    assert _set(withdraw, seen)["recorded_to"] == NOW


def test_an_approval_is_gone_when_the_version_is_sent_back():
    sent_back = _set(PROVISION_VERSION.transition("send_back"), Version("approved"))
    assert sent_back == {"returned_reason": "Wrong article.", "approved_at": None, "approved_by": ""}


def test_an_author_alone_can_write_and_submit_but_publish_nothing():
    author = Holder("user:alone", frozenset({AUTHOR}))
    open_steps = {
        choice.transition.name
        for state in PROVISION_VERSION.state_names
        for choice in available(PROVISION_VERSION, Version(state), person=author, at=NOW)
        if choice.open
    }
    assert open_steps == {"submit", "discard"}


def _set(step, version):
    return step.sets(Attempt(version, step, OTHER, NOW, "Wrong article.", {}))
