"""Code lists: the codes a dimension may hold, and what each is called. Pure; AREA and CURRENCY come from countries/."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

import msgspec
from babel.core import get_global

from countries import files
from countries.resolver import Resolver
from datasets.definition import Code, Definition, Dimension, InvalidDefinition, Text
from datasets.importing import Known

FOLDER = Path(__file__).parent / "codelists"
AREA: Final = "AREA"
CURRENCY: Final = "CURRENCY"
# Numbers from 001 on, for things that a source lists without a name that lasts.
ORDINAL: Final = "ORDINAL"
_MOST_ORDINALS: Final = 999


class Codelist(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A named list that several datasets share, with where it comes from."""

    id: str
    title: Text
    source: str
    codes: tuple[Code, ...]


@lru_cache
def codelist(name: str) -> Codelist:
    """The shared list `name` of datasets/codelists/; raises InvalidDefinition where there is none or it is wrong."""
    if name == ORDINAL:
        return _ordinals()
    path = FOLDER / f"{name}.toml"
    if not path.exists():
        raise InvalidDefinition(path.name, "$", "there is no such code list")
    try:
        found = msgspec.toml.decode(path.read_bytes(), type=Codelist)
    except msgspec.DecodeError as error:
        raise InvalidDefinition(path.name, "$", str(error)) from error
    if found.id != name:
        raise InvalidDefinition(path.name, "$.id", f"is {found.id}, so the file must be called {found.id}.toml")
    return found


def _ordinals() -> Codelist:
    """The list of numbers: nobody writes a file of them."""
    codes = (
        Code(id=f"{each:03}", label=Text(en=f"No. {each}", es=f"N.º {each}", fr=f"Nᵒ {each}"))
        for each in range(1, _MOST_ORDINALS + 1)
    )
    title = Text(en="Numbers", es="Números", fr="Numéros")
    return Codelist(id=ORDINAL, title=title, source="IIMD hub", codes=tuple(codes))


@lru_cache(maxsize=1)
def known_areas() -> frozenset[str]:
    """Codes that figures may be stored under: countries (alpha-3), former ones, and M49 areas."""
    places = [row[key] for name, key in _PLACES for row in files.rows(name)]
    return frozenset(code for place in places if (code := Resolver.carried().code(place)))


_PLACES: Final = (("countries", "code"), ("former_countries", "code"), ("areas", "code"))


@lru_cache(maxsize=1)
def known_currencies() -> frozenset[str]:
    """ISO 4217 codes of currencies in use, and of those once in use, which CLDR remembers."""
    return frozenset(row["code"] for row in files.rows("currencies")) | frozenset(get_global("all_currencies"))


def codes_of(dimension: Dimension) -> frozenset[str]:
    """The codes a dimension may hold."""
    if dimension.codes:
        return frozenset(code.id for code in dimension.codes)
    if dimension.codelist == AREA:
        return known_areas()
    if dimension.codelist == CURRENCY:
        return known_currencies()
    return frozenset(code.id for code in codelist(dimension.codelist).codes)


def known(definition: Definition) -> Known:
    """The codes of every dimension of a dataset."""
    return Known(codes={each.id: codes_of(each) for each in definition.dimensions})


def labels(dimension: Dimension, language: str) -> Mapping[str, str]:
    """What the codes are called; empty for areas and currencies, whose names countries/ has."""
    if dimension.codelist in {AREA, CURRENCY}:
        return {}
    codes = dimension.codes or codelist(dimension.codelist).codes
    return {code.id: code.label[language] for code in codes}


def suggestion(dimension: Dimension, value: str) -> str:
    """What an unknown code may have meant: the code of the name somebody wrote, or the nearest names; else empty."""
    if dimension.codelist == AREA:
        return Resolver.carried().code(value) or ", ".join(Resolver.carried().suggest(value))
    same = [code for code in codes_of(dimension) if code.casefold() == value.strip().casefold()]
    return same[0] if same else ""
