"""Who stands behind an identifier."""

from __future__ import annotations

import uuid

import pytest

from datasets.people import acting, user_of
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def test_an_identifier_names_a_person():
    person = UserFactory()

    assert user_of(person.actor) == person


@pytest.mark.parametrize("identifier", ["system:rule", "user:", "user:ana", "user:1; --", f"user:{uuid.uuid4()}", ""])
def test_programs_people_who_are_gone_and_what_is_no_key_name_nobody(identifier: str):
    assert user_of(identifier) is None


def test_a_malformed_key_may_do_nothing():
    assert acting("user:ana").roles_on(None) == frozenset()
