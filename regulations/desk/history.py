"""Who did what to a version, in sentences, from the audit trail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from audit.models import Event
from audit.sentences import sentence
from datasets.desk.names import Names
from regulations.models import ProvisionVersion

SHOWN: Final = 100
_KINDS: Final = ("provision_version:", "permit:", "conflict:")


@dataclass(frozen=True)
class Told:
    """An event as components/timeline.html shows it."""

    date: datetime
    title: str
    text: str = ""
    address: str = ""


def events_of(version: ProvisionVersion) -> list[Told]:
    """What happened to a version, the newest first."""
    found = list(Event.objects.for_subject(version.subject).order_by("-sequence")[:SHOWN])
    name = _naming([event.actor for event in found])
    return [Told(event.occurred_at, sentence(event, name)) for event in found]


def _naming(actors: list[str]) -> Callable[[str], str]:
    names = Names(actors)

    def name(identifier: str) -> str:
        if not identifier.startswith(_KINDS):
            return names[identifier]
        return _("this version") if identifier.startswith(_KINDS[0]) else identifier.partition(":")[2]

    return name
