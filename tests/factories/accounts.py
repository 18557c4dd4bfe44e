"""People, organisations and roles for tests. Every name is invented."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from accounts.models import Membership, Organisation, OrganisationKind, RoleAssignment, User
from accounts.roles import Role


class UserFactory(DjangoModelFactory[User]):
    class Meta:
        model = User

    email = factory.Sequence(lambda number: f"person{number}@example.org")
    name = factory.Sequence(lambda number: f"Person {number}")


class OrganisationFactory(DjangoModelFactory[Organisation]):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda number: f"Organisation {number}")
    kind = OrganisationKind.EMPLOYER


class MembershipFactory(DjangoModelFactory[Membership]):
    class Meta:
        model = Membership

    person = factory.SubFactory(UserFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    standing = Membership.Standing.CONTRIBUTOR


class RoleAssignmentFactory(DjangoModelFactory[RoleAssignment]):
    """A role for the whole hub unless `organisation` is given."""

    class Meta:
        model = RoleAssignment

    person = factory.SubFactory(UserFactory)
    role = Role.STATISTICIAN


def person_with(*roles: Role, **fields: object) -> User:
    """A person who holds these roles of the whole hub."""
    person: User = UserFactory(**fields)
    for role in roles:
        RoleAssignmentFactory(person=person, role=role)
    return person
