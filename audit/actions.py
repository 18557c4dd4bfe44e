"""Writing events: one way for all rooms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from audit.models import Event


def record(
    *,
    action: str,
    actor: str,
    subject: str,
    data: Mapping[str, Any] | None = None,
    occurred_at: datetime | None = None,
) -> Event:
    """Write down an event in the transaction of what it tells of, and return it with its place in the chain.

    Call it last in an action: from here to the commit every other writer of events waits, for the chain has one end.
    `data` holds what JSON can say, and nothing about a person that might have to be forgotten.
    """
    return Event.objects.create(
        action=action,
        actor=actor,
        subject=subject,
        data=dict(data or {}),
        occurred_at=occurred_at or timezone.now(),
    )
