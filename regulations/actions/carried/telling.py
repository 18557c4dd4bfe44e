"""What readers are told of a load: that a permit's record was opened, and afterwards every single change."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Final

from regulations.actions import journal
from regulations.actions.carried.versions import Moved
from regulations.models import Change, Permit, ProvisionVersion
from regulations.ranges import Days
from regulations.workflow import SCHEDULED

NO_LONGER_SAID: Final = "The content the hub carries no longer says so."  # stored, so in one language

Claim = tuple[int, str]


def tell_readers(moved: Moved, *, at: datetime) -> None:
    """Write the journal. A permit nobody was told of before gets one entry, however much it brings along."""
    told_of = set(Change.objects.values_list("permit", flat=True).distinct())
    first: list[ProvisionVersion] = []
    later: list[ProvisionVersion] = []
    for version in moved.published:
        (later if version.provision.permit_id in told_of else first).append(version)
    _opened(first, at)
    gone: dict[Claim, list[ProvisionVersion]] = defaultdict(list)
    for version in moved.ended:
        gone[_claim(version)].append(version)
    for version in later:
        _changed(version, gone[_claim(version)], at)
    for version in (each for left in gone.values() for each in left):
        journal.note(Change.Kind.WITHDRAWN, version, old=version, at=at, reason=NO_LONGER_SAID)


def _opened(versions: list[ProvisionVersion], at: datetime) -> None:
    provisions: dict[Permit, set[int]] = defaultdict(set)
    for version in versions:
        provisions[version.provision.permit].add(version.provision_id)
    for permit in sorted(provisions, key=lambda each: each.pk):
        journal.note_opened(permit, provisions=len(provisions[permit]), at=at)


def _changed(version: ProvisionVersion, gone: list[ProvisionVersion], at: datetime) -> None:
    """What it replaces, if anything, is then no longer among what is gone."""
    days = Days(version.valid_from, version.valid_to)
    old = next((each for each in gone if days.meets(Days(each.valid_from, each.valid_to))), None)
    if old:
        gone.remove(old)
    version.refresh_from_db(fields=["status"])
    kind = Change.Kind.CORRECTED if old else Change.Kind.PUBLISHED
    journal.note(Change.Kind.SCHEDULED if version.status == SCHEDULED else kind, version, old=old, at=at)


def _claim(version: ProvisionVersion) -> Claim:
    return version.provision_id, version.claim
