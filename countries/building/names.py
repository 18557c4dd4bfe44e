"""Names: CLDR's through Babel, ours where they differ with the reason, and all that sources write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pycountry
from babel import Locale

from countries.text import fold
from countries.vocabulary import LANGUAGES, NameKind

Row = dict[str, str]

CLDR = "Unicode CLDR"
ISO = "ISO 3166-1"
# CLDR shortens for maps and menus; a page spells out.
SPELT_OUT = {"en": {" & ": " and ", "St. ": "Saint "}, "ru": {"о-ва": "острова", "о-в": "остров"}}


def territory(code: str, language: str) -> str:
    """CLDR's name of an alpha-2 or M49 code, spelt out; an empty text where it has none."""
    text = str(Locale(language).territories.get(code, ""))
    for short, long in SPELT_OUT.get(language, {}).items():
        text = text.replace(short, long)
    return text


def short_names(countries: Iterable[Row], ours: Mapping[str, Row]) -> dict[str, dict[str, str]]:
    """The short name of each country in each language: ours first, CLDR's else."""
    return {
        row["code"]: {
            language: ours.get(row["code"], {}).get(language) or territory(row["alpha2"], language)
            for language in LANGUAGES
        }
        for row in countries
    }


def area_names(codes: Iterable[str], ours: Mapping[str, Row]) -> dict[str, dict[str, str]]:
    """The name of each M49 area in each language."""
    return {
        code: {language: ours.get(code, {}).get(language) or territory(code, language) for language in LANGUAGES}
        for code in codes
    }


def all_names(countries: list[Row], ours: Mapping[str, Row], aliases: list[Row], m49_table: list[Row]) -> Iterator[Row]:
    """Every way of writing each country, one row each, the strongest kind first."""
    shorts = short_names(countries, ours)
    for row in countries:
        code, seen = row["code"], set()
        mine = [alias for alias in aliases if alias["country"] == code]
        table_names = [line for line in m49_table if line["iso3"] == code]
        for name in [
            *_shorts(code, shorts[code], ours.get(code)),
            *_codes(row),
            *mine,
            *_formal(row),
            *_replaced(row),
            *_table(code, table_names),
        ]:
            # The same letters under a weaker kind add nothing to what can be found.
            if (key := (name["language"], fold(name["text"]))) not in seen:
                seen.add(key)
                yield name


def _name(country: str, language: str, kind: NameKind, text: str, source: str) -> Row:
    return {"country": country, "language": language, "kind": kind, "text": text, "source": source}


def _shorts(code: str, names: Mapping[str, str], ours: Row | None) -> Iterator[Row]:
    for language, text in names.items():
        why = ours["why"] if ours and language in ours else CLDR
        yield _name(code, language, NameKind.SHORT, text, why)


def _codes(row: Row) -> Iterator[Row]:
    source = ISO if row["numeric"] else "User-assigned code in the sense of ISO 3166-1"
    for column in ("code", "alpha2", "numeric"):
        if row[column]:
            yield _name(row["code"], "", NameKind.CODE, row[column], source)


def _formal(row: Row) -> Iterator[Row]:
    country: Any = pycountry.countries.get(alpha_3=row["code"])
    if country:
        if formal := getattr(country, "official_name", ""):
            yield _name(row["code"], "en", NameKind.FORMAL, formal, ISO)
        for text in (country.name, getattr(country, "common_name", "")):
            if text:
                yield _name(row["code"], "en", NameKind.ALIAS, text, ISO)


def _replaced(row: Row) -> Iterator[Row]:
    for language in LANGUAGES:
        yield _name(row["code"], language, NameKind.ALIAS, territory(row["alpha2"], language), CLDR)


def _table(code: str, lines: Iterable[Row]) -> Iterator[Row]:
    for line in lines:
        for column in ("name", "name_text"):
            yield _name(code, "en", NameKind.SOURCE, line[column], "IOM, after UN M49")
