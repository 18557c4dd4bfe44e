import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import translation

from accounts import permissions, sentences
from accounts.permissions import MATRIX, SecondFactor, allowed, explain, refusal
from accounts.roles import PERSON, SCOPE_OF_ROLE, Role
from tests.factories.accounts import UserFactory, person_with

# Written out by hand, so that a change of the matrix is seen twice.
EXPECTED = {
    "keys.create": {PERSON},
    "keys.analyst_tier": {"analyst", "statistician"},
    "desk.open": {"statistician", "secretariat", "focal_point", "reviewer", "analyst", "auditor", "employer", "donor"},
    "datasets.import": {"statistician"},
    "datasets.rebuild": {"statistician"},
    "datasets.see_unpublished": {"statistician", "secretariat", "auditor"},
    "datasets.publish": {"statistician"},
    "datasets.withdraw": {"statistician", "secretariat"},
    "permits.see_drafts": {"focal_point", "reviewer", "secretariat", "auditor"},
    "permits.write": {"focal_point", "reviewer"},
    "permits.review": {"reviewer"},
    "permits.publish": {"reviewer", "secretariat"},
    "permits.certify": {"focal_point"},
    "permits.close_conflict": {"focal_point", "reviewer"},
    "roles.see": {"secretariat", "auditor"},
    "roles.grant": {"secretariat"},
    "organisations.verify": {"secretariat"},
    "audit.read": {"secretariat", "auditor"},
}
DECISIONS = {
    "datasets.publish",
    "datasets.withdraw",
    "permits.review",
    "permits.publish",
    "permits.certify",
    "permits.close_conflict",
    "roles.grant",
    "organisations.verify",
}
NOT_ON_OWN_WORK = {"datasets.publish", "permits.review", "permits.publish", "roles.grant", "organisations.verify"}


def test_every_permission_is_expected_and_every_role_has_one():
    assert set(EXPECTED) == set(MATRIX)
    assert set().union(*(row.roles for row in MATRIX.values())) == {*Role, PERSON}
    assert set(SCOPE_OF_ROLE) == set(Role)


@pytest.mark.parametrize("permission", sorted(MATRIX))
@pytest.mark.parametrize("role", [None, PERSON, *Role])
@pytest.mark.parametrize("own_work", [False, True])
@pytest.mark.parametrize("second_factor", SecondFactor)
def test_matrix(permission, role, own_work, second_factor):
    held = {PERSON, role} if role else set()
    expected = (
        "signed_out"
        if role is None
        else "role"
        if not held & EXPECTED[permission]
        else "own_work"
        if own_work and permission in NOT_ON_OWN_WORK
        else f"second_factor_{second_factor}"
        if permission in DECISIONS and second_factor != "used"
        else None
    )

    found = refusal(MATRIX[permission], held, own_work=own_work, second_factor=second_factor)

    assert (found.code if found else None) == expected


def test_everything_has_words():
    assert set(sentences.ROLE_NAMES) == {*Role, PERSON}
    assert set(sentences.PERMISSION_NAMES) == set(MATRIX)
    assert {"signed_out", "role", "own_work", "second_factor_unused"} <= set(sentences.REFUSALS)
    assert {f"second_factor_{state}" for state in SecondFactor if state != "used"} <= set(sentences.REFUSALS)


def test_a_refusal_names_the_roles_that_would_do():
    found = refusal(MATRIX["datasets.withdraw"], {PERSON})

    with translation.override("en"):
        assert str(found.sentence) == "This needs a role you do not hold: statistician, secretariat."


def test_a_permission_outside_the_matrix_is_a_mistake_of_ours():
    with pytest.raises(KeyError):
        allowed(AnonymousUser(), "datasets.burn")


def test_a_visitor_may_nothing():
    assert permissions.roles_of(AnonymousUser()) == frozenset()
    assert permissions.of(AnonymousUser()) == ()
    assert explain(AnonymousUser(), "keys.create").code == "signed_out"


@pytest.mark.django_db
def test_a_closed_account_may_nothing():
    assert permissions.roles_of(person_with(Role.STATISTICIAN, is_active=False)) == frozenset()


@pytest.mark.django_db
def test_staff_and_superusers_have_no_permission_by_their_flag():
    assert not allowed(UserFactory(is_staff=True, is_superuser=True), "datasets.import")


@pytest.mark.django_db
def test_nobody_publishes_what_they_imported():
    importer, colleague = person_with(Role.STATISTICIAN), person_with(Role.STATISTICIAN)

    assert explain(importer, "datasets.publish", done_by=importer).code == "own_work"
    assert explain(importer, "datasets.publish", done_by=[None, colleague, importer]).code == "own_work"
    assert allowed(colleague, "datasets.publish", done_by=importer)
    assert allowed(colleague, "datasets.publish", done_by=None)


@pytest.mark.django_db
def test_of_lists_what_a_person_may_with_one_question(django_assert_num_queries):
    person = person_with(Role.AUDITOR)

    with django_assert_num_queries(1):
        found = [permission.name for permission in permissions.of(person)]

    assert found == [
        "keys.create",
        "desk.open",
        "datasets.see_unpublished",
        "permits.see_drafts",
        "roles.see",
        "audit.read",
    ]
