"""Search over what the hub knows: countries, corridors, permits, datasets."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from countries.models import Country
from countries.text import fold
from datasets.definition import Definition, all_definitions
from regulations.queries.search import permits_like
from web_pages.asking import public_page
from web_pages.places import candidates, code_of, language, names

LONGEST = 200
# "Philippines to Germany", "PHL-DEU", "Filipinas → Alemania", "Philippines vers Allemagne"; spaces are tried last.
_BETWEEN = re.compile(r"\s+(?:to|a|vers|à)\s+|\s*(?:→|->|–|—|-|,|/)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Corridor:
    """Two countries that a search names in one breath."""

    origin: str
    destination: str

    @property
    def names(self) -> tuple[str, str]:
        return names()[self.origin], names()[self.destination]


@public_page
def search(request: HttpRequest) -> HttpResponse:
    """Answers `?q=`; without it, the empty form."""
    asked = request.GET.get("q", "").strip()[:LONGEST]
    pair = corridor_in(asked)
    found: list[Country] = [] if pair or not asked else candidates(asked)
    datasets = datasets_like(asked)
    permits = permits_like(asked)
    nothing = bool(asked) and not (pair or found or datasets or permits)
    page = {
        "asked": asked,
        "corridor": pair,
        "countries": found,
        "permits": permits,
        "datasets": datasets,
        "nothing": nothing,
    }
    return render(request, "iimd/search.html", page)


def corridor_in(asked: str) -> Corridor | None:
    """The corridor that a text names, if both its parts are countries without doubt."""
    cuts = [match.span() for match in _BETWEEN.finditer(asked)] + [m.span() for m in re.finditer(r"\s+", asked)]
    for start, end in cuts:
        origin, destination = code_of(asked[:start]), code_of(asked[end:])
        if origin and destination and origin != destination:
            return Corridor(origin, destination)
    return None


def datasets_like(asked: str) -> list[dict[str, str]]:
    """Datasets whose identifier, title or description holds every word asked for."""
    words = fold(asked).split()
    if not words:
        return []
    return [_shown(each) for each in all_definitions().values() if all(word in _said_by(each) for word in words)]


def _said_by(definition: Definition) -> str:
    texts = (definition.id.replace("_", " "), definition.title[language()], definition.description[language()])
    return fold(f"{definition.id} {' '.join(texts)}")


def _shown(definition: Definition) -> dict[str, str]:
    return {
        "id": definition.id,
        "title": definition.title[language()],
        "description": definition.description[language()],
    }
