"""Published exchange rates as the rule engine asks for them: a currency in another, with day and dataset."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from datasets import queries
from regulations.exchange import Quote, Rates
from regulations.queries.exchange import DAILY, rates_on
from regulations.rules.money import RATE_HOLDS_FOR, Rate


class PublishedRates:
    """Rates out of the releases in force. For a day after the last published one, the last one stands for a while.

    The table of a day is read once: a few queries for a case, however many permits and currencies it meets.
    """

    def __init__(self) -> None:
        self._tables: dict[date, Rates] = {}
        self._found: dict[tuple[str, str, date], Rate | None] = {}

    def rate(self, base: str, quote: str, on: date) -> Rate | None:
        """The rate of a day, or of the last published day before it; None where there is none, or only an old one."""
        key = (base, quote, on)
        if key not in self._found:
            self._found[key] = self._look_up(base, quote, on)
        return self._found[key]

    def _look_up(self, base: str, quote: str, on: date) -> Rate | None:
        if on not in self._tables:
            self._tables[on] = _table(on)
        converted = self._tables[on].convert(Decimal(1), base, quote)
        if converted is None:
            return None
        read = min((_first_day(each) for each in converted.quotes), default=on)
        source = ", ".join(sorted({each.dataset_id for each in converted.quotes}))
        return Rate(base=base, quote=quote, value=converted.amount, day=read, source=source)


def _table(on: date) -> Rates:
    """The rates of a day, or those of the last published day while they hold."""
    release = queries.published_release(DAILY)
    last = date.fromisoformat(release.period_end) if release and release.period_end else on
    return rates_on(last if last < on <= last + RATE_HOLDS_FOR else on)


def _first_day(quote: Quote) -> date:
    """The day of a rate; the first of the month for a rate of a month."""
    return date.fromisoformat(quote.period if len(quote.period) == 10 else f"{quote.period}-01")
