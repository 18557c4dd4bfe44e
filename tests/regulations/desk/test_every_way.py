"""The life of a version on its real table: each role, state and step, and each move in plain SQL."""

from __future__ import annotations

from datetime import date

import pytest

from regulations.models import ProvisionVersion
from regulations.workflow import AUTHOR, PROVISION_VERSION, PUBLISHER, REVIEWER, RULE
from tests.factories.regulations import make_draft
from tests.regulations.desk.conftest import NOW
from tests.workflow.test_engine import Notebook
from workflow.engine import perform
from workflow.people import Holder
from workflow.testing import exhaust

pytestmark = pytest.mark.django_db

PEOPLE = {
    **{role: Holder(f"user:{role}", frozenset({role})) for role in (AUTHOR, REVIEWER, PUBLISHER)},
    RULE: Holder("system:rule", frozenset({RULE})),
    "visitor": Holder("user:visitor", frozenset()),
}
PROGRAM = Holder("system:test", PROVISION_VERSION.roles)


def version_in(state: str) -> ProvisionVersion:
    """A version brought to `state` by the steps of its workflow."""
    version = make_draft(valid=(date(2026, 1, 1), None), author="user:somebody")
    for step in PROVISION_VERSION.path_to(state):
        perform(
            PROVISION_VERSION, version, step.name, person=PROGRAM, at=NOW, record=Notebook(), reason="To get there."
        )
    return version


@pytest.mark.slow
def test_every_role_state_and_step_and_every_move_in_sql():
    # 8 states × 5 people × (9 steps once, 3 that need a reason twice), and in SQL 8 × (9 targets and an insert)
    assert exhaust(PROVISION_VERSION, version_in, PEOPLE, at=NOW) == 8 * 5 * 15 + 8 * 10


def test_the_states_of_the_table_are_those_of_the_model():
    assert list(PROVISION_VERSION.state_names) == ProvisionVersion.Status.values
