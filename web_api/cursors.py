"""Cursors: the place in a list where the next page starts, sealed so that it fits one query only.

A cursor holds the key of the last row that was sent. Pages therefore stay right while rows are added before them, and
the thousandth page costs what the first one does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from django.core import signing

from web_api.problems import Problem


def bind(*parts: object) -> str:
    """What a cursor is bound to: the digest of everything that decides which rows come in which order."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def seal(position: Sequence[str | int | float], bound_to: str) -> str:
    """The cursor for the rows after `position`."""
    return signing.Signer(salt=f"cursor:{bound_to}").sign_object(list(position))


def unseal(cursor: str, bound_to: str) -> tuple[str | int | float, ...]:
    """The position in a cursor; a Problem if it was changed or made for another query."""
    try:
        return tuple(signing.Signer(salt=f"cursor:{bound_to}").unsign_object(cursor))
    except (signing.BadSignature, ValueError) as error:
        # A changed cursor can also fail to decode (ValueError covers base64, UTF-8 and JSON).
        raise Problem("invalid-cursor") from error
