"""Giving roles and taking them back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts import permissions
from accounts.models import Organisation, RoleAssignment, User
from accounts.roles import SCOPE_OF_ROLE, Role, Scope
from audit.actions import record
from countries.models import Country

OPERATOR = "system:operator"  # whoever has the command line: gives the first role, as nobody holds one yet


class RoleError(ValueError):
    """The role can't be given or taken back like this.

    `code`: needs_organisation, needs_country, takes_no_organisation, takes_no_country, held (already), ended (or not
    begun).
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@transaction.atomic
def grant_role(
    *,
    actor: User | None,
    person: User,
    role: Role,
    organisation: Organisation | None = None,
    country: Country | None = None,
    at: datetime,
    until: datetime | None = None,
) -> RoleAssignment:
    """Give `person` a role from `at` on. `actor` is None at the command line only.

    Raises NotAllowed when the actor may not, or is the person; RoleError when the role does not fit or is held.
    """
    if actor is not None:
        permissions.require(actor, "roles.grant", done_by=person)
    _check_scope(role, organisation=organisation, country=country)
    User.objects.select_for_update().get(pk=person.pk)  # two grants at once: the second sees the first
    held = RoleAssignment.objects.held_by(person).filter(role=role, organisation=organisation, country=country)
    if held.overlapping(at, until).exists():
        raise RoleError("held")
    assignment = RoleAssignment.objects.create(
        person=person,
        role=role,
        organisation=organisation,
        country=country,
        valid_from=at,
        valid_to=until,
        granted_by=actor,
    )
    _record("role.grant", actor, assignment, at)
    return assignment


@transaction.atomic
def revoke_role(*, actor: User | None, assignment: RoleAssignment, reason: str, at: datetime) -> None:
    """End a role at `at`: from that moment the person does not hold it any more.

    Raises NotAllowed like `grant_role`; RoleError("ended") when the role is not held at that moment.
    """
    if actor is not None:
        permissions.require(actor, "roles.grant", done_by=assignment.person)
    locked = RoleAssignment.objects.select_for_update(of=("self",)).in_force_at(at).filter(pk=assignment.pk).first()
    if locked is None:
        raise RoleError("ended")
    locked.valid_to = at
    locked.save(update_fields=["valid_to"])
    assignment.valid_to = at
    _record("role.revoke", actor, assignment, at, reason=reason)


def _check_scope(role: Role, **given: Organisation | Country | None) -> None:
    for kind, subject in given.items():
        needed = SCOPE_OF_ROLE[role] is Scope(kind)
        if needed and subject is None:
            raise RoleError(f"needs_{kind}")
        if subject is not None and not needed:
            raise RoleError(f"takes_no_{kind}")


def _record(action: str, actor: User | None, assignment: RoleAssignment, at: datetime, **more: str) -> None:
    data = {"role": assignment.role, **more}
    if assignment.organisation_id:
        data["organisation"] = str(assignment.organisation_id)
    if assignment.country_id:
        data["country"] = assignment.country_id
    record(
        action=action,
        actor=actor.actor if actor else OPERATOR,
        subject=assignment.person.actor,
        data=data,
        occurred_at=at,
    )
