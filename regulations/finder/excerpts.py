"""What an answer says of a permit besides its conditions: times, documents, recognition, contacts, conflicts. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, Literal, TypeAlias

import msgspec

from regulations.elements import Element
from regulations.rules.record import Claim, Conflict, PermitRecord
from regulations.values import Duration, Term

Basis: TypeAlias = Literal["statutory", "target", "observed"]

# How a key says where a time comes from: a limit in law, an office's own target, or what somebody measured.
_BASES: Final[tuple[tuple[str, Basis], ...]] = (
    ("_statutory_max", "statutory"),
    ("_service_standard", "target"),
    ("_target", "target"),
    ("_observed", "observed"),
)
_SILENCE: Final = "silence_effect"
_FRESHNESS: Final = ("fresh", "amber", "red")


class Time(msgspec.Struct, frozen=True, kw_only=True):
    """How long a step takes, and on whose word. `silence` is what no answer in that time means, in law."""

    basis: Basis
    claim: Claim
    silence: Claim | None = None


def claims_of(record: PermitRecord, element: Element, day: date) -> Iterator[Claim]:
    """Every claim of one element that holds on `day`, in the order of the record."""
    for claims in record.provisions.values():
        yield from (claim for claim in claims if claim.element == element and claim.holds_on(day))


def times(record: PermitRecord, day: date) -> tuple[Time, ...]:
    """Processing times, each with what it rests on; the effect of silence stands with the decision's legal limit."""
    silence = next((claim for claim in record.claims_on(_SILENCE, day) if isinstance(claim.value, Term)), None)
    return tuple(
        Time(basis=basis, claim=claim, silence=silence if claim.key.startswith("decision") else None)
        for claim in claims_of(record, Element.TIME_AND_FEES, day)
        for end, basis in _BASES
        if claim.key.endswith(end) and isinstance(claim.value, Duration | Term)
    )


def documents(record: PermitRecord, day: date) -> tuple[Claim, ...]:
    """What has to be handed in, and how old it may be."""
    return tuple(claims_of(record, Element.DOCUMENTS, day))


def steps(record: PermitRecord, day: date) -> tuple[Claim, ...]:
    """How and where to apply."""
    return tuple(claims_of(record, Element.APPLICATION, day))


def recognition(record: PermitRecord, day: date) -> tuple[Claim, ...]:
    """Who recognises qualifications, and how."""
    return tuple(claims_of(record, Element.RECOGNITION, day))


def contacts(record: PermitRecord, day: date) -> tuple[Claim, ...]:
    """Whom to ask."""
    return tuple(claims_of(record, Element.CONTACTS, day))


def open_conflicts(record: PermitRecord) -> tuple[Conflict, ...]:
    """Where sources contradict one another and nobody has settled it."""
    return tuple(conflict for conflict in record.conflicts if conflict.open)


def stalest(claims: Iterable[Claim]) -> Claim | None:
    """The claim whose review is longest overdue, or due first."""
    held = list(claims)
    if not held:
        return None
    return max(held, key=lambda claim: (_place(claim.freshness), -(claim.review_due or date.max).toordinal()))


def _place(freshness: str) -> int:
    return _FRESHNESS.index(freshness) if freshness in _FRESHNESS else 0
