"""The form of a content file: one TOML file a jurisdiction, tables of flat entries, in any order. Pure.

A key that is left out means "not stated"; there are no nulls. A fact's value is always written: `{ type = "unstated" }`
where the source speaks of the matter without giving one. The file `content/README.md` explains the form to those who
write it.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Final

import msgspec

from regulations.elements import Element
from regulations.values import CurrencyCode, NotEmpty
from regulations.vocabulary import (
    Confidence,
    DurationClass,
    Evidence,
    GoverningDate,
    Initiator,
    Purpose,
    ServiceMode,
    SkillLevel,
    SourceKind,
    TiedTo,
)

PermitCode = Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{2}-[A-Z0-9][A-Z0-9-]{0,16}$")]
Key = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
PartialDate = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")]
Address = Annotated[str, msgspec.Meta(pattern=r"^https?://\S+$", max_length=500)]
SourceCode = Annotated[str, msgspec.Meta(min_length=1, max_length=40)]


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What entries share: nothing beyond what is declared."""


class JurisdictionEntry(Entry, frozen=True, kw_only=True):
    """[jurisdiction], once a file."""

    code: Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{2}$")]
    time_zone: NotEmpty


class SourceEntry(Entry, frozen=True, kw_only=True):
    """[[sources]]: a text that facts were read in. Any file may cite it."""

    code: SourceCode
    publisher: NotEmpty
    kind: SourceKind
    language: Annotated[str, msgspec.Meta(pattern=r"^[a-z]{2,3}$")]
    url: Address
    source_date: PartialDate | None = None
    read_on: date
    how_read: str = ""
    licence: str = ""


class PermitEntry(Entry, frozen=True, kw_only=True):
    """[[permits]]: identity, names and the compiler's classification."""

    code: PermitCode
    names: dict[Annotated[str, msgspec.Meta(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")], NotEmpty]
    local_code: str = ""
    authority: str = ""
    purpose: Purpose
    duration_class: DurationClass | None = None
    skill_level: SkillLevel
    initiated_by: Initiator
    tied_to: TiedTo
    service_modes: tuple[ServiceMode, ...] = ()
    note: str = ""


class FactEntry(Entry, frozen=True, kw_only=True):
    """[[facts]]: one version of one provision, with its citation."""

    permit: PermitCode
    element: Element
    key: Key
    claim: SourceCode | None = None
    value: dict[str, Any]
    text: NotEmpty
    valid_from: date | None = None
    valid_to: date | None = None
    governing_date: GoverningDate | None = None
    indicator_date: GoverningDate | None = None
    source: SourceCode
    locator: str = ""
    quotation: str = ""
    evidence: Evidence
    confidence: Confidence


class IndicatorEntry(Entry, frozen=True, kw_only=True):
    """[[indicators]]: a figure that thresholds are multiples of."""

    code: Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{2}\.[A-Za-z0-9_.]+$", max_length=60)]
    name: NotEmpty
    currency: CurrencyCode
    per: NotEmpty
    each_member_state: bool = False


class IndicatorValueEntry(Entry, frozen=True, kw_only=True):
    """[[indicator_values]]: what an indicator was, with its citation."""

    indicator: NotEmpty
    claim: SourceCode | None = None
    amount: Decimal
    valid_from: date | None = None
    valid_to: date | None = None
    source: SourceCode
    evidence: Evidence
    how: str = ""


class ConflictEntry(Entry, frozen=True, kw_only=True):
    """[[conflicts]]: a matter on which sources are at odds; provisions as "permit/key"."""

    code: Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
    topic: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    assessment: str = ""
    provisions: Annotated[tuple[NotEmpty, ...], msgspec.Meta(min_length=1)]


class ConflictClaimEntry(Entry, frozen=True, kw_only=True):
    """[[conflict_claims]]: what one source says; either a `source` of ours or the `url` of a text."""

    conflict: NotEmpty
    statement: Annotated[str, msgspec.Meta(min_length=1, max_length=300)]
    source: SourceCode | None = None
    url: Address | None = None
    source_date: PartialDate | None = None


class QuotaEntry(Entry, frozen=True, kw_only=True):
    """[[quotas]]: what is special about a provision that is a ceiling; both written as "permit/key"."""

    provision: NotEmpty
    nationals: tuple[Annotated[str, msgspec.Meta(pattern=r"^([A-Z]{2}|EEA|EFTA)$")], ...] = ()
    part_of: NotEmpty | None = None


class QuotaReadingEntry(Entry, frozen=True, kw_only=True):
    """[[quota_readings]]: how much of it was used by a day, as a count or as a share."""

    provision: NotEmpty
    valid_from: date
    valid_to: date
    counted_until: date
    used: Decimal | None = None
    share: Decimal | None = None
    source: SourceCode
    evidence: Evidence


TABLES: Final[dict[str, type[Entry]]] = {
    "sources": SourceEntry,
    "permits": PermitEntry,
    "facts": FactEntry,
    "indicators": IndicatorEntry,
    "indicator_values": IndicatorValueEntry,
    "conflicts": ConflictEntry,
    "conflict_claims": ConflictClaimEntry,
    "quotas": QuotaEntry,
    "quota_readings": QuotaReadingEntry,
}
UNSTATED: Final = {"type": "unstated"}
