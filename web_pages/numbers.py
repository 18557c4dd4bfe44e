"""Numbers, amounts and periods in the reader's language.

Pure: the language comes in as an argument. Figures are rounded for reading, never for computing;
downloads and the API carry them whole.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_compact_decimal, format_decimal, format_percent

Number = float | Decimal

MINUS = "−"
NO_BREAK = "\u00a0"
_QUARTER = re.compile(r"(\d{4})-?Q([1-4])")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


@lru_cache
def locale(language: str) -> Locale:
    """Babel's locale for a language code of ours ("en", "es", "fr"); British order of dates in English."""
    return Locale.parse({"en": "en_GB"}.get(language, language.replace("-", "_")))


@lru_cache(maxsize=256)
def _pattern(digits: int) -> str:
    return "#,##0" + ("." + "0" * digits if digits else "")


def _rounded(value: Number, digits: int) -> Decimal:
    """Rounded half to even, and never "-0"."""
    return round(Decimal(str(value)), digits) + 0


def number(value: Number, language: str, digits: int = 0) -> str:
    """`value` with thousands marks and exactly `digits` decimals; a true minus sign."""
    rounded = _rounded(value, digits)
    return format_decimal(rounded, _pattern(digits), locale=locale(language)).replace("-", MINUS)


def percent(value: Number, language: str, digits: int | None = None) -> str:
    """`value` is in per cent already: 4.152 reads "4.2%" in English and "4,2 %" in French.

    Left to itself it shows one decimal, and two below one per cent, where one would say little.
    """
    if digits is None:
        digits = 1 if abs(float(value)) >= 1 or not value else 2
    rounded = _rounded(value, digits) / 100
    pattern = locale(language).percent_formats[None].pattern.replace("#,##0", _pattern(digits))
    return format_percent(rounded, pattern, locale=locale(language)).replace("-", MINUS)


def short(value: Number, language: str) -> str:
    """Three significant figures in words people say: 52595000000 reads "52.6 billion"."""
    if not value:
        return "0"
    whole = len(str(int(abs(float(value)))))
    if language == "es" and 9 < whole < 13:  # CLDR says "52,6 mil millones"; Spanish style books say "52.600 millones"
        return f"{number(float(f'{float(value) / 1_000_000:.3g}'), language)}{NO_BREAK}millones"
    digits = max(0, 2 - (whole - 1) % 3)
    text = format_compact_decimal(value, format_type="long", fraction_digits=digits, locale=locale(language))
    return text.replace("-", MINUS).replace(" ", NO_BREAK)


def million(value: Number, language: str) -> str:
    """An amount given in millions, in words: 52595 reads "52.6 billion"."""
    return short(float(value) * 1_000_000, language)


def period(value: str, language: str) -> str:
    """A statistical period: "2021", "2020 Q3" (T3 in Spanish and French), "May 2024", "1 May 2024"."""
    if found := _QUARTER.fullmatch(value):
        name = locale(language).quarters["format"]["abbreviated"][int(found[2])]
        return f"{found[1]} {name}"
    if found := _DAY.fullmatch(value):
        return day(dt.date(int(found[1]), int(found[2]), int(found[3])), language)
    if found := _MONTH.fullmatch(value):
        return format_skeleton("yMMMM", dt.date(int(found[1]), int(found[2]), 1), locale=locale(language))
    return value


def day(value: dt.date, language: str) -> str:
    """A date in words, short: "3 Mar 2024". French counts the first of a month: "1er mai 2024"."""
    text = format_date(value, "medium", locale=locale(language))
    return text.replace("1 ", "1er ", 1) if language == "fr" and value.day == 1 else text
