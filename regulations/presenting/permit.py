"""A permit as its page shows it on a day: twelve elements, what comes, what was, what is not known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from regulations import words
from regulations.elements import Element
from regulations.presenting import versions
from regulations.presenting.facts import Fact, Translate, fact, open_conflicts
from regulations.presenting.versions import Timeline, Version
from regulations.rules.record import Conflict, PermitRecord
from regulations.wording import keys
from regulations.wording.phrase import Phrase


@dataclass(frozen=True, slots=True)
class Section:
    """One element. `unheld` names the provisions on record of which none is held for the day."""

    element: Element
    name: str
    facts: tuple[Fact, ...]
    unheld: tuple[Phrase, ...]

    @property
    def anchor(self) -> str:
        """Where the page has it."""
        return self.element.slug


@dataclass(frozen=True, slots=True)
class Sheet:
    """A permit on a day."""

    record: PermitRecord
    sections: tuple[Section, ...]
    coming: tuple[Version, ...]
    timelines: tuple[Timeline, ...]
    conflicts: tuple[Conflict, ...]

    @property
    def known(self) -> int:
        """How many of the elements hold something on the day."""
        return sum(bool(section.facts) for section in self.sections)

    @property
    def facts(self) -> list[Fact]:
        """The facts of all elements."""
        return [each for section in self.sections for each in section.facts]


def sheet(record: PermitRecord, day: dt.date, translate: Translate) -> Sheet:
    """The page of a permit on a day of its country."""
    return Sheet(
        record,
        sections(record, day, translate),
        tuple(versions.coming(record, day, translate)),
        tuple(versions.timelines(record, day, translate)),
        tuple(open_conflicts(record)),
    )


def sections(record: PermitRecord, day: dt.date, translate: Translate) -> tuple[Section, ...]:
    """The twelve elements, each with what holds on the day and what does not."""
    return tuple(_section(record, element, day, translate) for element in Element)


def _section(record: PermitRecord, element: Element, day: dt.date, translate: Translate) -> Section:
    facts: list[Fact] = []
    unheld: list[Phrase] = []
    for key in _keys(record, element):
        held = record.claims_on(key, day)
        facts += (fact(record, claim, day=day, translate=translate) for claim in held)
        if not held:
            unheld.append(keys.name(key))
    return Section(element, str(words.name_of(element)), tuple(facts), tuple(unheld))


def _keys(record: PermitRecord, element: Element) -> Sequence[str]:
    return [key for key, claims in record.provisions.items() if claims and claims[0].element == element.value]
