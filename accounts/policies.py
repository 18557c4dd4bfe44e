"""What the state of an account allows."""

from __future__ import annotations

from django.conf import settings

from accounts.models import User


def may_sign_in(person: User) -> bool:
    """An open account may; an invented person only in demonstration mode, however they got into the database."""
    return person.is_active and (settings.DEMO or not person.is_demo)
