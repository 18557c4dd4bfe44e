"""Holders of roles that are held for a country or an organisation."""

from __future__ import annotations

from accounts.models import User
from accounts.roles import SCOPE_OF_ROLE, Role, Scope
from countries.models import Country
from tests.factories.accounts import OrganisationFactory, RoleAssignmentFactory, UserFactory


def holder(role: Role) -> User:
    """A person with the role, for whatever it is held for."""
    person: User = UserFactory()
    scope = SCOPE_OF_ROLE[role]
    fields = {"country": Country.objects.get(pk="PHL")} if scope is Scope.COUNTRY else {}
    if scope is Scope.ORGANISATION:
        fields = {"organisation": OrganisationFactory()}
    RoleAssignmentFactory(person=person, role=role, **fields)
    return person
