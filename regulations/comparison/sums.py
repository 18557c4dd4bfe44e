"""What thresholds that are multiples of an index come to on a day. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from regulations.rules.record import PermitRecord
from regulations.values import Duration, ItemList, Money, Number, ReferenceMultiple, Value

Quantity = TypeVar("Quantity", Money, Duration, Number, ReferenceMultiple)
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Sums:
    """The multiples in a value, what they come to, and the indices of which no value is held for the day."""

    multiples: tuple[ReferenceMultiple, ...]
    amounts: tuple[Money, ...]
    unheld: tuple[str, ...]


def sums_of(record: PermitRecord, value: Value | None, day: date) -> Sums:
    """The multiples of a value, alone or in a list, with the indices of that day."""
    multiples = tuple(quantities(value, ReferenceMultiple))
    bases = [(multiple, indicator_on(record, multiple.indicator, day)) for multiple in multiples]
    return Sums(
        multiples,
        tuple(times(multiple.coefficient, base) for multiple, base in bases if base),
        tuple(dict.fromkeys(multiple.indicator for multiple, base in bases if base is None)),
    )


def quantities(value: Value | None, kind: type[Quantity]) -> Iterator[Quantity]:
    """The quantities of one kind in a value: itself, or those of its list."""
    if isinstance(value, kind):
        yield value
    elif isinstance(value, ItemList):
        yield from (item for item in value.items if isinstance(item, kind))


def indicator_on(record: PermitRecord, code: str, day: date) -> Money | None:
    """What an index was on a day; None where its value is not held. Of rival values the one that began last."""
    held = [each for each in record.indicators.get(code, ()) if each.holds_on(day)]
    if not held:
        return None
    value = max(held, key=lambda each: each.valid_from or date.min)
    return Money(amount=value.value, currency=value.currency, per=value.per, gross_net="gross")


def times(coefficient: Decimal, base: Money) -> Money:
    """What a multiple of an index comes to, to the cent."""
    amount = (coefficient * base.amount).quantize(CENT)
    return Money(amount=amount, currency=base.currency, per=base.per, gross_net=base.gross_net)
