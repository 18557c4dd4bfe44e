"""Reads in the words of the house: roles in force, keys that open."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self, TypeAlias

from django.db import models
from django.db.models import Q

from countries.models import Country

if TYPE_CHECKING:
    from accounts.models import ApiKey, Organisation, RoleAssignment, User  # noqa: F401

    Subject: TypeAlias = Organisation | Country


class RoleAssignmentQuerySet(models.QuerySet["RoleAssignment"]):
    """Who holds which role, for what, from when to when."""

    def held_by(self, person: User) -> Self:
        return self.filter(person=person)

    def in_force_at(self, moment: datetime) -> Self:
        """Held at this moment: the first moment counts, the last one does not."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=moment), valid_from__lte=moment)

    def overlapping(self, start: datetime, end: datetime | None) -> Self:
        """Held at some moment from `start` to just before `end` (None: for ever)."""
        found = self.filter(Q(valid_to=None) | Q(valid_to__gt=start))
        return found if end is None else found.filter(valid_from__lt=end)

    def counting_for(self, subject: Subject) -> Self:
        """Held for the whole hub, or for exactly this country or organisation."""
        of_the_hub = Q(organisation=None, country=None)
        about_it = Q(country=subject) if isinstance(subject, Country) else Q(organisation=subject)
        return self.filter(of_the_hub | about_it)


class ApiKeyQuerySet(models.QuerySet["ApiKey"]):
    """The keys with which programs ask the API."""

    def open_at(self, moment: datetime) -> Self:
        """Neither revoked nor expired."""
        return self.filter(Q(expires_at=None) | Q(expires_at__gt=moment), revoked_at=None)
