"""The versions of each provision in the order of the time they hold: what is past, what is coming, what changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from regulations.presenting.facts import Badge, Fact, Translate, fact
from regulations.rules.record import Claim, PermitRecord
from regulations.wording import keys
from regulations.wording.differences import difference
from regulations.wording.phrase import Phrase

PAST, NOW, COMING = "past", "now", "coming"


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a provision. `difference` is that from the version it follows without a gap; else nothing."""

    fact: Fact
    state: str
    difference: str
    before: Fact | None

    @property
    def moves(self) -> bool:
        """Whether it says something else than the version it follows."""
        return self.before is not None and self.before.claim.value != self.fact.claim.value

    @property
    def badge(self) -> Badge:
        """How it stands on the day."""
        names = {PAST: _("past"), NOW: _("in force"), COMING: _("coming")}
        return Badge(self.state, names[self.state])


@dataclass(frozen=True, slots=True)
class Timeline:
    """All versions of one claim of a provision, the newest first."""

    label: Phrase
    anchor: str
    versions: tuple[Version, ...]


def timelines(record: PermitRecord, day: dt.date, translate: Translate) -> list[Timeline]:
    """The provisions that have more than one version, or one that no longer holds."""
    found = []
    for key, claims in record.provisions.items():
        for label, versions in _by_claim(claims):
            if len(versions) > 1 or state_on(versions[0], day) == PAST:
                told = tuple(_told(record, versions, day, translate))
                found.append(Timeline(keys.name(key), f"versions-{key}{'-' if label else ''}{label}", told[::-1]))
    return found


def coming(record: PermitRecord, day: dt.date, translate: Translate) -> list[Version]:
    """The versions that begin after a day, the next first."""
    everything = (
        version
        for claims in record.provisions.values()
        for _label, versions in _by_claim(claims)
        for version in _told(record, versions, day, translate)
    )
    found = [version for version in everything if version.state == COMING]
    return sorted(found, key=lambda version: version.fact.claim.valid_from or dt.date.max)


def state_on(claim: Claim, day: dt.date) -> str:
    """Whether a version is past, holds, or is coming on a day."""
    if claim.holds_on(day):
        return NOW
    return COMING if claim.valid_from and claim.valid_from > day else PAST


def _by_claim(claims: Sequence[Claim]) -> Iterator[tuple[str, list[Claim]]]:
    """Rival claims have a timeline each. Within one, an unread start can only be the oldest."""
    for label in sorted({claim.claim for claim in claims}):
        same = [claim for claim in claims if claim.claim == label]
        yield label, sorted(same, key=lambda claim: claim.valid_from or dt.date.min)


def _told(record: PermitRecord, versions: Sequence[Claim], day: dt.date, translate: Translate) -> Iterator[Version]:
    before: Fact | None = None
    for claim in versions:
        shown = fact(record, claim, day=day, translate=translate)
        follows = before is not None and before.claim.valid_to == claim.valid_from
        changed = difference(before.claim.value, claim.value) if before and follows else ""
        yield Version(shown, state_on(claim, day), changed, before if follows else None)
        before = shown
