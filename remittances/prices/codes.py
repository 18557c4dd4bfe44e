"""The words in which services are described, as codes. Pure.

Remittance Prices Worldwide changed its spelling over the years ("Bank Account", "bank account", "Own/partner Bank
account"), and where a service takes several means of payment they share a cell ("Bank account transfer,Cash"). Each
word is recognised by what it contains; the cell itself is kept beside the code.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Final

UNKNOWN, OTHER, SEVERAL = "_U", "OTHER", "SEVERAL"
YES, NO = "YES", "NO"
HIGH, MEDIUM, LOW = "HIGH", "MEDIUM", "LOW"
USD200, USD500 = "USD200", "USD500"

# First found, first taken: "mobile money operator" is a mobile operator before it is anything with money.
FIRM_TYPES: Final = (
    ("MOBILE", ("mobile",)),
    ("POST", ("post",)),
    ("NON_BANK", ("non-bank", "non bank", "building society", "credit union", "microfinance")),
    ("MTO", ("money transfer", "mto")),
    ("BANK", ("bank",)),
)
INSTRUMENTS: Final = (
    ("MOBILE_MONEY", ("mobile", "wallet", "e-money")),
    ("CARD", ("card",)),
    ("BANK_ACCOUNT", ("account", "transfer", "bank")),
    ("CASH", ("cash",)),
)
PICKUPS: Final = (
    ("WALLET", ("mobile", "wallet", "airtime")),
    ("CARD", ("card",)),
    ("BANK_ACCOUNT", ("account", "bank")),
    ("HOME", ("home", "door")),
    ("CASH", ("cash", "branch", "agent")),
)
ACCESS_POINTS: Final = (
    ("ONLINE", ("internet", "online", "web")),
    ("SELF_SERVICE", ("mobile", "app", "atm", "kiosk", "self")),
    ("CALL_CENTRE", ("call", "telephone", "phone")),
    ("AGENT", ("agent",)),
    ("BRANCH", ("branch", "bank", "office", "capital", "city", "nationwide")),
)
REGIONS: Final = (
    ("EAP", ("east asia", "eap")),
    ("ECA", ("europe", "eca")),
    ("LAC", ("latin", "lac", "lca")),
    ("MENA", ("middle east", "mena", "mna")),
    ("SSA", ("sub-saharan", "subsaharan", "ssa", "afr")),
    ("SA", ("south asia", "sa")),
    ("HIGH_INCOME", ("high income", "hic", "north america", "noc", "oec", "na")),
)
SPEEDS: Final = (
    ("LESS_THAN_HOUR", ("less than", "minutes", "instant")),
    ("SAME_DAY", ("same day",)),
    ("NEXT_DAY", ("next day", "1 day")),
    ("DAYS_3_5", ("3-5", "3 - 5", "3 to 5")),
    ("DAYS_6", ("6 days", "6 or more", "more than 5")),
    ("DAYS_2", ("2 days",)),
)
# The most days until the money is there; a speed that is not known proves nothing and stands for none.
DAYS: Final[Mapping[str, int]] = MappingProxyType(
    {"LESS_THAN_HOUR": 0, "SAME_DAY": 0, "NEXT_DAY": 1, "DAYS_2": 2, "DAYS_3_5": 5}
)
_ABSENT = frozenset({"", "..", "n/a", "na", "#n/a", "none", "-"})
_BETWEEN = re.compile(r"\s*[,;]\s*")

Words = tuple[tuple[str, tuple[str, ...]], ...]


@lru_cache(maxsize=4096)
def code(words: Words, label: str) -> str:
    """The code of a label; "_U" for a blank one, OTHER for one that nobody knows."""
    wanted = label.casefold().strip()
    if wanted in _ABSENT:
        return UNKNOWN
    return next((code for code, parts in words if any(_holds(wanted, part) for part in parts)), OTHER)


@lru_cache(maxsize=4096)
def codes(words: Words, label: str) -> tuple[str, ...]:
    """The codes of a label that may name several things, in order; none for a blank one."""
    found = {code(words, part) for part in _BETWEEN.split(label)}
    return tuple(sorted(found - {UNKNOWN}))


def one(found: Sequence[str]) -> str:
    """One code for several: SEVERAL where there are more, "_U" where there is none."""
    return SEVERAL if len(found) > 1 else next(iter(found), UNKNOWN)


def _holds(label: str, part: str) -> bool:
    """Whether a label holds a word; short ones, such as the region SA, must be all of it."""
    return label == part if len(part) <= 3 and part.isalpha() else part in label
