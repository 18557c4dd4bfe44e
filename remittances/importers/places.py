"""Who a label in a source stands for: a country, an area that is no country, or nobody who has a code."""

from __future__ import annotations

from functools import lru_cache

from countries.resolver import Resolver
from remittances.importers.cells import text
from remittances.importers.files import Cell


@lru_cache(maxsize=4096)
def code(label: Cell) -> str | None:
    """Code under which the figures of `label` are stored; None for the unknown and for what has no code."""
    return Resolver.carried().code(text(label))


def is_left_out(label: Cell) -> bool:
    """True for labels that are known to have no code: remainders ("Other South") and groups of one publisher.

    The reason stands beside each label in countries/.
    """
    place = Resolver.carried().place(text(label))
    return place is not None and place.code is None


def suggestion(label: Cell) -> str:
    """The code of a known name, or known names near an unknown one; empty when nothing is near."""
    return code(label) or ", ".join(Resolver.carried().suggest(text(label)))
