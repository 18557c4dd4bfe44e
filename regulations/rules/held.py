"""What the provisions of a record say on the days of one branch: the claims behind a leaf, and their numbers. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from regulations.rules.money import usable
from regulations.rules.record import Claim, IndicatorValue, PermitRecord
from regulations.rules.tree import DateKind, Factor, Leaf, SalaryAtLeast
from regulations.values import ItemList, Money, Number, ReferenceMultiple, Term, Value
from regulations.vocabulary import GoverningDate

KINDS: dict[GoverningDate, DateKind] = {
    GoverningDate.APPLICATION: "application",
    GoverningDate.RECEIPT: "receipt",
    GoverningDate.DECISION: "decision",
    GoverningDate.NOMINATION: "nomination",
    GoverningDate.CONTRACT: "contract",
    GoverningDate.ENTRY: "entry",
    GoverningDate.ISSUE: "issue",
}


class PayFloor(NamedTuple):
    """Pay that a claim asks for, in its own unit. A band has a `high` above `low`: within it the claim is unknown."""

    low: Decimal
    high: Decimal
    currency: str
    period: str
    gross: bool | None
    indicator: IndicatorValue | None = None
    coefficient: Decimal | None = None


class Held:
    """The record read on the days of one branch."""

    def __init__(self, record: PermitRecord, days: Mapping[DateKind, date], default: DateKind) -> None:
        self.record, self._days, self._default = record, days, default

    def day(self, leaf: Leaf | Factor) -> date:
        """The day that governs `leaf`."""
        return self._days[rule_date(self.record, leaf, self._default)]

    def claims(self, leaf: Leaf | Factor) -> tuple[Claim, ...]:
        """The claims that govern `leaf`, those without a value included."""
        return self.record.claims_on(leaf.provision, self.day(leaf))

    def pay_floor(self, leaf: SalaryAtLeast, claim: Claim) -> PayFloor | None:
        """The pay that `claim` asks for; None where the amount or the index's value is not held."""
        if leaf.amount is not None:
            fixed = leaf.amount
            return PayFloor(fixed.amount, fixed.amount, fixed.currency, fixed.period, fixed.gross)
        kind = indicator_date(self.record, leaf, self._default)
        values = claim.value.items if isinstance(claim.value, ItemList) else (claim.value,)
        floors = [self._floor(value, self._days[kind]) for value in values]
        if not floors or any(floor is None or floor[2:5] != floors[0][2:5] for floor in floors if floors[0]):
            return None
        known = sorted((floor for floor in floors if floor is not None), key=lambda floor: floor.low)
        return known[0]._replace(high=known[-1].high) if len(known) == len(floors) else None

    def _floor(self, value: object, day: date) -> PayFloor | None:
        if isinstance(value, Money) and value.per and usable(value.amount):
            gross = None if value.gross_net is None else value.gross_net == "gross"
            return PayFloor(value.amount, value.amount, value.currency, value.per, gross)
        if isinstance(value, ReferenceMultiple):
            index = indicator_on(self.record.indicators.get(value.indicator, ()), day)
            if index and usable(index.value) and usable(value.coefficient):
                amount = value.coefficient * index.value
                return PayFloor(amount, amount, index.currency, index.per, True, index, value.coefficient)
        return None


def indicator_on(values: tuple[IndicatorValue, ...], day: date) -> IndicatorValue | None:
    """The value of an index on `day`.

    Where starts or ends were not read, ranges overlap. The value that is known from the latest day on prevails:
    its first day, or where that was not read the day of the source that speaks of it. A value of which only a later
    source speaks is taken if there is no other.
    """
    holding = [value for value in values if value.holds_on(day)]
    return max(holding, key=lambda value: _rank(value, day), default=None)


def _rank(value: IndicatorValue, day: date) -> tuple[bool, date]:
    known = known_from(value)
    return known <= day, known


def known_from(value: IndicatorValue) -> date:
    """The first day on which a value is known to have held."""
    read = value.citation.source_date if value.citation else None
    return value.valid_from or read or date.max


def rule_date(record: PermitRecord, leaf: Leaf | Factor, default: DateKind) -> DateKind:
    """The kind of date that chooses the version of a leaf's provision."""
    if leaf.date is not None:
        return leaf.date
    named = [claim.governing_date for claim in record.provisions.get(leaf.provision, ()) if claim.governing_date]
    return KINDS[named[-1]] if named else default


def indicator_date(record: PermitRecord, leaf: SalaryAtLeast, default: DateKind) -> DateKind:
    """The kind of date that chooses an index's value, where the leaf's provision is a multiple of one."""
    if leaf.indicator_date is not None:
        return leaf.indicator_date
    named = [claim.indicator_date for claim in record.provisions.get(leaf.provision, ()) if claim.indicator_date]
    return KINDS[named[-1]] if named else rule_date(record, leaf, default)


def indicators_of(value: Value | None) -> Iterator[str]:
    """The codes of the indices that a value is a multiple of."""
    for each in value.items if isinstance(value, ItemList) else (value,):
        if isinstance(each, ReferenceMultiple):
            yield each.indicator


def number_of(value: Value | None) -> Decimal | None:
    """The single number of a value, if it has one that can be used."""
    if not isinstance(value, Number) or isinstance(value.number, tuple):
        return None
    number = Decimal(value.number)
    return number if usable(number) else None


def texts_of(value: Value | None) -> tuple[str, ...]:
    """The texts of a list or a term."""
    if isinstance(value, ItemList):
        return tuple(item for item in value.items if isinstance(item, str))
    return (value.term,) if isinstance(value, Term) else ()
