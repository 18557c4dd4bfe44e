"""Languages and the share of a country's people able to use them, from CLDR through Babel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pycountry
from babel import Locale, UnknownLocaleError
from babel.languages import get_territory_language_info

from countries.vocabulary import LANGUAGES

Row = dict[str, str]


def shares(countries: Iterable[Row]) -> Iterator[Row]:
    """One row for each country and language, the most widely used first."""
    for row in countries:
        known: Any = get_territory_language_info(row["alpha2"])
        for code, info in sorted(known.items(), key=lambda item: (-item[1]["population_percent"], item[0])):
            yield {
                "country": row["code"],
                "language": code.replace("_", "-"),
                "share_percent": f"{info['population_percent']:g}",
                "official_status": info["official_status"] or "",
            }


def languages(codes: Iterable[str]) -> Iterator[Row]:
    """One row for each language, with its names in six languages and in itself."""
    for code in sorted(set(codes)):
        names = {language: _named(code, language) for language in LANGUAGES}
        yield {"code": code, "own_name": _own_name(code), **names}


def _named(code: str, language: str) -> str:
    """The name of `code` in `language`: CLDR's there, else CLDR's in English, else that of ISO 639-3."""
    tag, _, script = code.partition("-")
    for spoken in (Locale(language), Locale("en")):
        if whole := spoken.languages.get(code.replace("-", "_")):
            return str(whole)
        if name := spoken.languages.get(tag):
            return f"{name} ({spoken.scripts.get(script, script)})" if script else str(name)
    iso: Any = pycountry.languages.get(alpha_3=tag)
    return f"{iso.name} ({Locale('en').scripts[script]})" if script else str(iso.name)


def _own_name(code: str) -> str:
    try:
        return Locale.parse(code, sep="-").get_display_name() or ""
    except (UnknownLocaleError, ValueError):
        return ""
