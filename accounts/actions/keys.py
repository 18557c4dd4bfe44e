"""Making and revoking API keys, and noting that one was used."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from accounts import keys, permissions
from accounts.models import ApiKey, User
from audit.actions import record

USE_NOTED_EVERY: Final = timedelta(minutes=10)  # a write for each request would cost more than the request
KEYS_AT_ONCE: Final = 20


class TooManyKeysError(ValueError):
    """The person has as many open keys as anybody may have."""


@transaction.atomic
def create_key(
    *, person: User, name: str, at: datetime, expires_at: datetime | None = None
) -> tuple[ApiKey, keys.FreshKey]:
    """Make a key. The second part of the answer holds the secret: show it once, it is stored nowhere.

    Raises NotAllowed for a closed account, TooManyKeysError beyond KEYS_AT_ONCE.
    """
    permissions.require(person, "keys.create")
    User.objects.select_for_update().get(pk=person.pk)
    if person.api_keys.open_at(at).count() >= KEYS_AT_ONCE:
        raise TooManyKeysError
    fresh = keys.make()
    key = ApiKey.objects.create(
        person=person,
        name=name,
        prefix=fresh.prefix,
        secret_digest=keys.digest(fresh.secret),
        created_at=at,
        expires_at=expires_at,
    )
    _record("key.create", person, key, at)
    return key, fresh


@transaction.atomic
def revoke_key(*, person: User, key: ApiKey, at: datetime) -> None:
    """Revoke one of the person's own keys; it opens nothing from this moment. Revoked already: nothing happens."""
    locked = person.api_keys.select_for_update().get(pk=key.pk)
    if locked.revoked_at is None:
        locked.revoked_at = at
        locked.save(update_fields=["revoked_at"])
        _record("key.revoke", person, locked, at)
    key.revoked_at = locked.revoked_at


def note_use(*, key: ApiKey, at: datetime) -> None:
    """Keep roughly when the key was last used; no audit, and no write if that was noted a moment ago."""
    if key.last_used_at is None or at - key.last_used_at >= USE_NOTED_EVERY:
        ApiKey.objects.filter(pk=key.pk).update(last_used_at=at)


def _record(action: str, person: User, key: ApiKey, at: datetime) -> None:
    data = {"prefix": key.prefix}
    record(action=action, actor=person.actor, subject=f"key:{key.pk}", data=data, occurred_at=at)
