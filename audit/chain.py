"""How the hash of an event is computed: the same rule the database follows, written without a database.

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
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from hashlib import sha256

GENESIS = "0" * 64


def event_hash(
    *,
    previous_hash: str,
    sequence: int,
    occurred_at: datetime,
    recorded_at: datetime,
    action: str,
    actor: str,
    subject: str,
    data: str,
) -> str:
    """The hash of an event; `data` is canonical JSON text, both times carry a time zone."""
    texts = (
        previous_hash,
        str(sequence),
        canonical_time(occurred_at),
        canonical_time(recorded_at),
        action,
        actor,
        subject,
        data,
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
