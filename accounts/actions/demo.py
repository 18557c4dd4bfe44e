"""Putting the people of the demonstration into the database, as often as one likes."""

from __future__ import annotations

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from accounts.actions.organisations import verify_organisation
from accounts.actions.roles import grant_role
from accounts.demo import PERSONAS, DemoOrganisation, Persona
from accounts.models import Membership, Organisation, User
from accounts.roles import SCOPE_OF_ROLE, Scope
from countries.models import Country


@transaction.atomic
def load_people(*, at: datetime) -> int:
    """Make or mend every persona with organisation and role; what is there already is left. Answers how many there are.

    The first persona is the secretariat: the operator gives it its role, it gives the others theirs.
    """
    secretariat: User | None = None
    for persona in PERSONAS:
        person = _person(persona)
        organisation = _organisation(persona.organisation, person) if persona.organisation else None
        _role(persona, person, organisation, granted_by=secretariat, at=at)
        secretariat = secretariat or person
        if persona.organisation and persona.organisation.verified and organisation and person != secretariat:
            verify_organisation(actor=secretariat, organisation=organisation, at=at)
    return len(PERSONAS)


def _person(persona: Persona) -> User:
    """The persona as it was meant to be, whatever visitors did to it."""
    person, made = User.objects.get_or_create(email=persona.email, defaults={"is_demo": True})
    if not person.is_demo:
        raise ValueError(f"{persona.email} belongs to a real account")
    person.name, person.is_active = persona.name, True
    if made or person.has_usable_password():
        person.set_unusable_password()
    person.save()
    EmailAddress.objects.update_or_create(user=person, email=person.email, defaults={"verified": True, "primary": True})
    return person


def _organisation(wanted: DemoOrganisation, owner: User) -> Organisation:
    organisation, _made = Organisation.objects.get_or_create(
        name=wanted.name, is_demo=True, defaults={"kind": wanted.kind}
    )
    Membership.objects.get_or_create(
        person=owner, organisation=organisation, defaults={"standing": Membership.Standing.OWNER}
    )
    return organisation


def _role(
    persona: Persona, person: User, organisation: Organisation | None, *, granted_by: User | None, at: datetime
) -> None:
    if persona.role is None or person.role_assignments.filter(role=persona.role).in_force_at(at).exists():
        return
    scope = SCOPE_OF_ROLE[persona.role]
    country = Country.objects.filter(code=persona.country).first()
    if scope is Scope.COUNTRY and country is None:
        return  # countries are not loaded yet: the next load gives the role
    grant_role(
        actor=granted_by,
        person=person,
        role=persona.role,
        organisation=organisation if scope is Scope.ORGANISATION else None,
        country=country if scope is Scope.COUNTRY else None,
        at=at,
    )
