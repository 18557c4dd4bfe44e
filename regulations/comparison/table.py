"""Permits side by side: a row for each question, a cell for what each permit answers, differences found. Pure.

An empty cell means that we hold no record, which is neither "none" nor "no". A threshold that is a multiple of an index
keeps its rule and, where the index is held for the day, the amount it comes to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import chain

from regulations.comparison.measures import Measure, measure
from regulations.comparison.sums import quantities, sums_of
from regulations.comparison.topics import TOPIC_OF, TOPICS
from regulations.elements import Element
from regulations.exchange import Converted, Rates
from regulations.rules.record import Claim, PermitRecord
from regulations.values import Money, ReferenceMultiple, Value

MOST_PERMITS = 6
_ELEMENTS = {element: place for place, element in enumerate(Element)}
_RANK = {key: place for topic in TOPICS for place, key in enumerate(topic.keys)}
_ORDER = {topic.code: place for place, topic in enumerate(TOPICS)}


@dataclass(frozen=True)
class Column:
    """One permit on a day."""

    record: PermitRecord
    day: date

    @cached_property
    def claims(self) -> Mapping[str, Sequence[Claim]]:
        """The claims in force by key; several where sources compete."""
        held = ((key, self.record.claims_on(key, self.day)) for key in self.record.provisions)
        return {key: claims for key, claims in held if claims}


@dataclass(frozen=True, slots=True)
class Amount:
    """Money a permit asks for, and the same in the reader's currency; `converted` is None where there is no rate."""

    local: Money
    computed: bool
    """Whether it comes from a multiple of an index rather than out of the source."""
    converted: Converted | None


@dataclass(frozen=True, slots=True)
class Answer:
    """One claim in a cell, with its amounts, the multiples it sets, and the indices whose value is not held."""

    claim: Claim
    amounts: tuple[Amount, ...]
    multiples: tuple[ReferenceMultiple, ...]
    unheld: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one permit answers to one question; empty where no record is held. The first answer is the ranked one."""

    answers: tuple[Answer, ...]
    measure: Measure | None = None
    mark: str = ""
    """ "lowest" or "highest" among the cells of the row on its scale; else nothing."""


@dataclass(frozen=True, slots=True)
class Row:
    """One question to all permits. `code` names a topic or, where no topic has it, a key."""

    code: str
    element: str
    cells: tuple[Cell, ...]
    differs: bool


def compare(columns: Sequence[Column], *, rates: Rates, into: str) -> list[Row]:
    """The rows of all questions that at least one of the permits answers, in the order of the twelve elements."""
    questions: dict[str, str] = {}
    for claims in chain.from_iterable(column.claims.values() for column in columns):
        for claim in claims:
            topic = TOPIC_OF.get(claim.key)
            questions.setdefault(topic.code if topic else claim.key, topic.element if topic else claim.element)
    ordered = sorted(questions, key=lambda code: (_ELEMENTS[Element(questions[code])], _ORDER.get(code, 99), code))
    return [_row(code, questions[code], columns, rates, into) for code in ordered]


def _row(code: str, element: str, columns: Sequence[Column], rates: Rates, into: str) -> Row:
    cells = [_cell(code, column, rates, into) for column in columns]
    return Row(code, element, tuple(_marked(cells)), _differs(cells))


def _cell(code: str, column: Column, rates: Rates, into: str) -> Cell:
    claims = column.claims
    keys = sorted((key for key in claims if _question(key) == code), key=lambda key: _RANK.get(key, 0))
    answers = tuple(_answer(claim, column, rates, into) for key in keys for claim in claims[key])
    measures = (_measured(answer, rates, into) for answer in answers)
    return Cell(answers, next((each for each in measures if each is not None), None))


def _question(key: str) -> str:
    topic = TOPIC_OF.get(key)
    return topic.code if topic else key


def _answer(claim: Claim, column: Column, rates: Rates, into: str) -> Answer:
    found = sums_of(column.record, claim.value, column.day)
    amounts = [(money, False) for money in quantities(claim.value, Money)] + [(money, True) for money in found.amounts]
    converted = [
        Amount(money, computed, rates.convert(money.amount, money.currency, into)) for money, computed in amounts
    ]
    return Answer(claim, tuple(converted), found.multiples, found.unheld)


def _measured(answer: Answer, rates: Rates, into: str) -> Measure | None:
    value: Value | None = answer.claim.value
    if isinstance(value, ReferenceMultiple) and answer.amounts:
        value = answer.amounts[0].local
    return measure(value, rates=rates, into=into)


def _marked(cells: Sequence[Cell]) -> Iterable[Cell]:
    """The cells with the least and the most marked, where all that have a measure share one scale and differ."""
    held = [cell.measure for cell in cells if cell.measure]
    amounts = [each.amount for each in held]
    ranked = len({each.scale for each in held}) == 1 and len(set(amounts)) > 1
    for cell in cells:
        mark = ""
        if ranked and cell.measure:
            mark = {min(amounts): "lowest", max(amounts): "highest"}.get(cell.measure.amount, "")
        yield replace(cell, mark=mark)


def _differs(cells: Sequence[Cell]) -> bool:
    """Whether the permits that answer answer differently. One that we hold no record of says nothing either way."""
    said = {_said(cell) for cell in cells if cell.answers}
    return len(said) > 1


def _said(cell: Cell) -> object:
    return cell.measure or tuple(answer.claim.value for answer in cell.answers)
