"""Occupations as people write them: a word in English, Spanish or French, or a code of ISCO-08, to its groups. Pure.

Titles are those of the code list ISCO08. What people call their work comes from ESCO: the names of some 3,000
occupations in each language, under their unit group (ISCO08_words.csv). See DATA_LICENCES.md for both. The commonest
words of all, for which neither has a name that is just that word ("nurse"), are ours (ISCO08_everyday.csv).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from countries.text import fold
from datasets import codes

CODELIST: Final = "ISCO08"
LANGUAGES: Final = ("en", "es", "fr")
LONGEST_SEARCH: Final = 80
# Both have a row a unit group and a column a language, with names told apart by "|" and genders by "/".
_EVERYDAY: Final = codes.FOLDER / "ISCO08_everyday.csv"
_ESCO: Final = codes.FOLDER / "ISCO08_words.csv"
# How well a name answers: it is what was written, begins with it, holds it at the start of a word, or each word written
# begins one of its own.
_SAME, _BEGINS, _HOLDS, _ALL_BEGIN = 8.0, 6.0, 4.0, 2.0
# Among equals a title or an everyday word comes before one of many names, the reader's language before the others, and
# a group hit by many of its names before a chance hit. All together they weigh less than a step.
_WEIGHTY, _OWN_LANGUAGE, _EACH_MORE, _MOST_MORE = 0.5, 0.75, 0.05, 0.5


@dataclass(frozen=True, slots=True)
class Found:
    """A group of ISCO-08 that a text may mean, and the name it was found by."""

    code: str
    title: str
    found_as: str


@dataclass(frozen=True, slots=True)
class _Name:
    """One name of a group, ready to be compared."""

    code: str
    language: str
    text: str
    folded: str
    is_weighty: bool


@lru_cache(maxsize=8)
def titles(language: str) -> Mapping[str, str]:
    """Titles of all 619 groups by code, in the order of the classification; English where the language has none."""
    return {code.id: code.label[language] for code in codes.codelist(CODELIST).codes}


def title(code: str, language: str) -> str:
    """The title of a group; the code itself where ISCO-08 has no such group."""
    return titles(language).get(code, code)


def is_group(code: str) -> bool:
    """Whether ISCO-08 has a group with this code, at any of its four levels."""
    return code in titles("en")


def search(text: str, language: str, limit: int = 10) -> tuple[Found, ...]:
    """Groups a text may mean, the likeliest first: by code at any level, else unit groups by their names.

    Names of all languages count, so that a nurse who reads English may write "enfermera". An empty answer means that
    nothing resembles the text.
    """
    wanted = fold(text[:LONGEST_SEARCH])
    if not wanted:
        return ()
    if wanted.isdigit():
        return _by_code(wanted, language, limit)
    return _by_name(wanted, language, limit) or _by_name(wanted.removesuffix("s"), language, limit)


def _by_code(wanted: str, language: str, limit: int) -> tuple[Found, ...]:
    """The group with this code, then those below it."""
    below = [code for code in titles(language) if code.startswith(wanted)]
    return tuple(Found(code, title(code, language), code) for code in below[:limit])


def _by_name(wanted: str, language: str, limit: int) -> tuple[Found, ...]:
    best: dict[str, tuple[float, _Name]] = {}
    hits: dict[str, int] = {}
    for name in _names():
        likeness = _likeness(name, wanted, language)
        if not likeness:
            continue
        hits[name.code] = hits.get(name.code, 0) + 1
        if likeness > best.get(name.code, (0.0, name))[0]:
            best[name.code] = (likeness, name)

    def rank(code: str) -> tuple[float, str]:
        return -best[code][0] - min(hits[code] * _EACH_MORE, _MOST_MORE), code

    ranked = sorted(best, key=rank)[:limit]
    return tuple(Found(code, title(code, language), best[code][1].text) for code in ranked)


def _likeness(name: _Name, wanted: str, language: str) -> float:
    step = _step(name.folded, wanted)
    return step and step + _WEIGHTY * name.is_weighty + _OWN_LANGUAGE * (name.language == language[:2])


def _step(folded: str, wanted: str) -> float:
    if wanted[0] not in folded:
        return 0.0
    if folded == wanted:
        return _SAME
    if folded.startswith(wanted):
        return _BEGINS
    if f" {wanted}" in folded:
        return _HOLDS
    if " " not in wanted:
        return 0.0
    words = folded.split()
    return _ALL_BEGIN if all(any(word.startswith(part) for word in words) for part in wanted.split()) else 0.0


@lru_cache(maxsize=1)
def _names() -> tuple[_Name, ...]:
    return (*_title_names(), *_file_names(_EVERYDAY, is_weighty=True), *_file_names(_ESCO, is_weighty=False))


def _title_names() -> Iterator[_Name]:
    for language in LANGUAGES:
        for code, text in titles(language).items():
            if len(code) == 4:
                yield _Name(code, language, text, fold(text), is_weighty=True)


def _file_names(path: Path, *, is_weighty: bool) -> Iterator[_Name]:
    """Each gender of each name, so that either finds the group: "enfermero/enfermera" is two names."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for language in LANGUAGES:
                for form in filter(None, re.split(r"[|/]", row[language])):
                    yield _Name(row["code"], language, form.strip(), fold(form), is_weighty)
