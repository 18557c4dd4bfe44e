"""Confirming that organisations are what they say."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts import permissions
from accounts.models import Organisation, User
from audit.actions import record


@transaction.atomic
def verify_organisation(*, actor: User, organisation: Organisation, at: datetime) -> None:
    """Confirm who an organisation is. Verified already: nothing happens.

    Raises NotAllowed when the actor may not, or belongs to the organisation.
    """
    permissions.require(actor, "organisations.verify", done_by=organisation.members.all())
    locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if not locked.is_verified:
        locked.verified_at, locked.verified_by = at, actor
        locked.save(update_fields=["verified_at", "verified_by"])
        _record("organisation.verify", actor, locked, at)
    organisation.refresh_from_db()


@transaction.atomic
def withdraw_verification(*, actor: User, organisation: Organisation, reason: str, at: datetime) -> None:
    """Take the confirmation back, with the reason. Not verified: nothing happens. Raises like `verify_organisation`."""
    permissions.require(actor, "organisations.verify", done_by=organisation.members.all())
    locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if locked.is_verified:
        locked.verified_at = locked.verified_by = None
        locked.save(update_fields=["verified_at", "verified_by"])
        _record("organisation.withdraw_verification", actor, locked, at, reason=reason)
    organisation.refresh_from_db()


def _record(action: str, actor: User, organisation: Organisation, at: datetime, **data: str) -> None:
    subject = f"organisation:{organisation.pk}"
    record(action=action, actor=actor.actor, subject=subject, data=data, occurred_at=at)
