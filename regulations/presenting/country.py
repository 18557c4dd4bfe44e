"""The permits of one country in one layout: each of the twelve elements, with what every permit says of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from regulations import words
from regulations.elements import Element
from regulations.models import Permit
from regulations.presenting.facts import Fact, Translate
from regulations.presenting.permit import Section, sections
from regulations.rules.record import PermitRecord


@dataclass(frozen=True, slots=True)
class Line:
    """What one permit says of an element."""

    permit: Permit
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One element: the permits that say something of it, and those of which nothing is known."""

    element: Element
    name: str
    lines: tuple[Line, ...]
    unknown: tuple[Permit, ...]


def profile(
    permits: Sequence[Permit], records: Mapping[str, PermitRecord], day: dt.date, translate: Translate
) -> list[Part]:
    """The twelve elements on a day."""
    by_permit = {
        each.code: {section.element: section for section in sections(records[each.code], day, translate)}
        for each in permits
    }
    return [_part(element, permits, by_permit) for element in Element]


def _part(element: Element, permits: Sequence[Permit], by_permit: Mapping[str, Mapping[Element, Section]]) -> Part:
    lines = [Line(each, by_permit[each.code][element].facts) for each in permits]
    return Part(
        element,
        str(words.name_of(element)),
        tuple(line for line in lines if line.facts),
        tuple(line.permit for line in lines if not line.facts),
    )
