"""How well a permit is known on a day, in figures: what lists and the coverage map show."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from regulations.freshness import Freshness
from regulations.presenting.facts import Badge, is_confirmed, open_conflicts
from regulations.rules.record import PermitRecord


@dataclass(frozen=True, slots=True)
class Standing:
    """Counts of one permit, or of several added up. `elements` is how many of the twelve hold something, summed."""

    permits: int = 0
    elements: int = 0
    facts: int = 0
    confirmed: int = 0
    overdue: int = 0
    coming: int = 0
    conflicts: int = 0
    encoded: int = 0

    def __add__(self, other: Standing) -> Standing:
        return Standing(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    @property
    def badges(self) -> list[Badge]:
        """What a list says beside the name of a permit."""
        found = []
        if self.coming:
            found.append(Badge("coming", _("change coming")))
        if self.conflicts:
            found.append(Badge("conflict", _("sources disagree")))
        if self.overdue:
            found.append(Badge("stale", _("check overdue")))
        if not self.encoded:
            found.append(Badge("unknown", _("conditions not yet encoded")))
        return found


def standing(record: PermitRecord, day: dt.date) -> Standing:
    """How one permit stands on a day."""
    claims = [claim for claims in record.provisions.values() for claim in claims]
    held = [claim for claim in claims if claim.holds_on(day)]
    return Standing(
        permits=1,
        elements=len({claim.element for claim in held}),
        facts=len(held),
        confirmed=sum(map(is_confirmed, held)),
        overdue=sum(claim.freshness in (Freshness.AMBER, Freshness.RED) for claim in held),
        coming=sum(claim.valid_from is not None and claim.valid_from > day for claim in claims),
        conflicts=len(open_conflicts(record)),
        encoded=int(record.conditions is not None),
    )
