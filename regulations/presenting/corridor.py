"""What a corridor needs of the permits at its two ends: which are open to whom, and what the country left asks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from countries.resolver import Resolver
from regulations.comparison.topics import TOPIC_OF
from regulations.models import Permit
from regulations.presenting.facts import Badge, Fact, Translate, badges, fact
from regulations.rules.record import Claim, PermitRecord
from regulations.values import ItemList
from regulations.vocabulary import Purpose

CLOSED_TO, NEEDS_CLEARANCE = "nationality_bar", "notified_countries"
# What somebody who thinks of going asks first, in this order; a topic of the comparison or a key.
FIRST_ASKED = ("pay_floor", "offer", "decision_time_statutory_max", "fee", "fee_recovery_from_worker", "first_stay")
MOST_WORRYING = ("conflict", "stale", "coming", "unknown")


@dataclass(frozen=True, slots=True)
class Door:
    """A permit at the destination with its first facts; `closed` is the fact that bars nationals of the origin."""

    permit: Permit
    facts: tuple[Fact, ...]
    closed: Fact | None
    badges: tuple[Badge, ...]


@dataclass(frozen=True, slots=True)
class Exit:
    """A rule of the country of origin; `applies` is None where no list says for which destinations."""

    permit: Permit
    facts: tuple[Fact, ...]
    applies: bool | None


def doors(held: Sequence[tuple[Permit, PermitRecord]], origin: str, day: dt.date, translate: Translate) -> list[Door]:
    """The permits of a destination on a day, those closed to nationals of `origin` (alpha-3) last."""
    found = [_door(permit, record, origin, day, translate) for permit, record in held if not is_exit(permit)]
    return sorted(found, key=lambda door: door.closed is not None)


def exits(
    held: Sequence[tuple[Permit, PermitRecord]], destination: str, day: dt.date, translate: Translate
) -> list[Exit]:
    """What a country asks of those who leave it for `destination` (alpha-3)."""
    found = []
    for permit, record in held:
        if is_exit(permit):
            facts = [fact(record, claim, day=day, translate=translate) for claim in _held(record, day)]
            shown = tuple(each for each in facts if each.claim.key != NEEDS_CLEARANCE)
            found.append(Exit(permit, shown, _listed(record, NEEDS_CLEARANCE, destination, day)))
    return found


def of_element(
    held: Sequence[tuple[Permit, PermitRecord]], element: str, day: dt.date, translate: Translate
) -> list[tuple[Permit, list[Fact]]]:
    """What each permit says under one element, those that say nothing left out."""
    found = []
    for permit, record in held:
        claims = [claim for claim in _held(record, day) if claim.element == element]
        if claims:
            found.append((permit, [fact(record, claim, day=day, translate=translate) for claim in claims]))
    return found


def is_exit(permit: Permit) -> bool:
    """Whether it is a rule of a country that people leave."""
    return permit.purpose == Purpose.EXIT_CLEARANCE


def _door(permit: Permit, record: PermitRecord, origin: str, day: dt.date, translate: Translate) -> Door:
    claims = list(_held(record, day))
    closed = next((claim for claim in claims if claim.key == CLOSED_TO and _names(claim, origin)), None)
    kinds = {badge.kind: badge for claim in claims for badge in badges(record, claim, day)}
    return Door(
        permit,
        tuple(fact(record, claim, day=day, translate=translate) for claim in _first(claims)),
        fact(record, closed, day=day, translate=translate) if closed else None,
        tuple(kinds[kind] for kind in MOST_WORRYING[:2] if kind in kinds),
    )


def _first(claims: Sequence[Claim]) -> Iterator[Claim]:
    """The best answer to each of the first questions, with its rivals."""
    for question in FIRST_ASKED:
        asked = [claim for claim in claims if question in (claim.key, _topic(claim))]
        if asked:
            topic = TOPIC_OF.get(asked[0].key)
            rank = topic.keys.index if topic else lambda _key: 0
            best = min((claim.key for claim in asked), key=rank)
            yield from (claim for claim in asked if claim.key == best)


def _topic(claim: Claim) -> str:
    topic = TOPIC_OF.get(claim.key)
    return topic.code if topic else ""


def _held(record: PermitRecord, day: dt.date) -> Iterator[Claim]:
    for key in record.provisions:
        yield from record.claims_on(key, day)


def _listed(record: PermitRecord, key: str, country: str, day: dt.date) -> bool | None:
    lists = record.claims_on(key, day)
    return any(_names(claim, country) for claim in lists) if lists else None


def _names(claim: Claim, country: str) -> bool:
    """Whether a list of countries, which the content writes in alpha-2, holds one given in alpha-3."""
    items = claim.value.items if isinstance(claim.value, ItemList) else ()
    return any(isinstance(item, str) and Resolver.carried().code(item) == country for item in items)
