"""The roles a person can hold, and what each role is held for.

A role is a relation, not a flag: a focal point is the focal point *of* a country, a donor speaks *for* an
organisation. What a role needs is written here once; the database checks and the forms are made from it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """What somebody was appointed to be. Names people read are in sentences.py."""

    STATISTICIAN = "statistician"
    SECRETARIAT = "secretariat"
    FOCAL_POINT = "focal_point"
    REVIEWER = "reviewer"
    ANALYST = "analyst"
    AUDITOR = "auditor"
    EMPLOYER = "employer"
    DONOR = "donor"


class Scope(StrEnum):
    """What a role is held for."""

    HUB = "hub"
    COUNTRY = "country"
    ORGANISATION = "organisation"


SCOPE_OF_ROLE: Final[dict[Role, Scope]] = {
    Role.STATISTICIAN: Scope.HUB,
    Role.SECRETARIAT: Scope.HUB,
    Role.FOCAL_POINT: Scope.COUNTRY,
    Role.REVIEWER: Scope.HUB,
    Role.ANALYST: Scope.HUB,
    Role.AUDITOR: Scope.HUB,
    Role.EMPLOYER: Scope.ORGANISATION,
    Role.DONOR: Scope.ORGANISATION,
}

# Nobody is appointed to be signed in, so this is no Role: everybody with an open account has it.
PERSON: Final = "person"


def roles_with(scope: Scope) -> list[str]:
    """The roles held for something of this kind, in the order of their declaration."""
    return [role.value for role, held_for in SCOPE_OF_ROLE.items() if held_for is scope]
