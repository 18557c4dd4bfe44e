"""Groups of countries that permits name, as sets of ISO 3166-1 alpha-2 codes. Pure.

Members as of 2026: the European Union's 27 (Treaty on European Union, as last changed on 31 January 2020), the
European Economic Area, and the European Free Trade Association.
"""

from __future__ import annotations

from collections.abc import Iterable

EU = frozenset(
    {"AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU"}
    | {"IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"}
)
GROUPS = {"EU": EU, "EEA": EU | {"IS", "LI", "NO"}, "EFTA": frozenset({"CH", "IS", "LI", "NO"})}


def countries(codes: Iterable[object]) -> frozenset[str]:
    """The countries that `codes` name, groups spelt out; what is no code is left out."""
    found: set[str] = set()
    for code in codes:
        if isinstance(code, str) and code in GROUPS:
            found |= GROUPS[code]
        elif isinstance(code, str) and len(code) == 2 and code.isalpha() and code.isupper():
            found.add(code)
    return frozenset(found)
