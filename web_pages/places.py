"""Countries as readers write them: in addresses, in the two fields of the corridor form, in lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from charts.map import Land, Shapes
from countries import queries, shapes
from countries.models import Country
from countries.resolver import Resolver

MOST_CANDIDATES = 8


def language() -> str:
    """The language of the page, without a country ("fr")."""
    return (get_language() or "en").partition("-")[0]


def names() -> dict[str, str]:
    """Names of all countries in use by code, in the reader's language and its alphabetical order."""
    return queries.names(language())


def options() -> SafeString:
    """All countries as <option> elements, for the fields that take a country."""
    return _options(tuple(names().values()))


@lru_cache(maxsize=8)
def _options(written: tuple[str, ...]) -> SafeString:
    return format_html_join("", '<option value="{}">', ((name,) for name in written))


def code_of(written: str) -> str | None:
    """The alpha-3 code of the country that a reader means without doubt, by any code or name; else None."""
    code = Resolver.carried().resolve(written.strip()) if written.strip() else None
    return code if code in names() else None


def candidates(written: str) -> list[Country]:
    """Countries a mistyped name may mean, the likeliest first."""
    return list(Country.objects.search(written)[:MOST_CANDIDATES])


@dataclass(frozen=True, slots=True)
class End:
    """One field of the corridor form: what was typed, what it means, what it may mean."""

    field: str
    written: str
    code: str | None
    candidates: tuple[Country, ...] = ()

    @classmethod
    def read(cls, field: str, written: str) -> End:
        """Understand one field; guesses are looked up only where it is not clear."""
        code = code_of(written)
        return cls(field, written.strip(), code, () if code or not written.strip() else tuple(candidates(written)))


@lru_cache(maxsize=1)
def world() -> Shapes:
    """The map without Antarctica, which sends and receives no money and would take a seventh of the picture."""
    carried = shapes.world()
    return Shapes(carried.width, 430, tuple(_lands(carried)))


def _lands(carried: shapes.WorldShapes) -> Iterator[Land]:
    for code, land in carried.lands.items():
        if code != "ATA":
            yield Land(code, land.path, *land.centre, tiny=land.small)
    for code, path in carried.disputed.items():
        yield Land(code, path, 0, 0, disputed=True)
