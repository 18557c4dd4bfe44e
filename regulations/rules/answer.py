"""What the engine answers, in the shape of the API. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from regulations.rules.record import Citation
from regulations.rules.states import Outcome


class Finding(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One condition: what it needs, what the person has, the margin in the source's unit, and who says so.

    `provision` is the key of the fact, valid from `valid_from` until the day before `valid_to`. `reason` says why an
    unknown cannot be settled by anybody's answer; `claims` shows competing claims; `when` names the branch.
    """

    condition: str
    provision: str
    needs: Mapping[str, Any] | None = None
    has: Mapping[str, Any] | None = None
    margin: Mapping[str, Any] | None = None
    citation: Citation | None = None
    text: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    reason: str = ""
    claims: tuple[Mapping[str, Any], ...] = ()
    when: str = ""


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """A fact that is not known and the alternatives that it would settle, or the conditions that stand in none.

    The first question alone may be enough.
    """

    fact: str
    settles: tuple[str, ...]
    provision: str = ""


class Alternative(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A named route: its outcome alone, the margin of its pay (or first) condition, and what fails or is open in it."""

    route: str
    outcome: Outcome
    margin: Mapping[str, Any] | None = None
    failing: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


class Branch(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The answer for one stretch of a date that the person did not give. `date`, `start`, `end`: the same as `when`."""

    when: str
    outcome: Outcome
    dates: tuple[Mapping[str, Any], ...] = ()
    failing: tuple[Finding, ...] = ()
    passing: tuple[Finding, ...] = ()


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """Does the permit fit the case, why not, and what would settle it.

    `failing` is the smallest set of conditions that stand in the way; `not_known` are conditions that cannot be settled
    from what is held here (no value, no rate), whether or not the person may know. `leaves_out`: notes on what the law
    asks beside.
    """

    permit: str
    outcome: Outcome
    branches: tuple[Branch, ...] = ()
    failing: tuple[Finding, ...] = ()
    passing: tuple[Finding, ...] = ()
    questions: tuple[Question, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    not_known: tuple[Finding, ...] = ()
    leaves_out: tuple[str, ...] = ()


def plain(answered: object) -> Any:
    """The JSON of an answer (or a part of it, or a case) as Python objects: numbers as numbers, days as text."""
    return msgspec.json.decode(_ENCODER.encode(answered))


_ENCODER = msgspec.json.Encoder(decimal_format="number")
