"""The words that go with conditions: questions about facts, and notes on what a tree leaves out. Pure.

Conditions name facts ("shortage_occupation") and notes ("main_points_only"); their texts are content and stand in
`content/conditions/questions.toml` and `notes.toml` in every language that content is written in, so that a new permit
may bring a new question without a change of code or a round of gettext.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Final, Literal, NamedTuple

import msgspec
from msgspec import Meta

from regulations.rules import tree
from regulations.rules.conditions import leaves

FOLDER: Final = Path(__file__).resolve().parent / "content" / "conditions"
# "experience_years_last_7" asks what "experience_years_last" asks, of seven years.
_WINDOW: Final = re.compile(r"^(?P<name>[a-z_]+_last)_(?P<years>\d{1,2})$")

Sentence = Annotated[str, Meta(min_length=1, max_length=300)]


class Wording(NamedTuple):
    """A sentence and the language it is in, which is English where the reader's is not held."""

    text: str
    language: str


class Note(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sentence in several languages: what the law asks beside what is encoded."""

    en: Sentence
    es: Sentence | None = None
    fr: Sentence | None = None

    def wording(self, language: str) -> Wording:
        """The sentence in `language`, or in English."""
        text = {"es": self.es, "fr": self.fr}.get(language)
        return Wording(text, language) if text else Wording(self.en, "en")


class Question(Note, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is asked about one fact: yes or no, or a number of `unit` from `least` to `most`."""

    kind: Literal["yes_no", "number"]
    unit: Annotated[str, Meta(min_length=1)] | None = None
    least: int | None = None
    most: int | None = None
    years: int | None = None

    def __post_init__(self) -> None:
        bounded = self.unit is not None and self.least is not None and self.most is not None
        if bounded != (self.kind == "number"):
            raise ValueError("A number needs unit, least and most; yes or no has none of them")

    def wording(self, language: str) -> Wording:
        """The question in `language`, or in English, with its years."""
        found = super().wording(language)
        return found if self.years is None else found._replace(text=found.text.replace("{years}", str(self.years)))


@cache
def questions() -> Mapping[str, Question]:
    """Every question by its fact. Raises msgspec.ValidationError with the place if the file is wrong."""
    return msgspec.convert(_table("questions.toml"), type=dict[str, Question])


@cache
def notes() -> Mapping[str, Note]:
    """Every note by its name. Raises msgspec.ValidationError with the place if the file is wrong."""
    return msgspec.convert(_table("notes.toml"), type=dict[str, Note])


def question(fact: str) -> Question | None:
    """The question of a fact, or None if the content has none. A window of years is filled in."""
    if found := questions().get(fact):
        return found
    windowed = _WINDOW.match(fact)
    asked = questions().get(windowed["name"]) if windowed else None
    return msgspec.structs.replace(asked, years=int(windowed["years"])) if asked and windowed else None


def asked_by(conditions: tree.Conditions) -> Iterator[str]:
    """The named facts that a person may be asked for because of a tree, in the order of the file."""
    for leaf in leaves(conditions.conditions):
        match leaf:
            case tree.FactIs():
                yield leaf.fact
            case tree.QuotaAvailable():
                yield "quota_left"
            case tree.ExperienceAtLeast(within_years=int()):
                yield f"experience_years{'_in_destination' * leaf.in_destination}_last_{leaf.within_years}"
            case tree.PointsGrid():
                yield from (factor.fact for factor in leaf.factors if factor.fact)
        if isinstance(leaf, tree.SalaryAtLeast | tree.NationalityIn | tree.PointsGrid) and leaf.ask:
            yield leaf.ask


def _table(name: str) -> dict[str, object]:
    return tomllib.loads((FOLDER / name).read_text("utf-8"))
