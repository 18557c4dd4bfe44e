"""A comparison for machines: a line for every answer in the CSV, an object for every row in the API."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from regulations import values
from regulations.comparison.table import Amount, Answer, Row
from regulations.exchange import Quote
from regulations.presenting.comparison import rounded
from regulations.queries.comparison import Comparison
from regulations.wording import topics
from regulations.wording.values import say

HEADINGS = (
    "ELEMENT", "QUESTION", "QUESTION_NAME", "DIFFERS", "PERMIT", "MARK", "KEY", "CLAIM", "VALUE", "INDEX_RULE",
    "AMOUNT", "CURRENCY", "PER", "GROSS_NET", "COMPUTED", "AMOUNT_CONVERTED", "CURRENCY_CONVERTED", "RATE_DATES",
    "VALID_FROM", "VALID_TO", "SOURCE", "SOURCE_URL", "LOCATOR", "SOURCE_DATE", "GRADE",
)  # fmt: skip


def plain_rows(comparison: Comparison) -> Iterator[list[object]]:
    """The headings and a line for every amount of every answer; a permit without record has a line without a value."""
    yield list(HEADINGS)
    for row in comparison.rows:
        for permit, cell in zip(comparison.permits, row.cells, strict=True):
            start = [row.element, row.code, topics.name(row.code).text, row.differs, permit.code, cell.mark]
            if not cell.answers:
                yield [*start, *[""] * (len(HEADINGS) - len(start))]
            for answer in cell.answers:
                yield from ([*start, *line] for line in _lines(answer))


def _lines(answer: Answer) -> Iterator[list[object]]:
    claim, citation = answer.claim, answer.claim.citation
    rule = "; ".join(f"{each.coefficient} × {each.indicator}" for each in answer.multiples)
    source = (
        (citation.publisher, citation.url, citation.locator, citation.dated, citation.grade) if citation else [""] * 5
    )
    for amount in answer.amounts or (None,):
        yield [
            claim.key,
            claim.claim,
            say(claim.value).text,
            rule,
            *_money(amount),
            claim.valid_from or "",
            claim.valid_to or "",
            *source,
        ]


def _money(amount: Amount | None) -> list[object]:
    if amount is None:
        return [""] * 8
    local, converted = amount.local, amount.converted
    dates = " ".join(sorted({quote.period for quote in converted.quotes})) if converted else ""
    into = [rounded(converted.amount), converted.currency] if converted else ["", ""]
    return [local.amount, local.currency, local.per or "", local.gross_net or "", amount.computed, *into, dates]


def described(comparison: Comparison) -> dict[str, Any]:
    """The same as JSON; `rate` of an amount is null where its currency has none."""
    return {
        "as_of": comparison.day.isoformat(),
        "currency": comparison.currency,
        "permits": [
            {"id": permit.code, "country": permit.jurisdiction.area, "name": permit.name}
            for permit in comparison.permits
        ],
        "rates": [_rate(quote) for quote in comparison.quotes],
        "without_rate": list(comparison.without_rate),
        "rows": [_row(row, comparison) for row in comparison.rows],
    }


def _rate(quote: Quote) -> dict[str, Any]:
    return {
        "currency": quote.currency,
        "per_unit_of": quote.denom,
        "rate": float(quote.rate),
        "period": quote.period,
        "dataset": quote.dataset_id,
        "release": quote.release,
    }


def _row(row: Row, comparison: Comparison) -> dict[str, Any]:
    cells = [
        {"permit": permit.code, "mark": cell.mark, "answers": [_answer(answer) for answer in cell.answers]}
        for permit, cell in zip(comparison.permits, row.cells, strict=True)
    ]
    name = topics.name(row.code).text
    return {"question": row.code, "name": name, "element": row.element, "differs": row.differs, "cells": cells}


def _answer(answer: Answer) -> dict[str, Any]:
    claim, citation = answer.claim, answer.claim.citation
    return {
        "key": claim.key,
        "claim": claim.claim,
        "value": values.encode(claim.value),
        "text": say(claim.value).text,
        "amounts": [_amount(amount) for amount in answer.amounts],
        "indices_not_held": list(answer.unheld),
        "valid_from": claim.valid_from and claim.valid_from.isoformat(),
        "valid_to": claim.valid_to and claim.valid_to.isoformat(),
        "citation": citation
        and {
            "source": citation.publisher,
            "url": citation.url,
            "locator": citation.locator,
            "source_date": citation.dated,
            "grade": citation.grade,
        },
    }


def _amount(amount: Amount) -> dict[str, Any]:
    local, converted = amount.local, amount.converted
    return {
        "amount": number(local.amount),
        "currency": local.currency,
        "per": local.per,
        "gross_net": local.gross_net,
        "computed": amount.computed,
        "converted": converted and {"amount": number(rounded(converted.amount)), "currency": converted.currency},
    }


def number(amount: Decimal) -> int | float:
    """A decimal as JSON writes it, whole where it is whole."""
    return int(amount) if amount == amount.to_integral_value() else float(amount)
