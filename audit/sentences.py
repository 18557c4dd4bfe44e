"""Events as sentences. A room says how its own actions read, in `<room>/audit_sentences.py`:

@tells("release.publish")
def published(event: Event, name: Naming) -> str:
    return _("%(who)s published %(what)s") % {"who": name(event.actor), "what": name(event.subject)}
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from django.utils.translation import gettext as _

from audit.models import Event

Naming = Callable[[str], str]
"""Gives the name a reader knows for an actor or a subject; audit itself knows nobody."""

Teller = Callable[[Event, Naming], str]

_tellers: dict[str, Teller] = {}


def tells(action: str) -> Callable[[Teller], Teller]:
    """Registers how events of `action` are told; ValueError when somebody else tells them already."""

    def register(teller: Teller) -> Teller:
        if action in _tellers:
            raise ValueError(f"{action} is told by {_tellers[action].__module__} already")
        _tellers[action] = teller
        return teller

    return register


def sentence(event: Event, name: Naming = str) -> str:
    """The event as a sentence in the reader's language; an action nobody tells is named by its code."""
    if teller := _tellers.get(event.action):
        # Events live longer than sentences: an old one may lack what a newer sentence asks of its data.
        with suppress(KeyError):
            return teller(event, name)
    return _("%(actor)s: %(action)s (%(subject)s)") % {
        "actor": name(event.actor),
        "action": event.action,
        "subject": name(event.subject),
    }
