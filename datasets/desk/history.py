"""Who did what to a dataset, in sentences, from the audit trail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from audit.models import Event
from audit.sentences import sentence
from datasets.desk.names import Names
from datasets.models import Dataset, Release

SHOWN: Final = 100


@dataclass(frozen=True)
class Told:
    """An event as components/timeline.html shows it."""

    date: datetime
    title: str
    text: str
    address: str


def events(dataset: Dataset) -> list[Told]:
    """What happened to the releases of a dataset, the newest first, a hundred at most."""
    return _told(list(Event.objects.filter(subject__startswith=f"release:{dataset.pk}@").order_by("-sequence")[:SHOWN]))


def events_of(release: Release) -> list[Told]:
    """What happened to one release, the newest first."""
    return _told(list(Event.objects.for_subject(release.subject).order_by("-sequence")[:SHOWN]))


def _told(found: list[Event]) -> list[Told]:
    name = _naming([event.actor for event in found])
    return [Told(event.occurred_at, sentence(event, name), "", _address(event.subject)) for event in found]


def _naming(actors: list[str]) -> Callable[[str], str]:
    names = Names(actors)

    def name(identifier: str) -> str:
        kind, _colon, rest = identifier.partition(":")
        if kind != "release":
            return names[identifier]
        dataset, _at, number = rest.partition("@")
        return _("release %(number)s of %(dataset)s") % {"number": number, "dataset": dataset}

    return name


def _address(subject: str) -> str:
    dataset, _at, number = subject.removeprefix("release:").partition("@")
    return reverse("desk_release", args=[dataset, int(number)])
