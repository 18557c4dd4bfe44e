"""Reads of countries in words a statistician uses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.search import TrigramSimilarity
from django.db import models
from django.db.models import Case, F, Max, Q, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Collate
from django.utils.translation import get_language

from countries.text import fold
from countries.vocabulary import LANGUAGES, NameKind

if TYPE_CHECKING:
    from countries.models import Country  # noqa: F401  named in a string below

LONGEST_SEARCH = 80


class CountryQuerySet(models.QuerySet["Country"]):
    """`Country.objects`."""

    def in_area(self, code: str) -> Self:
        """Countries of an M49 area or group: "150" is Europe, "199" the least developed countries."""
        return self.filter(memberships__area=code)

    def with_facts(self) -> Self:
        """With all that a country page shows of these tables, in a fixed number of queries."""
        return self.select_related("area").prefetch_related("currency_uses__currency", "language_shares__language")

    def alphabetical(self, language: str | None = None) -> Self:
        """In the alphabetical order of the reader's language."""
        return self.order_by(_alphabet(_spoken(language)), "code")

    def search(self, text: str, language: str | None = None) -> Self:
        """Countries that `text` may mean, the likeliest first; none for a text without letters or digits.

        Understands every code and every name in any of the six languages, old names and the spellings of
        sources, their beginnings, and slips of the keyboard. `language` is the reader's (the active one if
        left out): among equals its names come first. Each country says what it was `found_as`, so that a
        list can show "Myanmar (Burma)" to who typed the old name.
        """
        wanted, spoken = fold(text[:LONGEST_SEARCH]), _spoken(language)
        if not wanted:
            return self.none()
        likeliness = _likeliness(wanted, spoken)
        is_code = Q(known_names__kind=NameKind.CODE.value)
        begins = Q(known_names__folded__startswith=wanted) | Q(known_names__folded__contains=f" {wanted}")
        resembles = Q(known_names__folded__trigram_similar=wanted)
        return (
            self.filter((is_code & Q(known_names__folded=wanted)) | (~is_code & (begins | resembles)))
            .annotate(likeliness=Max(likeliness), _written=ArrayAgg("known_names__text", order_by=likeliness.desc()))
            .annotate(found_as=F("_written__0"))
            .order_by("-likeliness", _alphabet(spoken), "code")
        )


def _likeliness(wanted: str, language: str) -> Case:
    """How well one name answers: whole steps for the kind of hit, a fraction for the likeness of the letters."""
    exact, begins = Q(known_names__folded=wanted), Q(known_names__folded__startswith=wanted)
    word = Q(known_names__folded__contains=f" {wanted}")
    # "State of Qatar" must not stand before "State of Palestine" when somebody types "state".
    own = Q(known_names__language=language) & ~Q(known_names__kind=NameKind.FORMAL.value)
    steps = [
        exact & Q(known_names__kind=NameKind.CODE.value),
        exact & own,
        exact,
        begins & own,
        word & own,
        begins,
        word,
        own,
    ]
    likeness = TrigramSimilarity(F("known_names__folded"), wanted)
    ranked = [When(step, then=Value(float(len(steps) - place)) + likeness) for place, step in enumerate(steps)]
    return Case(*ranked, default=likeness, output_field=models.FloatField())


def _alphabet(language: str) -> Collate:
    return Collate(KeyTextTransform(language, "sort_keys"), "C")


def _spoken(language: str | None) -> str:
    """The language of the six that `language` ("fr-ch") means; English for any other."""
    short = (language or get_language() or "en").partition("-")[0]
    return short if short in LANGUAGES else "en"
