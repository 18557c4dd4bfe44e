"""From any code or name a source writes to the code we use. Pure: reads the carried tables, no database.

resolver = Resolver.carried()
resolver.resolve("Korea, Rep.")      # "KOR"
resolver.resolve("ROM")              # "ROU"
resolver.resolve("Atlantis")         # None
resolver.place("Netherlands Antilles")   # Place("ANT", FORMER, ...)
resolver.suggest("Germny")           # ["Germany"]
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from countries import files
from countries.text import fold
from countries.vocabulary import LANGUAGES, NameKind, PlaceKind

# A word spelt in more than two slips of eight letters is another word: 0.7 keeps "Germny" and "Phillipines".
LIKE_ENOUGH = 0.7
# A writing of places other than countries, whose files do not tell codes from names.
_CODE = re.compile(r"[A-Z]{2,3}|[0-9]{3}")


class AmbiguousNameError(ValueError):
    """Two countries claim one spelling: the carried tables must be mended before anything is imported."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a label stands for.

    `code` is an alpha-3 code (countries, former countries), an M49 code (areas and the groups M49 has), or
    None where no code exists: remainders ("Other South"), parts of countries, groups of one publisher. `why`
    says so in a sentence for maintainers.
    """

    code: str | None
    kind: PlaceKind
    why: str


class Resolver:
    """Understands codes (alpha-2, alpha-3, numeric, those of sources) and names in six languages.

    In names case, accents, punctuation, "The" and "St." do not matter; in codes case alone does not, so that
    "NA" is Namibia but "n.a." is nothing. The first place to claim a spelling keeps it, but two countries
    must not. Make one with `Resolver.carried()`.
    """

    def __init__(self, codes: Iterable[tuple[str, Place]], names: Iterable[tuple[str, Place]]) -> None:
        self._codes: dict[str, Place] = {}
        self._names: dict[str, Place] = {}
        self._labels: dict[str, str] = {}
        for code, place in codes:
            _claim(self._codes, code.upper(), place)
        for name, place in names:
            key = fold(name)
            _claim(self._names, key, place)
            self._labels.setdefault(key, name)

    @classmethod
    @lru_cache(maxsize=1)
    def carried(cls) -> Resolver:
        """The resolver of the carried tables, read once a process (about 30 ms)."""
        others = [*_labels(), *_former(), *_areas()]
        codes = [writing for writing in others if _CODE.fullmatch(writing[0])]
        names = [writing for writing in others if not _CODE.fullmatch(writing[0])]
        return cls([*_countries(codes=True), *codes], [*_countries(codes=False), *names])

    def place(self, label: str) -> Place | None:
        """What `label` stands for; None when nobody we know writes so."""
        return self._codes.get(label.strip().upper()) or self._names.get(fold(label))

    def resolve(self, label: str) -> str | None:
        """The alpha-3 code of the country in use that `label` names; None for everything else."""
        place = self.place(label)
        return place.code if place and place.kind is PlaceKind.COUNTRY else None

    def code(self, label: str) -> str | None:
        """The code under which figures for `label` may be stored: a country, a former country or an M49 area."""
        place = self.place(label)
        return place.code if place else None

    def suggest(self, label: str, limit: int = 3) -> list[str]:
        """Known names nearest to an unknown one, for "did you mean …?"; codes are not guessed."""
        near = difflib.get_close_matches(fold(label), self._labels, n=3 * limit, cutoff=LIKE_ENOUGH)
        best: dict[str, str] = {}
        for key in near:
            best.setdefault(self._names[key].code or key, self._labels[key])
        return list(best.values())[:limit]


def _claim(known: dict[str, Place], key: str, place: Place) -> None:
    first = known.setdefault(key, place)
    if first.code != place.code and PlaceKind.COUNTRY == first.kind == place.kind:
        raise AmbiguousNameError(f"{key!r} means both {first.code} and {place.code}")


def _countries(*, codes: bool) -> Iterable[tuple[str, Place]]:
    for row in files.rows("names"):
        if (row["kind"] == NameKind.CODE) == codes:
            yield row["text"], Place(row["country"], PlaceKind.COUNTRY, row["source"])


def _labels() -> Iterable[tuple[str, Place]]:
    for row in files.rows("labels"):
        yield row["label"], Place(row["area"] or None, PlaceKind(row["kind"]), f"{row['why']} ({row['source']})")


def _former() -> Iterable[tuple[str, Place]]:
    for row in files.rows("former_countries"):
        place = Place(row["code"], PlaceKind.FORMER, f"Until {row['ended_on']}; since then {row['successors']}")
        writings = [row["code"], row["numeric"], *row["aliases"].split("|"), *(row[language] for language in LANGUAGES)]
        yield from ((writing, place) for writing in writings)


def _areas() -> Iterable[tuple[str, Place]]:
    for row in files.rows("areas"):
        place = Place(row["code"], PlaceKind.AREA, f"M49 {row['kind']}")
        yield from ((writing, place) for writing in (row["code"], *(row[language] for language in LANGUAGES)))
