"""Who may do what to the rules of which jurisdiction.

A focal point counts in one country. The European Union is no country, so that only roles of the whole hub count there:
nobody becomes a focal point of the Union by being one of Germany.
"""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import RoleAssignment, User
from accounts.permissions import MATRIX, Refusal, SecondFactor, refusal, roles_of
from accounts.roles import PERSON, Scope, roles_with
from regulations.models import Jurisdiction

Visitor = User | AnonymousUser


def roles_in(person: Visitor, jurisdiction: Jurisdiction) -> frozenset[str]:
    """The roles of a person that count for the rules of a jurisdiction now."""
    if jurisdiction.country is not None:
        return roles_of(person, jurisdiction.country)
    return roles_of(person) - frozenset(roles_with(Scope.COUNTRY)) - frozenset(roles_with(Scope.ORGANISATION))


def explain_in(
    person: Visitor,
    permission: str,
    jurisdiction: Jurisdiction,
    *,
    own_work: bool = False,
    second_factor: SecondFactor = SecondFactor.USED,
) -> Refusal | None:
    """Why a person may not, for the rules of a jurisdiction; None: go ahead. See accounts.permissions.explain."""
    return refusal(MATRIX[permission], roles_in(person, jurisdiction), own_work=own_work, second_factor=second_factor)


def may_in(person: Visitor, permission: str, jurisdiction: Jurisdiction) -> bool:
    """The yes-or-no twin of `explain_in`."""
    return explain_in(person, permission, jurisdiction) is None


def jurisdictions_of(person: Visitor, permission: str) -> QuerySet[Jurisdiction]:
    """The jurisdictions for which a person has a permission: all of them for a role of the whole hub."""
    everywhere = Jurisdiction.objects.select_related("country")
    if isinstance(person, AnonymousUser) or not person.is_active:
        return everywhere.none()
    held = RoleAssignment.objects.held_by(person).in_force_at(timezone.now())
    enough = MATRIX[permission].roles - {PERSON}
    countries = []
    for role in held.filter(role__in=enough):
        if role.country_id is None:
            return everywhere
        countries.append(role.country_id)
    return everywhere.filter(country__in=countries)
