"""Market exchange rates: monthly averages against the US dollar and the ECB's daily reference rates against the euro.

* `Date,Country,Exchange rate` by month, from the Federal Reserve's release H.10 through the datasets/exchange-rates
  collection. The release quotes five currencies in dollars per unit (AUD, EUR, NZD, GBP, IEP); the collection turned
  them round in some editions and not in others. The pound tells which: it never was worth less than a dollar, so a
  table in which it is below 1 gives units per dollar throughout.
* the ECB's `eurofxref-hist` as a zip with one text table, currencies across, "N/A" where none was quoted.

Both leave here as units of CURRENCY for one unit of CURRENCY_DENOM.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from datasets.importing import Reading, Refused
from remittances.importers.base import SourceImporter
from remittances.importers.cells import text
from remittances.importers.files import beginning, csv_grid, refused, zipped_csv_grid
from remittances.importers.findings import Findings
from remittances.importers.frames import CURRENCY, NORMAL, Observation, tidy

MONTHLY_HEADINGS = ("Date", "Country", "Exchange rate")
DAILY_HEADINGS = ("Date", "USD")
# The currency a row of the monthly table is quoted in. Euro countries keep their old money to the end of 2001: from
# 1999 on it is the euro at the fixed rate.
CURRENCIES = {
    "Australia": "AUD",
    "Austria": "ATS",
    "Belgium": "BEF",
    "Brazil": "BRL",
    "Canada": "CAD",
    "China": "CNY",
    "Denmark": "DKK",
    "Euro": "EUR",
    "Finland": "FIM",
    "France": "FRF",
    "Germany": "DEM",
    "Greece": "GRD",
    "Hong Kong": "HKD",
    "India": "INR",
    "Ireland": "IEP",
    "Italy": "ITL",
    "Japan": "JPY",
    "Malaysia": "MYR",
    "Mexico": "MXN",
    "Netherlands": "NLG",
    "New Zealand": "NZD",
    "Norway": "NOK",
    "Portugal": "PTE",
    "Singapore": "SGD",
    "South Africa": "ZAR",
    "South Korea": "KRW",
    "Spain": "ESP",
    "Sri Lanka": "LKR",
    "Sweden": "SEK",
    "Switzerland": "CHF",
    "Taiwan": "TWD",
    "Thailand": "THB",
    "United Kingdom": "GBP",
    "Venezuela": "VEF",
}
# Venezuela took five noughts off in August 2018 and six in October 2021; the table goes on under one name.
VENEZUELA = (("2021-10", "VED"), ("2018-08", "VES"))
IN_DOLLARS_PER_UNIT = frozenset({"AUD", "EUR", "NZD", "GBP", "IEP"})
TELLTALE = "GBP"
NOT_QUOTED = "N/A"  # of a currency on a day, in the table of the ECB
_DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


class MonthlyImporter(SourceImporter):
    """Reads the table of monthly averages into FX_MONTHLY."""

    def sniff(self, file: Path) -> bool:
        """True if the file begins with the headings of that table."""
        return ",".join(MONTHLY_HEADINGS).encode() in beginning(file)

    def read(self, file: Path) -> Reading:
        """Units of each currency for one US dollar, by month."""
        findings = Findings(csv_grid(file, delimiter=","))
        findings.heading_row(lambda row: bool(row) and text(row[0]) == "Date", expected=0, name="Date")
        findings.headings(0, MONTHLY_HEADINGS)
        rows = range(1, len(findings.grid.rows))
        rates = [rate for row in rows if (rate := _month(findings, row)) is not None]
        findings.stop()
        rates = _in_units(rates)
        return Reading(table=tidy(CURRENCY, rates, findings.grid), vintage=max(rate.period for rate in rates))


class DailyImporter(SourceImporter):
    """Reads the ECB's archive of reference rates into FX_DAILY."""

    def sniff(self, file: Path) -> bool:
        """True if the file is an archive with that table in it."""
        try:
            first = zipped_csv_grid(file, delimiter=",").rows[0]
        except (Refused, IndexError):
            return False
        return tuple(text(cell) for cell in first[:2]) == DAILY_HEADINGS

    def read(self, file: Path) -> Reading:
        """Units of each currency for one euro, by day."""
        findings = Findings(zipped_csv_grid(file, delimiter=","))
        findings.heading_row(lambda row: bool(row) and text(row[0]) == "Date", expected=0, name="Date")
        currencies = _currencies(findings)
        rates = [rate for row in range(1, len(findings.grid.rows)) for rate in _day(findings, row, currencies)]
        findings.stop()
        if not rates:
            raise refused("table_empty")
        return Reading(table=tidy(CURRENCY, rates, findings.grid), vintage=max(rate.period for rate in rates))


def _month(findings: Findings, row: int) -> Observation | None:
    cells = [text(cell) for cell in findings.grid.rows[row]]
    if not any(cells):
        return None
    if len(cells) < len(MONTHLY_HEADINGS):
        findings.add("row_too_short", row, 0)
        return None
    month, country = cells[0][:7], cells[1]
    currency = _currency(country, month)
    if not _DAY.fullmatch(cells[0]):
        findings.add("date_not_understood", row, 0)
    elif currency is None:
        findings.add("currency_unknown", row, 1)
    elif findings.once((country, month), row, 0):
        rate = _rate(findings, row, 2)
        return None if rate is None else Observation((currency, "USD"), month, rate, NORMAL, row, 2)
    return None


def _currency(country: str, month: str) -> str | None:
    if country == "Venezuela":
        return next((code for start, code in VENEZUELA if month >= start), CURRENCIES[country])
    return CURRENCIES.get(country)


def _in_units(rates: list[Observation]) -> list[Observation]:
    """All rates in units of currency per dollar; turns round those of a table that quotes dollars per pound."""
    pounds = [rate.value or 0.0 for rate in rates if rate.codes[0] == TELLTALE]
    if not pounds or min(pounds) < 1 < max(pounds):
        raise refused("quotation_unproved")
    if max(pounds) < 1:
        return rates
    return [
        replace(rate, value=1 / rate.value) if rate.value and rate.codes[0] in IN_DOLLARS_PER_UNIT else rate
        for rate in rates
    ]


def _currencies(findings: Findings) -> list[tuple[int, str]]:
    """(column, currency) of the daily table; a heading that is no currency code is refused."""
    heading = [text(cell) for cell in findings.grid.rows[0]]
    currencies = [(column, currency) for column, currency in enumerate(heading) if column and currency]
    for column, currency in currencies:
        if not re.fullmatch(r"[A-Z]{3}", currency):
            findings.add("currency_unknown", 0, column)
        findings.once(("currency", currency), 0, column)
    findings.stop()
    return currencies


def _rate(findings: Findings, row: int, column: int) -> float | None:
    cells = findings.grid.rows[row]
    if column < len(cells) and text(cells[column]) == NOT_QUOTED:
        return None
    rate = findings.number(row, column)
    if rate is not None and rate <= 0:
        findings.add("rate_not_positive", row, column)
        return None
    return rate


def _day(findings: Findings, row: int, currencies: list[tuple[int, str]]) -> list[Observation]:
    if not findings.grid.rows[row]:
        return []
    day = text(findings.grid.rows[row][0])
    if not _DAY.fullmatch(day):
        findings.add("date_not_understood", row, 0)
        return []
    if not findings.once(day, row, 0):
        return []
    rates = ((column, currency, _rate(findings, row, column)) for column, currency in currencies)
    return [
        Observation((currency, "EUR"), day, rate, NORMAL, row, column)
        for column, currency, rate in rates
        if rate is not None
    ]
