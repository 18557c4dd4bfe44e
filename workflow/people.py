"""Who makes a transition, as far as a workflow must know them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Protocol


class Person(Protocol):
    """Someone who may act. Roles are relations, so they are asked for a row: focal point *of* this country."""

    @property
    def identifier(self) -> str:
        """The actor written into the event, such as "user:<uuid>" or "system:celery"."""
        ...

    def roles_on(self, row: Any) -> Collection[str]:
        """The roles this person holds on `row`."""
        ...


@dataclass(frozen=True, slots=True)
class Holder:
    """A person who holds the same roles on every row: a program, a command, a figure in a test."""

    identifier: str
    roles: frozenset[str]

    def roles_on(self, row: Any) -> frozenset[str]:
        return self.roles
