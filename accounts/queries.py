"""Questions that join several tables of the room."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Case, Exists, OuterRef, Value, When

from accounts.models import ApiKey, RoleAssignment
from accounts.permissions import MATRIX


def key_in_use(prefix: str, *, at: datetime) -> ApiKey | None:
    """The key that begins so, if it is open, with its person and its tier, by one query.

    The tier follows from the roles the person holds at this moment, so that it ends with the role.
    """
    roles = MATRIX["keys.analyst_tier"].roles
    analyst = RoleAssignment.objects.in_force_at(at).filter(person=OuterRef("person"), role__in=roles)
    return (
        ApiKey.objects.open_at(at)
        .filter(prefix=prefix)
        .annotate(tier=Case(When(Exists(analyst), then=Value("analyst")), default=Value("person")))
        .select_related("person")
        .first()
    )
