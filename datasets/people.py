"""Who acts on releases: people with their roles, and programs that follow a written rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from accounts.models import User
from accounts.permissions import allowed
from datasets.workflow import PUBLISHER, RULE, STATISTICIAN, WITHDRAWER
from workflow.people import Holder

_USER: Final = "user:"
_PERMISSIONS: Final = {
    STATISTICIAN: "datasets.import",
    PUBLISHER: "datasets.publish",
    WITHDRAWER: "datasets.withdraw",
}

# Publishes what its definition lets a rule publish: derived releases, demo data, routine updates.
BY_RULE: Final = Holder("system:rule", frozenset({RULE}))


@dataclass(frozen=True)
class Acting:
    """A person as the life cycle of releases sees them; what they may do is in accounts/permissions.py."""

    user: User

    @property
    def identifier(self) -> str:
        """As events name them."""
        return f"{_USER}{self.user.pk}"

    def roles_on(self, row: Any) -> frozenset[str]:
        """The roles of the life cycle that the person's permissions give."""
        return frozenset(role for role, permission in _PERMISSIONS.items() if allowed(self.user, permission))


def user_of(identifier: str) -> User | None:
    """The person an identifier names; None for programs, for people who are gone and for what is no key."""
    if not identifier.startswith(_USER):
        return None
    try:
        key = UUID(identifier.removeprefix(_USER))
    except ValueError:
        return None
    return User.objects.filter(pk=key).first()


def acting(identifier: str) -> Acting | Holder:
    """Who stood behind an identifier, so that a job acts with the rights its asker has now: none, if they are gone."""
    if user := user_of(identifier):
        return Acting(user)
    if identifier.startswith(_USER):
        return Holder(identifier, frozenset())
    return Holder(identifier, frozenset({RULE, STATISTICIAN}))
