"""The catalogue: every dataset by theme, with what it covers, its last release and its licence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import groupby
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from countries.text import fold, sort_key
from datasets import codes
from datasets.definition import Definition, all_definitions
from datasets.models import Release
from iimd.pages.datasets.readings import kept_codes
from web_pages.asking import public_page
from web_pages.places import language
from web_pages.places import names as country_names

LONGEST = 200

# Themes by the beginning of an id, in the order of the page. A room with datasets of its own adds its line.
THEMES: Final[tuple[tuple[tuple[str, ...], str | Promise], ...]] = (
    (("REM_FLOW", "REM_INFLOW", "REM_OUTFLOW"), _("Money people send home")),
    (("REM_PRICE", "REM_COST", "REM_SMART"), _("What sending costs")),
    (("REM_S",), _("What a lower price would save, and world goals")),
    (("FX_",), _("Exchange rates")),
    (("",), _("Other figures")),
)


@dataclass(frozen=True)
class Entry:
    """A dataset in the catalogue."""

    definition: Definition
    title: str
    sentence: str
    release: Release | None
    countries: int
    currencies: int


@public_page
def datasets(request: HttpRequest) -> HttpResponse:
    """All datasets, or with `?q=` those that hold every word asked for."""
    asked = request.GET.get("q", "").strip()[:LONGEST]
    found = [each for each in all_definitions().values() if holds(each, asked)]
    page = {
        "asked": asked,
        "themes": by_theme(found),
        "found": len(found),
        "all": len(all_definitions()),
        "near": nearest(asked) if asked and not found else [],
    }
    return render(request, "iimd/datasets.html", page)


def by_theme(found: Iterable[Definition]) -> list[tuple[str | Promise, list[Entry]]]:
    """Entries under their theme, in the order of THEMES; a theme without entries is left out."""
    releases = {each.dataset_id: each for each in Release.objects.published().defer("difference", "notes")}
    ranked = sorted(
        found, key=lambda definition: (_theme(definition), sort_key(definition.title[language()], language()))
    )
    grouped = groupby(ranked, key=_theme)
    return [(THEMES[theme][1], [entry(each, releases.get(each.id)) for each in members]) for theme, members in grouped]


def entry(definition: Definition, release: Release | None) -> Entry:
    """What the catalogue says of one dataset."""
    return Entry(
        definition=definition,
        title=definition.title[language()],
        sentence=first_sentence(definition.description[language()]),
        release=release,
        countries=countries_of(release) if release else 0,
        currencies=currencies_of(release) if release else 0,
    )


def countries_of(release: Release) -> int:
    """How many countries and areas in use have a figure in a release."""
    areas = [each for each in release.definition.dimensions if each.codelist == codes.AREA]
    return len({code for area in areas for code in kept_codes(release, area.id)} & country_names().keys())


def currencies_of(release: Release) -> int:
    """How many currencies have a figure in a release."""
    money = [each for each in release.definition.dimensions if each.codelist == codes.CURRENCY]
    return max((len(kept_codes(release, each.id)) for each in money), default=0)


def first_sentence(text: str) -> str:
    """The first sentence of a text, on one line."""
    line = " ".join(text.split())
    sentence, end, _rest = line.partition(". ")
    return sentence + "." if end else line


def holds(definition: Definition, asked: str) -> bool:
    """Whether a dataset speaks of every word asked for, in the reader's language or in English."""
    texts = [definition.id, definition.id.replace("_", " "), definition.source.publisher, definition.source.name]
    for tongue in {language(), "en"}:
        texts += [definition.title[tongue], definition.description[tongue], definition.measure.label[tongue]]
        texts += [dimension.label[tongue] for dimension in definition.dimensions]
    said = fold(" ".join(texts))
    return all(word in said for word in fold(asked).split())


def nearest(asked: str) -> list[Definition]:
    """Datasets whose id or title is nearest to something unknown."""
    names = {each.id.casefold(): each for each in all_definitions().values()}
    names |= {fold(each.title[language()]): each for each in all_definitions().values()}
    close = get_close_matches(fold(asked).replace(" ", "_"), names, n=3, cutoff=0.5)
    close += get_close_matches(fold(asked), names, n=3, cutoff=0.5)
    close += [name for name in names if fold(asked)[:4] and name.startswith(fold(asked)[:4])]
    return list({names[name].id: names[name] for name in close}.values())[:5]


def _theme(definition: Definition) -> int:
    return next(i for i, (beginnings, _title) in enumerate(THEMES) if definition.id.startswith(beginnings))
