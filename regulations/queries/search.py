"""Permits that a reader's words may mean."""

from __future__ import annotations

from countries.text import fold
from regulations.models import Permit

MOST = 10


def permits_like(asked: str) -> list[Permit]:
    """Permits whose code, names in any language, local code or country hold every word asked for; at most ten."""
    words = fold(asked).split()
    if not words:
        return []
    everyone = Permit.objects.with_jurisdiction().order_by("code")
    found = (permit for permit in everyone if all(word in _said_by(permit) for word in words))
    return [permit for permit, _place in zip(found, range(MOST), strict=False)]


def _said_by(permit: Permit) -> str:
    names = (name for name in permit.names.values() if name)
    codes = (permit.code, permit.code.replace("-", " "), permit.local_code)
    return fold(" ".join((*codes, *names, str(permit.get_purpose_display()), permit.jurisdiction.name)))
