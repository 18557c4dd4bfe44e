"""What differs between two versions of a provision, field by field, and inside a text word by word. Pure.

Compared is what a version says (a `Statement`), not who wrote it or when. A value of the same type is compared in its
parts, so that a reader sees "amount: 48,300 → 50,700"; of another type as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any, Final, Literal

Json = Mapping[str, Any]

_WORDS: Final = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation as far as it says something: which source, where in it, and the words quoted."""

    source: str
    locator: str
    quotation: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """What a version says. `value` is its JSON (see values.py), None where the source gives none."""

    value: Json | None
    text: str
    valid_from: date | None
    valid_to: date | None
    governing_date: str = ""
    citations: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that differs: `value`, `value.amount`, `text`, `valid_from`, `citation`. None: not there."""

    field: str
    old: Any
    new: Any


def differences(old: Statement, new: Statement) -> list[Difference]:
    """Everything that differs, in the order in which a reader asks: the value, the words, the days, the sources."""
    return [*_values(old.value, new.value), *_fields(old, new), *_citations(old.citations, new.citations)]


def _values(old: Json | None, new: Json | None) -> Iterator[Difference]:
    if old == new:
        return
    if old is None or new is None or old.get("type") != new.get("type"):
        yield Difference("value", old, new)
        return
    for name in sorted({*old, *new} - {"type"}, key=[*new, *old].index):
        if old.get(name) != new.get(name):
            yield Difference(f"value.{name}", old.get(name), new.get(name))


def _fields(old: Statement, new: Statement) -> Iterator[Difference]:
    for name in ("text", "valid_from", "valid_to", "governing_date"):
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield Difference(name, before, after)


def _citations(old: tuple[Cited, ...], new: tuple[Cited, ...]) -> Iterator[Difference]:
    """A citation that changed its words is one difference; one of another place is gone, and another came."""
    before = {(each.source, each.locator): each for each in old}
    after = {(each.source, each.locator): each for each in new}
    for place in dict.fromkeys([*before, *after]):
        if before.get(place) != after.get(place):
            yield Difference("citation", before.get(place), after.get(place))


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that is in both texts, only in the old one, or only in the new one."""

    kind: Literal["same", "old", "new"]
    words: str


def word_by_word(old: str, new: str) -> list[Piece]:
    """Both texts as one run of pieces: `same` and `old` give the old text, `same` and `new` the new one."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    pieces = []
    for _kind, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, came = "".join(before[start:end]), "".join(after[new_start:new_end])
        if gone == came:
            pieces.append(Piece("same", gone))
            continue
        pieces += [Piece("old", gone)] if gone else []
        pieces += [Piece("new", came)] if came else []
    return pieces
