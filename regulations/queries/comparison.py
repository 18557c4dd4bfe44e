"""Permits side by side on one day, in one currency: what the page, the CSV and the API all show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from regulations.comparison.table import Column, Row, compare
from regulations.exchange import Quote
from regulations.models import Permit
from regulations.queries.exchange import rates_on
from regulations.queries.record import records
from regulations.rules.record import PermitRecord


@dataclass(frozen=True, slots=True)
class Comparison:
    """The rows, whose cells stand in the order of the permits, and the rates that amounts were converted at."""

    permits: tuple[Permit, ...]
    records: tuple[PermitRecord, ...]
    rows: tuple[Row, ...]
    day: dt.date
    currency: str
    quotes: tuple[Quote, ...]
    without_rate: tuple[str, ...]
    """Currencies of the permits for which no rate leads to the reader's."""


def side_by_side(permits: Sequence[Permit], *, day: dt.date, known_on: dt.date | None, currency: str) -> Comparison:
    """Compare permits by the rules of a day, money at the last published rates up to it."""
    known = records([permit.code for permit in permits], known_on=known_on)
    held = [permit for permit in permits if permit.code in known]
    rows = compare([Column(known[each.code], day) for each in held], rates=rates_on(day), into=currency)
    amounts = [amount for row in rows for cell in row.cells for answer in cell.answers for amount in answer.amounts]
    quotes = {quote for amount in amounts if amount.converted for quote in amount.converted.quotes}
    missing = {amount.local.currency for amount in amounts if amount.converted is None}
    return Comparison(
        tuple(held),
        tuple(known[permit.code] for permit in held),
        tuple(rows),
        day,
        currency,
        tuple(sorted(quotes, key=lambda quote: (quote.currency, quote.denom))),
        tuple(sorted(missing)),
    )


def currencies(day: dt.date) -> Iterator[str]:
    """The currencies amounts can be shown in on a day, in alphabetical order."""
    yield from sorted(rates_on(day).currencies())
