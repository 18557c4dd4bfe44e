"""A case made ready to be compared many times: levels as ranks, pay converted once for each unit. Pure."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from regulations.rules.case import Case, Funds, Pay
from regulations.rules.moments import moment
from regulations.rules.money import Converted, Rates, in_period

CEFR_RANKS = {"A1": 1, "A2": 2, "B1": 3, "B2": 4, "C1": 5, "C2": 6}


class Applicant:
    """What the comparisons read. `day` is today at the jurisdiction; money converts at the rate of `money_on`."""

    __slots__ = ("_pay", "case", "day", "facts", "funds", "languages", "moment", "money_on", "rates", "salary")

    def __init__(self, case: Case, day: date, rates: Rates) -> None:
        self.case, self.day, self.rates = case, day, rates
        self.salary, self.funds, self.facts = case.salary, case.funds, case.facts
        self.money_on = min(case.dates.application or day, day)
        self.languages = {language: CEFR_RANKS[level] for language, level in case.languages.items()}
        self.moment = moment(case.dates, day)
        self._pay: dict[tuple[str, str], Converted] = {}

    def pay_in(self, salary: Pay, currency: str, period: str) -> Converted:
        """The applicant's `salary` in `currency` per `period`."""
        key = (currency, period)
        found = self._pay.get(key)
        if found is None:
            found = self._pay[key] = self._convert_pay(salary, currency, period)
        return found

    def funds_in(self, funds: Funds, currency: str, months: int) -> Converted:
        """The applicant's `funds` as an amount a month, a sum at hand spread over `months`."""
        if funds.period == "total":
            return self._exchanged(Converted(funds.amount / months), funds.currency, currency)
        return self._exchanged(in_period(funds.amount, funds.period, "month", None), funds.currency, currency)

    def _convert_pay(self, salary: Pay, currency: str, period: str) -> Converted:
        hours = salary.hours_per_week
        if hours is None and isinstance(stated := self.facts.get("hours_per_week"), Decimal) and 1 <= stated <= 168:
            hours = stated
        return self._exchanged(in_period(salary.amount, salary.period, period, hours), salary.currency, currency)

    def _exchanged(self, own: Converted, base: str, quote: str) -> Converted:
        if own.amount is None or base == quote:
            return own
        rate = self.rates.rate(base, quote, self.money_on)
        return Converted(own.amount * rate.value, rate) if rate else Converted(None, reason="no_rate")
