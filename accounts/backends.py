"""How people sign in: allauth's e-mail and password, and the house's rule on who may at all."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.base_user import AbstractBaseUser

from accounts.models import User
from accounts.policies import may_sign_in


class EmailBackend(AuthenticationBackend):
    """Asked at sign-in and again on every request, so that a session ends when its account is closed."""

    def user_can_authenticate(self, user: AbstractBaseUser | None) -> bool:
        return isinstance(user, User) and may_sign_in(user)
