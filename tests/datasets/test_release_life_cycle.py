"""The life cycle of a release, tried in every way: each role, state and step, and each move in plain SQL."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from audit.actions import record
from audit.queries import for_subject, verify_chain
from datasets.models import Dataset, Release
from datasets.workflow import PUBLISHER, RELEASE, RULE, STATISTICIAN, WITHDRAWER
from tests.workflow.test_engine import Notebook
from workflow.engine import TransitionRefused, perform, why_not
from workflow.people import Holder
from workflow.testing import exhaust

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
IMPORTER = Holder("user:importer", frozenset({STATISTICIAN, PUBLISHER}))
OTHER = Holder("user:other", frozenset({STATISTICIAN, PUBLISHER}))
PROGRAM = Holder("system:rule", frozenset({RULE}))
PEOPLE = {
    STATISTICIAN: Holder("user:statistician", frozenset({STATISTICIAN})),
    PUBLISHER: Holder("user:publisher", frozenset({PUBLISHER})),
    WITHDRAWER: Holder("user:withdrawer", frozenset({WITHDRAWER})),
    RULE: PROGRAM,
    "visitor": Holder("user:visitor", frozenset()),
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def dataset():
    return Dataset.objects.create(
        id="TEST_FLOW", room="remittances", is_derived=True, definition_version="1", definition_digest="0" * 64
    )


def release_in(dataset, state, *, imported_by=IMPORTER):
    """A release brought to `state` by the steps of its workflow."""
    number = dataset.releases.count() + 1
    release = Release.objects.create(
        dataset=dataset,
        number=number,
        kind=Release.Kind.DERIVED,
        table_name=f"test_flow_{number}",
        row_count=1,
        digest="0" * 64,
        definition_digest="0" * 64,
        declared={},
        code_version="0" * 64,
        imported_at=NOW,
        imported_by=imported_by.identifier,
    )
    for step in RELEASE.path_to(state):
        # A statistician checks, somebody who did not import it publishes, withdraws and discards.
        perform(RELEASE, release, step.name, person=OTHER, at=NOW, record=Notebook(), reason="To get there.")
    return release


@pytest.mark.slow
def test_every_role_state_and_step_and_every_move_in_sql(dataset):
    # 6 states × 5 people × (3 steps once, 2 that need a reason twice), and in SQL 6 × (7 targets and an insert)
    assert exhaust(RELEASE, lambda state: release_in(dataset, state), PEOPLE, at=NOW) == 6 * 5 * 7 + 6 * 8


def test_the_states_of_the_table_are_those_of_the_model():
    assert list(RELEASE.state_names) == Release.Status.values


def test_nobody_publishes_their_own_work(dataset):
    release = release_in(dataset, "checked", imported_by=IMPORTER)

    with pytest.raises(TransitionRefused, match="own_work"):
        perform(RELEASE, release, "publish", person=IMPORTER, at=NOW, record=Notebook())

    assert why_not(RELEASE, release, "publish", person=OTHER, at=NOW) == []


def test_a_rule_publishes_what_it_imported_itself(dataset):
    release = release_in(dataset, "checked", imported_by=PROGRAM)

    assert why_not(RELEASE, release, "publish", person=PROGRAM, at=NOW) == []


def test_the_whole_life_is_told_by_the_audit(dataset):
    release = release_in(dataset, "draft")
    for step, reason in [("check", ""), ("publish", ""), ("withdraw", "The publisher took its table back.")]:
        perform(RELEASE, release, step, person=OTHER, at=NOW, reason=reason, record=record, subject=release.subject)

    events = for_subject("release:TEST_FLOW@1")
    assert [(event.action, event.data["from"], event.data["to"]) for event in events] == [
        ("release.check", "draft", "checked"),
        ("release.publish", "checked", "published"),
        ("release.withdraw", "published", "withdrawn"),
    ]
    assert events.last().data["reason"] == "The publisher took its table back."
    assert verify_chain().broken is None


def test_a_refused_step_leaves_no_event(dataset):
    release = release_in(dataset, "published")

    with pytest.raises(TransitionRefused, match="reason_needed"):
        perform(RELEASE, release, "withdraw", person=OTHER, at=NOW, record=record, subject=release.subject)

    assert not for_subject(release.subject).exists()


@pytest.mark.parametrize("state", RELEASE.state_names[1:])
def test_no_release_begins_further_on_than_a_draft(dataset, state):
    release_in(dataset, "draft")

    with pytest.raises(IntegrityError, match=f"begins as draft, not as {state}"), transaction.atomic():
        Release.objects.bulk_create([Release(dataset=dataset, number=2, status=state, imported_at=NOW, declared={})])


@pytest.mark.parametrize(
    ("state", "target"), [("draft", "published"), ("superseded", "published"), ("withdrawn", "published")]
)
def test_the_database_keeps_what_is_not_checked_or_no_longer_stands_from_readers(dataset, state, target):
    release = release_in(dataset, state)

    with (
        pytest.raises(IntegrityError, match=f"no way from {state} to {target}"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE datasets_release SET status = %s WHERE id = %s", [target, release.pk])
