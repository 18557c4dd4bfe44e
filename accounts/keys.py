"""What an API key is made of: a public beginning, a dot and a secret. Text in, text out."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import Final

PREFIX_LENGTH: Final = 12
_ALPHABET: Final = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that is read for something else
_SECRET_BYTES: Final = 32  # 256 bits: a plain digest is enough, nobody guesses them


@dataclass(frozen=True)
class FreshKey:
    """A key at the only moment its secret is known."""

    prefix: str
    secret: str

    def __str__(self) -> str:
        return f"{self.prefix}.{self.secret}"


def make() -> FreshKey:
    """A new key from the system's source of randomness."""
    prefix = "iimd" + "".join(secrets.choice(_ALPHABET) for _ in range(PREFIX_LENGTH - 4))
    return FreshKey(prefix, secrets.token_urlsafe(_SECRET_BYTES))


def digest(secret: str) -> str:
    """What is stored instead of the secret: its SHA-256 in hexadecimal."""
    return hashlib.sha256(secret.encode()).hexdigest()


def split(text: str) -> FreshKey | None:
    """The two parts of a key as a program sent it, or None where it cannot be one."""
    prefix, dot, secret = text.strip().partition(".")
    return FreshKey(prefix, secret) if dot and secret and len(prefix) == PREFIX_LENGTH else None


def opens(secret: str, stored_digest: str) -> bool:
    """Whether the secret belongs to the digest; takes as long when it does not."""
    return hmac.compare_digest(digest(secret), stored_digest)
