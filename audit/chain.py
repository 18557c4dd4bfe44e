"""The chain of events: how a hash is computed and how the chain is verified, written without a database.

An event's hash is the SHA-256, in lower-case hexadecimal, of eight texts one after the other:

    previous_hash, sequence, occurred_at, recorded_at, action, actor, subject, data

Each text stands as a netstring (https://cr.yp.to/proto/netstrings.txt): its length in UTF-8 bytes, a colon, the
bytes, a comma. The lengths make the sequence unambiguous: no two different events give the same bytes.

- `sequence` is written in decimal digits.
- Times are in UTC with six decimals: `2026-11-22T19:30:00.000000Z`.
- `data` is the text PostgreSQL gives for a jsonb value; `canonical_json` says what that text is, so that an
  exported event can be checked by somebody who has no PostgreSQL.
- The first event has `GENESIS` for its previous hash.

`audit/migrations/0002_chain.py` holds the same rule in SQL; tests compare the two on generated events.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from hashlib import sha256
from typing import NamedTuple

GENESIS = "0" * 64


class Entry(NamedTuple):
    """An event as the chain sees it; `data` is canonical JSON text, both times carry a time zone."""

    sequence: int
    occurred_at: datetime
    recorded_at: datetime
    action: str
    actor: str
    subject: str
    data: str
    previous_hash: str
    hash: str


class Checkpoint(NamedTuple):
    """A place in the chain that somebody noted down elsewhere; nobody can rewrite what lies before it unseen."""

    sequence: int
    hash: str

    def __str__(self) -> str:
        return f"{self.sequence}:{self.hash}"

    @classmethod
    def parse(cls, text: str) -> Checkpoint:
        """The checkpoint written as "sequence:hash"; ValueError for anything else."""
        if not (found := re.fullmatch(r"(\d+):([0-9a-f]{64})", text.strip())):
            raise ValueError(f"{text!r} is not a checkpoint: write SEQUENCE:HASH, the hash with 64 hexadecimal digits")
        return cls(int(found[1]), found[2])


BEGINNING = Checkpoint(0, GENESIS)


class Break(NamedTuple):
    """Where the chain breaks, and how.

    `code` is "missing" (there is no such event), "unlinked" (it does not name the hash before it), "altered" (its hash
    is not that of what it says) or "replaced" (it is not the event the checkpoint was taken of).
    """

    sequence: int
    code: str
    expected: str
    found: str


class Verification(NamedTuple):
    """What a walk along the chain found: events that hold, the last of them, and the first break if there is one."""

    held: int
    head: Checkpoint
    broken: Break | None


def verify(
    entries: Iterable[Entry], *, since: Checkpoint = BEGINNING, progress: Callable[[int], object] | None = None
) -> Verification:
    """Walk along `entries`, ordered by sequence, to the first break; they begin with the event of the checkpoint.

    Only one entry is held at a time. `progress` is told how many more events hold, every thousand and at the end.
    """
    count, told, head = 0, 0, since
    for entry in entries:
        broken = _not_the_noted(entry, since) if count == 0 and since.sequence else _not_next(entry, head)
        if broken := broken or _altered(entry):
            return Verification(count, head, broken)
        count, head = count + 1, Checkpoint(entry.sequence, entry.hash)
        if progress and count - told == 1000:
            progress(1000)
            told = count
    if progress:
        progress(count - told)
    if since.sequence and not count:
        return Verification(0, since, Break(since.sequence, "missing", since.hash, ""))
    return Verification(count, head, None)


def _not_the_noted(entry: Entry, since: Checkpoint) -> Break | None:
    if entry.sequence != since.sequence:
        return Break(since.sequence, "missing", since.hash, "")
    if entry.hash != since.hash:
        return Break(entry.sequence, "replaced", since.hash, entry.hash)
    return None


def _not_next(entry: Entry, head: Checkpoint) -> Break | None:
    if entry.sequence != head.sequence + 1:
        return Break(head.sequence + 1, "missing", str(head.sequence + 1), str(entry.sequence))
    if entry.previous_hash != head.hash:
        return Break(entry.sequence, "unlinked", head.hash, entry.previous_hash)
    return None


def _altered(entry: Entry) -> Break | None:
    computed = event_hash(entry)
    return None if computed == entry.hash else Break(entry.sequence, "altered", computed, entry.hash)


def event_hash(entry: Entry) -> str:
    """The hash the rule gives for what `entry` says; the hash it carries is not looked at."""
    texts = (
        entry.previous_hash,
        str(entry.sequence),
        canonical_time(entry.occurred_at),
        canonical_time(entry.recorded_at),
        entry.action,
        entry.actor,
        entry.subject,
        entry.data,
    )
    return sha256(b"".join(map(netstring, texts))).hexdigest()


def netstring(text: str) -> bytes:
    """`text` with its length in bytes before it."""
    encoded = text.encode()
    return b"%d:%s," % (len(encoded), encoded)


def canonical_time(moment: datetime) -> str:
    """`moment` in UTC with six decimals; a time without a zone is refused, for it names no moment."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment!r} has no time zone")
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def canonical_json(value: object) -> str:
    """The text PostgreSQL gives for `value` stored as jsonb.

    Keys are ordered by length in bytes, then by bytes; one space follows each comma and colon; numbers are written
    out without an exponent and keep their decimals, so parse an export with `parse_float=decimal.Decimal`.
    """
    match value:
        case None | True | False | str():
            return json.dumps(value, ensure_ascii=False)
        case int():
            return str(value)
        case float() | Decimal():
            return _decimal_text(Decimal(str(value)))
        case Mapping():
            keys = sorted(value, key=lambda key: (len(key.encode()), key.encode()))
            return "{" + ", ".join(f"{canonical_json(key)}: {canonical_json(value[key])}" for key in keys) + "}"
        case list() | tuple():
            return "[" + ", ".join(map(canonical_json, value)) + "]"
        case _:
            raise TypeError(f"{type(value).__name__} is not a JSON value")


def _decimal_text(number: Decimal) -> str:
    if not number.is_finite():
        raise ValueError(f"{number} is not a JSON number")
    return format(abs(number) if number.is_zero() else number, "f")  # numeric knows no negative nought
