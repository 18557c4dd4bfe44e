"""The whole access matrix of the hub: who may do what, and why not.

Every permission of every room stands in MATRIX and nowhere else. A permission names the roles that have it, whether
it is a decision (the person must then have used a second factor in this session) and whether those who did the work
are shut out of judging it. docs/reference/access.md is written from this table.

Whether the *state* of a thing allows an act is another question: the room's policies answer it.
Being staff or superuser opens the administration site and gives nothing here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts import sentences
from accounts.models import RoleAssignment, User
from accounts.roles import PERSON, Role

if TYPE_CHECKING:
    from datetime import datetime

    from django.utils.functional import _StrPromise

    from accounts.querysets import Subject


@dataclass(frozen=True)
class Permission:
    """One row of the matrix."""

    name: str
    roles: frozenset[str]
    decides: bool = False
    not_own_work: bool = False


def _row(name: str, *roles: str, decides: bool = False, not_own_work: bool = False) -> Permission:
    return Permission(name, frozenset(roles), decides, not_own_work)


MATRIX: Final[dict[str, Permission]] = {
    row.name: row
    for row in (
        _row("keys.create", PERSON),
        _row("keys.analyst_tier", Role.ANALYST, Role.STATISTICIAN),
        _row("desk.open", *Role),
        _row("datasets.import", Role.STATISTICIAN),
        _row("datasets.rebuild", Role.STATISTICIAN),
        _row("datasets.see_unpublished", Role.STATISTICIAN, Role.SECRETARIAT, Role.AUDITOR),
        _row("datasets.publish", Role.STATISTICIAN, decides=True, not_own_work=True),
        _row("datasets.withdraw", Role.STATISTICIAN, Role.SECRETARIAT, decides=True),
        _row("permits.see_drafts", Role.FOCAL_POINT, Role.REVIEWER, Role.SECRETARIAT, Role.AUDITOR),
        _row("permits.write", Role.FOCAL_POINT, Role.REVIEWER),
        _row("permits.review", Role.REVIEWER, decides=True, not_own_work=True),
        _row("permits.publish", Role.REVIEWER, Role.SECRETARIAT, decides=True, not_own_work=True),
        _row("permits.certify", Role.FOCAL_POINT, decides=True),
        _row("permits.close_conflict", Role.FOCAL_POINT, Role.REVIEWER, decides=True),
        _row("roles.see", Role.SECRETARIAT, Role.AUDITOR),
        _row("roles.grant", Role.SECRETARIAT, decides=True, not_own_work=True),
        _row("organisations.verify", Role.SECRETARIAT, decides=True, not_own_work=True),
        _row("audit.read", Role.SECRETARIAT, Role.AUDITOR),
    )
}


class SecondFactor(StrEnum):
    """What is known of the second factor where a question is asked."""

    USED = "used"  # in this session
    UNUSED = "unused"  # set up, not asked for in this session
    MISSING = "missing"  # not set up
    KEY = "key"  # a program with an API key: it has none


@dataclass(frozen=True)
class Refusal:
    """Why somebody may not do something. The refused page and the greyed-out button say the same sentence."""

    code: str
    permission: Permission

    @property
    def sentence(self) -> _StrPromise:
        return sentences.refusal(self.code, self.permission.roles)


def refusal(
    permission: Permission,
    roles: Iterable[str],
    *,
    own_work: bool = False,
    second_factor: SecondFactor = SecondFactor.USED,
) -> Refusal | None:
    """The rule itself, from values alone. None means: go ahead."""
    held = frozenset(roles)
    if PERSON not in held:
        return Refusal("signed_out", permission)
    if not held & permission.roles:
        return Refusal("role", permission)
    if permission.not_own_work and own_work:
        return Refusal("own_work", permission)
    if permission.decides and second_factor is not SecondFactor.USED:
        return Refusal(f"second_factor_{second_factor}", permission)
    return None


def roles_of(person: User | AnonymousUser, on: Subject | None = None, *, at: datetime | None = None) -> frozenset[str]:
    """The roles a person holds now (or at `at`): all of them, or those that count for the country or organisation `on`.

    A role held for the whole hub counts everywhere; the focal point of Kenya is no focal point on Nepal.
    Everybody with an open account also has "person"; a visitor has nothing.
    """
    if isinstance(person, AnonymousUser) or not person.is_active:
        return frozenset()
    held = RoleAssignment.objects.held_by(person).in_force_at(at or timezone.now())
    if on is not None:
        held = held.counting_for(on)
    return frozenset({PERSON, *held.values_list("role", flat=True)})


def explain(
    person: User | AnonymousUser,
    permission: str,
    *,
    on: Subject | None = None,
    done_by: User | Iterable[User | None] | None = None,
    second_factor: SecondFactor = SecondFactor.USED,
) -> Refusal | None:
    """Why `person` may not, or None when they may.

    `on`: the country or organisation it is about. `done_by`: who did the work that is being decided on.
    `second_factor`: only the edge of the system knows the session; `accounts.access` passes it, actions leave it out.
    Raises KeyError for a permission that is not in the matrix.
    """
    workers = [done_by] if isinstance(done_by, User) or done_by is None else done_by
    return refusal(
        MATRIX[permission],
        roles_of(person, on),
        own_work=any(worker == person for worker in workers if worker is not None),
        second_factor=second_factor,
    )


class NotAllowed(PermissionDenied):
    """An act was asked for by somebody who may not; carries the refusal."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(str(refusal.sentence))
        self.refusal = refusal


def require(
    person: User | AnonymousUser,
    permission: str,
    *,
    on: Subject | None = None,
    done_by: User | Iterable[User | None] | None = None,
) -> None:
    """For actions: raises NotAllowed with the refusal that `explain` would give."""
    found = explain(person, permission, on=on, done_by=done_by)
    if found:
        raise NotAllowed(found)


def allowed(
    person: User | AnonymousUser,
    permission: str,
    *,
    on: Subject | None = None,
    done_by: User | Iterable[User | None] | None = None,
) -> bool:
    """Whether the person's roles give the permission: the yes-or-no twin of `explain`."""
    return explain(person, permission, on=on, done_by=done_by) is None


def of(person: User | AnonymousUser) -> tuple[Permission, ...]:
    """Everything the person's roles allow, in the order of the matrix; own work and second factor left aside."""
    roles = roles_of(person)
    return tuple(permission for permission in MATRIX.values() if roles & permission.roles)
