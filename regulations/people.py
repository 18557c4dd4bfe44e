"""Who acts on provisions: people with the roles they hold in a jurisdiction, and programs that follow a rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from accounts.models import User
from accounts.permissions import MATRIX
from regulations.policies import roles_in
from regulations.workflow import AUTHOR, PUBLISHER, REVIEWER, RULE
from workflow.people import Holder

_PERMISSIONS: Final = {AUTHOR: "permits.write", REVIEWER: "permits.review", PUBLISHER: "permits.publish"}

# Switches what was scheduled, and cuts the range of a version that another one takes days from.
BY_RULE: Final = Holder("system:rule", frozenset({RULE}))


@dataclass(frozen=True)
class Acting:
    """A person as the life of a provision sees them; what they may do is in accounts/permissions.py."""

    user: User

    @property
    def identifier(self) -> str:
        """As events name them."""
        return self.user.actor

    def roles_on(self, row: Any) -> frozenset[str]:
        """The roles of the life of a provision that the person's roles in its jurisdiction give."""
        held = roles_in(self.user, row.provision.permit.jurisdiction)
        return frozenset(role for role, permission in _PERMISSIONS.items() if held & MATRIX[permission].roles)
