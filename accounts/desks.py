"""The desks of the rooms: where work on something is done, for those whose roles open it.

A room registers its desk when its application is ready; the first page of the desk lists those a person may open.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from accounts.models import User
from accounts.permissions import allowed

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Desk:
    """A room's desk: what it is called, what one does there, the permission that opens it, the name of its address."""

    name: _StrPromise
    purpose: _StrPromise
    permission: str
    view: str

    @property
    def address(self) -> str:
        """Its first page in the reader's language."""
        return reverse(self.view)


_desks: dict[str, Desk] = {}


def register(desk: Desk) -> None:
    """Make a desk known; ValueError when another one has its address."""
    if desk.view in _desks and _desks[desk.view] != desk:
        raise ValueError(f"there are two desks at {desk.view}")
    _desks[desk.view] = desk


def open_to(person: User | AnonymousUser) -> list[Desk]:
    """The desks a person may sit down at, in the order in which rooms made them known."""
    return [desk for desk in _desks.values() if allowed(person, desk.permission)]
