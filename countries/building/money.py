"""Currencies of ISO 4217 and where they are legal tender: pycountry and CLDR, with corrections and their reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pycountry
from babel import Locale
from babel.numbers import get_territory_currencies

from countries.vocabulary import LANGUAGES

Row = dict[str, str]

# Minor units that are not 2, as ISO 4217 list one has them. CLDR's digits are no substitute: they say how prices
# are usually written (0 for the Hungarian forint, whose minor unit is still 2).
MINOR_UNITS = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}
# Metals, units of account and codes for tests have no smallest unit.
WITHOUT_MINOR_UNIT = "XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX"
# Corrections to CLDR's tender, main currency first.
TENDER = {
    "BGR": ["EUR"],  # the euro since 1 January 2026 (Council Regulation (EU) 2025/1407); CLDR 47 is older
    "PSE": ["ILS", "JOD", "USD"],  # no currency of its own; the three circulate (Palestine Monetary Authority)
    "LSO": ["LSL", "ZAR"],  # CLDR lists the rand first; prices are written in loti
    "NAM": ["NAD", "ZAR"],  # CLDR lists the rand first; prices are written in Namibia dollars
    "BTN": ["BTN", "INR"],  # CLDR lists the rupee first; prices are written in ngultrum
    "ZWE": ["ZWG", "USD"],  # CLDR lists the US dollar first; the national currency is the ZiG
}


def currencies() -> Iterator[Row]:
    """One row for each currency and fund of ISO 4217, with names in six languages."""
    known: list[Any] = sorted(pycountry.currencies, key=lambda currency: currency.alpha_3)
    for currency in known:
        code = currency.alpha_3
        names = {language: str(Locale(language).currencies.get(code, currency.name)) for language in LANGUAGES}
        yield {"code": code, "numeric": currency.numeric, "minor_units": _minor_units(code), **names}


def uses(countries: Iterable[Row]) -> Iterator[Row]:
    """Which country uses which currency; the first of a country is its main one."""
    for row in countries:
        tender = TENDER.get(row["code"]) or get_territory_currencies(row["alpha2"])
        for place, currency in enumerate(tender):
            yield {"country": row["code"], "currency": str(currency), "is_main": "yes" if place == 0 else "no"}


def _minor_units(code: str) -> str:
    if code in WITHOUT_MINOR_UNIT:
        return ""
    return next((str(units) for units, codes in MINOR_UNITS.items() if code in codes), "2")
