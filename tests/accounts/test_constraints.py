"""What the database refuses, whoever asks: raw SQL past every form and action."""

import uuid
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.keys import digest
from accounts.roles import Role
from countries.models import Country
from tests.factories.accounts import MembershipFactory, OrganisationFactory, RoleAssignmentFactory, UserFactory

pytestmark = pytest.mark.django_db

MAY, JUNE, JULY = (datetime(2026, month, 1, tzinfo=UTC) for month in (5, 6, 7))


def insert(table: str, **values: object) -> None:
    """One row by SQL alone, columns without a value at their emptiest."""
    columns = ", ".join(values)
    places = ", ".join(["%s"] * len(values))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({columns}) VALUES ({places})", list(values.values()))  # noqa: S608


def refused_by(name: str):
    return pytest.raises(IntegrityError, match=name)


def role(**values: object) -> None:
    insert("accounts_roleassignment", **{"id": uuid.uuid4(), "role": "statistician", "valid_from": JUNE} | values)


def test_nobody_grants_a_role_to_themselves():
    person = UserFactory()

    with refused_by("role_granted_by_somebody_else"):
        role(person_id=person.pk, granted_by_id=person.pk)


def test_a_role_without_the_organisation_it_needs():
    with refused_by("role_has_its_organisation"):
        role(person_id=UserFactory().pk, role="employer")


def test_a_role_with_an_organisation_it_does_not_take():
    with refused_by("role_has_its_organisation"):
        role(person_id=UserFactory().pk, organisation_id=OrganisationFactory().pk)


def test_a_focal_point_of_no_country():
    with refused_by("role_has_its_country"):
        role(person_id=UserFactory().pk, role="focal_point")


def test_a_country_for_a_role_of_the_whole_hub():
    with refused_by("role_has_its_country"):
        role(person_id=UserFactory().pk, country_id=Country.objects.get(pk="KEN").pk)


def test_the_focal_point_of_one_country_twice_at_once():
    held = RoleAssignmentFactory(valid_from=MAY, role=Role.FOCAL_POINT, country=Country.objects.get(pk="KEN"))

    with refused_by("role_held_once_at_a_time"):
        role(person_id=held.person_id, role="focal_point", country_id=held.country_id)

    role(person_id=held.person_id, role="focal_point", country_id=Country.objects.get(pk="NPL").pk)


def test_an_unknown_role():
    with refused_by("role_known"):
        role(person_id=UserFactory().pk, role="king")


@pytest.mark.parametrize("end", [MAY, JUNE])
def test_a_role_that_ends_before_it_starts(end):
    with refused_by("role_ends_after_it_starts|role_held_once_at_a_time|range lower bound"):
        role(person_id=UserFactory().pk, valid_to=end)


def test_a_role_held_twice_at_once():
    held = RoleAssignmentFactory(valid_from=MAY)

    with refused_by("role_held_once_at_a_time"):
        role(person_id=held.person_id)


def test_a_role_for_one_organisation_held_twice_at_once():
    held = RoleAssignmentFactory(valid_from=MAY, role=Role.DONOR, organisation=OrganisationFactory())

    with refused_by("role_held_once_at_a_time"):
        role(person_id=held.person_id, role="donor", organisation_id=held.organisation_id)

    role(person_id=held.person_id, role="donor", organisation_id=OrganisationFactory().pk)


def test_a_role_may_start_at_the_moment_the_last_one_ended():
    held = RoleAssignmentFactory(valid_from=MAY, valid_to=JUNE)

    role(person_id=held.person_id, valid_to=JULY)


def test_people_in_capital_letters():
    with refused_by("user_email_in_lower_case"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_user SET email = 'ANA@example.org' WHERE id = %s", [UserFactory().pk])


@pytest.mark.parametrize("flag", ["is_staff", "is_superuser"])
def test_an_invented_person_of_the_staff(flag):
    person = UserFactory(is_demo=True)

    with refused_by("user_invented_is_no_staff"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE accounts_user SET {flag} = true WHERE id = %s", [person.pk])  # noqa: S608


@pytest.mark.parametrize(
    ("column", "value", "constraint"),
    [
        ("kind", "empire", "organisation_kind_known"),
        ("name", "", "organisation_has_a_name"),
        ("verified_at", JUNE, "organisation_verified_by_somebody"),
    ],
)
def test_an_organisation_that_cannot_be(column, value, constraint):
    organisation = OrganisationFactory()

    with refused_by(constraint), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE accounts_organisation SET {column} = %s WHERE id = %s", [value, organisation.pk])  # noqa: S608


def test_a_membership_twice():
    found = MembershipFactory()

    with refused_by("membership_once"):
        insert(
            "accounts_membership",
            person_id=found.person_id,
            organisation_id=found.organisation_id,
            standing="owner",
            joined_at=JUNE,
        )


def test_a_membership_of_unknown_standing():
    with refused_by("membership_standing_known"):
        insert(
            "accounts_membership",
            person_id=UserFactory().pk,
            organisation_id=OrganisationFactory().pk,
            standing="guest",
            joined_at=JUNE,
        )


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"secret_digest": "the secret itself"}, "key_digest_is_sha256"),
        ({"expires_at": MAY}, "key_expires_after_it_is_made"),
    ],
)
def test_a_key_that_cannot_be(values, constraint):
    key = {"prefix": "iimdabcdefgh", "name": "", "secret_digest": digest("x"), "created_at": JUNE}

    with refused_by(constraint):
        insert("accounts_apikey", id=uuid.uuid4(), person_id=UserFactory().pk, **(key | values))
