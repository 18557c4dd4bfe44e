"""Where allauth's ways of signing in meet the house's rules."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.encoding import force_bytes
from qrcode.image.svg import SvgPathFillImage

from accounts.models import User
from accounts.policies import may_sign_in


class SignInAdapter(DefaultAccountAdapter):
    """Stops those whose password is right but who may not sign in; allauth itself asks only whether they are active."""

    def pre_login(self, request: HttpRequest, user: User, **details: Any) -> HttpResponse | None:
        if not may_sign_in(user):
            inactive: HttpResponse = self.respond_user_inactive(request, user)
            return inactive
        stopped: HttpResponse | None = super().pre_login(request, user, **details)
        return stopped


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps authenticator secrets encrypted: whoever reads the database alone cannot make codes.

    The key comes from SECRET_KEY; the old ones in SECRET_KEY_FALLBACKS still open what they closed.
    """

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        """On white, so that a telephone can read it from a dark page too."""
        return str(qrcode.make(url, image_factory=SvgPathFillImage).to_string(encoding="unicode"))


def _cipher() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(b"second factor" + force_bytes(secret)).digest() for secret in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
