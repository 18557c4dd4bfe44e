"""The typed values of provisions, and their JSON: one shape in content files, database and API. Pure.

A value is one of the structs here, or None where a source speaks of a matter without giving a value ("the Minister
fixes the pass mark"). That is neither StatedNone, a value of its own ("no quota"), nor the absence of any record.
Amounts are decimals and keep the digits they were written with.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Final, Literal, TypeAlias

import msgspec

CurrencyCode = Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{3}$")]
NotEmpty = Annotated[str, msgspec.Meta(min_length=1)]
Iso8601 = Annotated[str, msgspec.Meta(pattern=r"^P(?=\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?$")]


class _Value(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="type"):
    """What the values share: immutable, told apart by `type`, without unknown fields."""


class Money(_Value, frozen=True, tag="money"):
    """An amount `per` something ("year", "application", "person"); gross or net where the source says."""

    amount: Decimal
    currency: CurrencyCode
    per: NotEmpty | None = None
    gross_net: Literal["gross", "net"] | None = None


class Duration(_Value, frozen=True, tag="duration"):
    """A span in ISO 8601, of calendar or working days, and whether it is a least or a most."""

    iso8601: Iso8601
    day_basis: Literal["calendar", "working"] = "calendar"
    bound: Literal["min", "max", "range_low", "range_high"] | None = None


class Number(_Value, frozen=True, tag="number"):
    """A count or a share, with its unit; `op` where it is a limit. Several where a source gives one for each year."""

    number: int | Decimal | tuple[int, ...]
    unit: NotEmpty
    op: Literal[">=", "<="] | None = None


class Term(_Value, frozen=True, tag="term"):
    """A word or a short phrase, such as "deemed_refused"."""

    term: NotEmpty


class StatedNone(msgspec.Struct, frozen=True):
    """The source says that there is none: no quota, no fee, no test. Written as the term "none"."""


class Flag(_Value, frozen=True, tag="boolean"):
    """Yes or no."""

    value: bool


class ReferenceMultiple(_Value, frozen=True, tag="reference_multiple"):
    """A multiple of a dated index, such as 0.8 of the median wage."""

    coefficient: Decimal
    indicator: NotEmpty


class Contact(_Value, frozen=True, tag="contact"):
    """Whom to ask."""

    name: NotEmpty
    phone: NotEmpty | None = None
    address: NotEmpty | None = None


class ItemList(_Value, frozen=True, tag="list"):
    """Several: phrases, codes, or values of one kind."""

    items: Annotated[tuple[NotEmpty | Money | Duration | Number | ReferenceMultiple, ...], msgspec.Meta(min_length=1)]


Value: TypeAlias = Money | Duration | Number | Term | StatedNone | Flag | ReferenceMultiple | Contact | ItemList
_Written: TypeAlias = Money | Duration | Number | Term | Flag | ReferenceMultiple | Contact | ItemList

NONE: Final = Term(term="none")
TYPES: Final = ("money", "duration", "number", "term", "boolean", "reference_multiple", "list", "contact")


def decode(written: Any) -> Value | None:
    """The value from its JSON (as Python objects). Raises msgspec.ValidationError naming the field that is wrong."""
    if written is None:
        return None
    value = msgspec.convert(written, type=_Written)
    return StatedNone() if value == NONE else value


def encode(value: Value | None) -> dict[str, Any] | None:
    """The JSON of a value, as Python objects; `decode` gives the same value back."""
    if value is None:
        return None
    written: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(NONE if isinstance(value, StatedNone) else value))
    return written


def words_of(value: Value | None) -> tuple[str, ...]:
    """The phrases in a value that a translator translates: terms and items that are words, not codes."""
    if isinstance(value, Term):
        return (value.term,)
    if isinstance(value, ItemList):
        return tuple(item for item in value.items if isinstance(item, str) and any(map(str.islower, item)))
    return ()
