"""Every permit judged for one case: quickly for all of them, with reasons for those that are shown. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

import msgspec

from regulations.rules.answer import Answer
from regulations.rules.applicant import Applicant
from regulations.rules.case import Case
from regulations.rules.judging import explain, outcome
from regulations.rules.money import Rates
from regulations.rules.record import PermitRecord
from regulations.rules.states import Outcome
from regulations.vocabulary import Purpose

# The order people read in: what is open, what might be, what is not, what we cannot tell.
ORDER: Final[tuple[Outcome, ...]] = ("met", "unknown", "not_met", "not_encoded")


class Judged(NamedTuple):
    """A permit and its outcome for the case, on a day of its jurisdiction."""

    record: PermitRecord
    outcome: Outcome
    day: date


class Applicants:
    """The case made ready once for each day it is looked at from: "today" is not the same day everywhere.

    `days` gives the day by jurisdiction (alpha-2), `otherwise` that of one it does not name.
    """

    def __init__(self, case: Case, rates: Rates, days: Mapping[str, date], otherwise: date) -> None:
        self.case, self._rates, self._days, self._otherwise = case, rates, days, otherwise
        self._ready: dict[tuple[date, str], Applicant] = {}

    def day_in(self, jurisdiction: str) -> date:
        """The day there."""
        return self._days.get(jurisdiction, self._otherwise)

    def for_(self, jurisdiction: str) -> Applicant:
        """The applicant as a permit of that jurisdiction sees them."""
        return self._on(self.day_in(jurisdiction), self.case, "")

    def bound_for(self, destination: str, origin: str) -> Applicant:
        """The applicant as the rules of the country they leave see them: going to one country."""
        case = msgspec.structs.replace(self.case, destinations=(destination,))
        return self._on(self.day_in(origin), case, destination)

    def _on(self, day: date, case: Case, destination: str) -> Applicant:
        found = self._ready.get((day, destination))
        if found is None:
            found = self._ready[day, destination] = Applicant(case, day, self._rates)
        return found


def candidates(records: Iterable[PermitRecord], case: Case) -> Iterator[PermitRecord]:
    """The permits in question: those that are named, else those of the destinations, else all but rules of leaving."""
    for record in records:
        leaving = record.purpose == Purpose.EXIT_CLEARANCE
        wanted = record.permit in case.permits if case.permits else not leaving
        # A rule of leaving is made where people come from; the destinations are what it asks about.
        if wanted and (leaving or not case.destinations or record.jurisdiction in case.destinations):
            yield record


def judged(records: Iterable[PermitRecord], applicants: Applicants) -> list[Judged]:
    """Every candidate with its outcome, in the order of ORDER, then by permit."""
    found = [
        Judged(record, outcome(record, applicants.for_(record.jurisdiction)), applicants.day_in(record.jurisdiction))
        for record in candidates(records, applicants.case)
    ]
    return sorted(found, key=place)


def place(each: Judged) -> tuple[int, str]:
    """Where a permit stands in the list; unique."""
    return ORDER.index(each.outcome), each.record.permit


def explained(record: PermitRecord, applicants: Applicants) -> Answer:
    """The whole answer of one permit."""
    return explain(record, applicants.for_(record.jurisdiction))


class ExitRule(NamedTuple):
    """What the country that is left asks of somebody who goes to work in a destination."""

    record: PermitRecord
    answer: Answer


class Leaving:
    """The rules of the countries of nationality and residence, judged once for each destination."""

    def __init__(self, records: Iterable[PermitRecord], applicants: Applicants) -> None:
        homes = {applicants.case.nationality, applicants.case.residence}
        self._applicants = applicants
        self._rules = [
            record for record in records if record.purpose == Purpose.EXIT_CLEARANCE and record.jurisdiction in homes
        ]
        self._found: dict[str, tuple[ExitRule, ...]] = {}

    def for_(self, destination: str) -> tuple[ExitRule, ...]:
        """The rules that apply, or may, to somebody who goes there to work."""
        found = self._found.get(destination)
        if found is None:
            found = self._found[destination] = tuple(self._applying(destination))
        return found

    def _applying(self, destination: str) -> Iterator[ExitRule]:
        for record in self._rules:
            if record.jurisdiction != destination:
                rule = ExitRule(record, explain(record, self._applicants.bound_for(destination, record.jurisdiction)))
                if rule.answer.outcome != "not_met":
                    yield rule
