"""A comparison in words: what each cell says, by how much, and at which rate."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from regulations import words
from regulations.comparison.table import Amount, Answer, Cell, Row
from regulations.elements import Element
from regulations.exchange import Quote
from regulations.presenting import sums
from regulations.presenting.facts import Badge, Translate, badges, in_words
from regulations.queries.comparison import Comparison
from regulations.rules.record import PermitRecord
from regulations.values import Money
from regulations.wording import amounts, keys, topics
from regulations.wording.phrase import Phrase, listed
from regulations.wording.values import say
from web_pages import numbers
from web_pages.places import language

WHOLE_FROM = 100  # amounts from here on are read without cents


@dataclass(frozen=True, slots=True)
class Said:
    """One answer of a cell. `sum` is what an index rule comes to, `converted` the amount in the reader's currency."""

    label: Phrase
    value: Phrase
    sum: str
    converted: str
    badges: tuple[Badge, ...]
    answer: Answer


@dataclass(frozen=True, slots=True)
class Column:
    """What one permit says to one question."""

    said: tuple[Said, ...]
    mark: str


@dataclass(frozen=True, slots=True)
class Line:
    """One question."""

    code: str
    element: str
    label: Phrase
    columns: tuple[Column, ...]
    differs: bool


def lines(comparison: Comparison, translate: Translate) -> list[Line]:
    """The rows of a comparison in the reader's language."""
    return [_line(row, comparison, translate) for row in comparison.rows]


def _line(row: Row, comparison: Comparison, translate: Translate) -> Line:
    beside = zip(row.cells, comparison.records, strict=True)
    columns = tuple(_column(cell, record, comparison.day, translate) for cell, record in beside)
    return Line(row.code, str(words.name_of(Element(row.element))), topics.name(row.code), columns, row.differs)


def _column(cell: Cell, record: PermitRecord, day: dt.date, translate: Translate) -> Column:
    marks = {"lowest": _("lowest"), "highest": _("highest")}
    return Column(tuple(_said(answer, record, day, translate) for answer in cell.answers), marks.get(cell.mark, ""))


def _said(answer: Answer, record: PermitRecord, day: dt.date, translate: Translate) -> Said:
    computed = [amount.local for amount in answer.amounts if amount.computed]
    return Said(
        keys.name(answer.claim.key),
        in_words(answer.claim, translate),
        sums.in_words(computed, answer.unheld),
        listed(filter(None, map(converted, answer.amounts))),
        tuple(badges(record, answer.claim, day)),
        answer,
    )


def converted(amount: Amount) -> str:
    """The amount in the reader's currency; that there is no rate; nothing where it is in that currency already."""
    if amount.converted is None:
        return _("no rate for %(currency)s") % {"currency": amount.local.currency}
    if not amount.converted.quotes:
        return ""
    money = Money(amount=rounded(amount.converted.amount), currency=amount.converted.currency, per=amount.local.per)
    return _("about %(amount)s") % {"amount": say(money).text}


def rounded(amount: Decimal) -> Decimal:
    """As exactly as a converted amount is worth reading: a rate is no better than its day."""
    return amount.quantize(Decimal(1) if abs(amount) >= WHOLE_FROM else Decimal("0.01"))


def rate(quote: Quote) -> str:
    """A rate in words: "1 EUR = 11.0455 SEK, 30 Oct 2026 (FX_DAILY, release 1)"."""
    digits = max(0, -int(quote.rate.normalize().as_tuple().exponent))
    return _("%(one)s = %(units)s, %(period)s (%(dataset)s, release %(release)s)") % {
        "one": amounts.money(Decimal(1), quote.denom, language()),
        "units": f"{quote.currency}{numbers.NO_BREAK}{numbers.number(quote.rate, language(), digits)}",
        "period": numbers.period(quote.period, language()),
        "dataset": quote.dataset_id,
        "release": quote.release,
    }
