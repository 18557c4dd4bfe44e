"""The structure messages of the hub, made once for each question and kept in the cache.

They rest on the definitions, the code lists and the names of countries, and so do their tags: a cached message is
never out of date, it is only never asked for again. The digest of the definitions is computed once a process.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, Final

from django.core.cache import cache
from msgspec import structs
from pysdmx.model import Components

from countries import queries as countries
from countries.models import Currency
from datasets import codes
from datasets import definition as definitions
from datasets.definition import Definition, Dimension, Text
from datasets.sdmx import artefacts, identity, messages, relations
from datasets.sdmx.identity import Kind, Name
from datasets.sdmx.media import Format

LANGUAGES: Final = ("en", "es", "fr")
_WEEK: Final = 7 * 24 * 3600
# Part of every tag: raise it when the messages themselves change.
_EDITION: Final = 1
_AREAS: Final = Text(en="Countries and areas", es="Países y áreas", fr="Pays et zones")
_CURRENCIES: Final = Text(en="Currencies", es="Monedas", fr="Monnaies")


@dataclass(frozen=True)
class Question:
    """Which structures, how much of each, in which format, and whose language stands first."""

    names: tuple[Name, ...]
    asked: Kind
    detail: str
    form: Format
    language: str

    @property
    def tag(self) -> str:
        """Changes with the message. Made without looking at the database twice in the life of a process."""
        parts = (_EDITION, content_digest(), self.names, self.asked, self.detail, self.form.media_type, self.language)
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


@lru_cache(maxsize=1)
def graph() -> relations.Children:
    """Which artefact of the hub refers to which."""
    return relations.children(definitions.all_definitions().values())


def content_digest() -> str:
    """Changes when a definition, a shared list or the name of a country does."""
    return f"{_definitions_digest()}{countries.edition().digest}"


def prepared() -> dt.datetime:
    """When what the messages say was loaded: the same for every process, so that their bytes are too."""
    return countries.edition().loaded_at


@lru_cache(maxsize=1)
def _definitions_digest() -> str:
    parts = [each.digest for each in definitions.all_definitions().values()]
    parts += [path.read_text() for path in sorted(codes.FOLDER.glob("*.toml"))]
    return hashlib.sha256("".join(parts).encode()).hexdigest()


def message(question: Question) -> bytes:
    """The structure message that answers a question, out of the cache if it is there."""
    key = f"sdmx:structure:{question.tag}"
    found: bytes | None = cache.get(key)
    if found is None:
        found = build(question)
        cache.set(key, found, _WEEK)
    return found


def build(question: Question, more: Mapping[str, Sequence[messages.Artefact]] | None = None) -> bytes:
    """The structure message, made anew; `more` are artefacts by language that the catalogue does not know."""
    lay_out = {
        language: [_detailed(_build(name, language), name, question) for name in question.names]
        + list(more[language] if more else ())
        for language in LANGUAGES
    }
    return messages.write(
        question.form,
        lay_out,
        first=question.language,
        message_id=f"IIMD_{question.tag}",
        prepared=prepared(),
    )


def _detailed(artefact: Any, name: Name, question: Question) -> Any:
    """The artefact, or a stub of it: with its name and where to find the rest."""
    if not _is_stub(name, question):
        return artefact
    changes: dict[str, Any] = {"is_external_reference": True}
    if name.kind in ("codelist", "conceptscheme", "agencyscheme"):
        changes["items"] = ()
    if name.kind == "datastructure":
        changes["components"] = Components([])
    if not question.detail.endswith("completestubs"):
        changes |= {"description": None, "annotations": ()}
    return structs.replace(artefact, **changes)


def _is_stub(name: Name, question: Question) -> bool:
    match question.detail:
        case "allstubs" | "allcompletestubs":
            return True
        case "referencestubs" | "referencecompletestubs":
            return name.kind != question.asked
    return False


def _build(name: Name, language: str) -> Any:
    return _builders()[name](language)


Builder = Callable[[str], Any]


@lru_cache(maxsize=1)
def _builders() -> Mapping[Name, Builder]:
    """What makes each artefact, given a language."""
    found: dict[Name, Builder] = {relations.AGENCIES: artefacts.agencies}
    for definition in definitions.all_definitions().values():
        found |= _builders_of(definition)
    return found


def _builders_of(definition: Definition) -> Mapping[Name, Builder]:
    found: dict[Name, Builder] = {
        identity.dataflow(definition): partial(artefacts.dataflow, definition),
        identity.structure(definition): partial(artefacts.structure, definition),
        identity.concepts(definition): partial(artefacts.concepts, definition),
        identity.units(definition): partial(artefacts.units, definition),
        identity.shared_codelist(identity.STATUS): partial(_shared, identity.STATUS),
    }
    for dimension in definition.dimensions:
        name = identity.codelist(definition, dimension)
        shared = dimension.codelist
        found[name] = partial(_shared, shared) if shared else partial(_own, name, dimension)
    return found


def _own(name: Name, dimension: Dimension, language: str) -> Any:
    """A list of one dataset alone."""
    return artefacts.codelist(name, dimension.label[language], codes.labels(dimension, language))


def _shared(name: str, language: str) -> Any:
    """A list that several datasets use. Areas and currencies are named by countries/."""
    if name == codes.AREA:
        title, labels = _AREAS, countries.place_names(language)
        known = codes.known_areas()
    elif name == codes.CURRENCY:
        title, labels = _CURRENCIES, {each.code: each.name_in(language) for each in Currency.objects.all()}
        known = codes.known_currencies()
    else:
        found = codes.codelist(name)
        title, labels = found.title, {each.id: each.label[language] for each in found.codes}
        known = frozenset(labels)
    # A currency that is used no more has a code and no name here.
    named = {code: labels.get(code, code) for code in sorted(known)}
    return artefacts.codelist(identity.shared_codelist(name), title[language], named)
