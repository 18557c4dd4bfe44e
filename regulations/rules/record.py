"""What is known about one permit at one moment of record: the engine's only input beside the person's case. Pure.

A record holds every published version of every provision, past and coming; which of them governs is decided by the
dates of a case. `regulations.queries.record` makes records out of the database.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

import msgspec

from regulations.rules.tree import Conditions
from regulations.values import Value
from regulations.vocabulary import GoverningDate, Grade


class Citation(msgspec.Struct, frozen=True, kw_only=True):
    """Where a claim was read: law or gazette (grade A), authority's page (B), its press release (C), others (D).

    `source_date` is the first day the source's date may mean, `dated` the date as the source has it ("2026-06").
    """

    publisher: str
    url: str = ""
    locator: str = ""
    source_date: date | None = None
    grade: Grade = Grade.SECONDARY
    source: str = ""
    dated: str = ""
    evidence: str = ""
    read_on: date | None = None


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """One version of one provision: what a source says of `key` from `valid_from` until the day before `valid_to`.

    `value` None: the source speaks of the matter without giving a value. `valid_from` None: the start was not read.
    Claims with one `key` and different `claim` labels compete; they are never made into one timeline.
    `governing_date` says which of the applicant's dates chooses the version, `indicator_date` which one chooses the
    value of the index it is a multiple of. `status` is "scheduled" for a coming rule; `recorded_from` is when readers
    were first shown it here.
    """

    key: str
    element: str
    value: Value | None
    claim: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    governing_date: GoverningDate | None = None
    indicator_date: GoverningDate | None = None
    text: str = ""
    citations: tuple[Citation, ...] = ()
    freshness: str = ""
    certified_by: str = ""
    certified_on: date | None = None
    review_due: date | None = None
    version: int | None = None
    status: str = "published"
    confidence: str = ""
    recorded_from: datetime | None = None

    @property
    def start_known(self) -> bool:
        """Was the first day of validity read?"""
        return self.valid_from is not None

    @property
    def citation(self) -> Citation | None:
        """The citation that stands for the claim: the first, which is the one of the best grade."""
        return self.citations[0] if self.citations else None

    def holds_on(self, day: date) -> bool:
        """Is `day` in the range of validity?"""
        return _within(self.valid_from, self.valid_to, day)


class IndicatorValue(msgspec.Struct, frozen=True, kw_only=True):
    """A reference indicator's value over a range of days, such as the Swedish median wage from 16 June 2026."""

    code: str
    value: Decimal
    currency: str
    per: str
    valid_from: date | None = None
    valid_to: date | None = None
    citation: Citation | None = None

    def holds_on(self, day: date) -> bool:
        """Is `day` in the range of validity?"""
        return _within(self.valid_from, self.valid_to, day)


class ConflictClaim(msgspec.Struct, frozen=True, kw_only=True):
    """What one source says in a conflict."""

    claim: str
    publisher: str = ""
    url: str = ""
    source_date: str = ""


class Conflict(msgspec.Struct, frozen=True, kw_only=True):
    """Sources that contradict one another about `topic`; open until a focal point closes it with a reason."""

    code: str
    topic: str
    keys: tuple[str, ...] = ()
    claims: tuple[ConflictClaim, ...] = ()
    open: bool = True
    resolution: str = ""


class QuotaReading(msgspec.Struct, frozen=True, kw_only=True):
    """How much of a quota was used by a day: a count or a share of the ceiling for the period."""

    counted_until: date
    period_from: date
    period_to: date
    used: Decimal | None = None
    share: Decimal | None = None
    citation: Citation | None = None


class Quota(msgspec.Struct, frozen=True, kw_only=True):
    """What is special about the ceiling under `key`: whose nationals it is for, and how it hangs with others.

    `part_of` and `parts` are provisions as "permit/key"; several permits may share a total.
    """

    key: str
    nationals: tuple[str, ...] = ()
    part_of: str = ""
    parts: tuple[str, ...] = ()
    readings: tuple[QuotaReading, ...] = ()


class PermitRecord(msgspec.Struct, frozen=True, kw_only=True, eq=False, weakref=True):
    """All that is known about one permit; equal only to itself, so that caches may key on it.

    `jurisdiction` and `provisions` use ISO 3166-1 alpha-2, as the sources do. `conditions` None: not yet encoded.
    """

    permit: str
    jurisdiction: str
    purpose: str = ""
    names: Mapping[str, str] = {}
    provisions: Mapping[str, tuple[Claim, ...]] = {}
    indicators: Mapping[str, tuple[IndicatorValue, ...]] = {}
    conditions: Conditions | None = None
    conflicts: tuple[Conflict, ...] = ()
    quotas: tuple[Quota, ...] = ()

    def claims_on(self, key: str, day: date) -> tuple[Claim, ...]:
        """The claims about `key` whose validity covers `day`; several if they compete."""
        return tuple(claim for claim in self.provisions.get(key, ()) if claim.holds_on(day))


def _within(first: date | None, end: date | None, day: date) -> bool:
    return (first is None or first <= day) and (end is None or day < end)
