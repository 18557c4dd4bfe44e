"""What a person is asked so that an unknown condition can be settled, from `content/conditions/questions.toml`. Pure.

Conditions name facts ("shortage_occupation"); a fact's question is content and stands there in every language that
content is written in, so that a new permit may bring a new question without a change of code or a round of gettext.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Final, Literal, NamedTuple

import msgspec
from msgspec import Meta

FILE: Final = Path(__file__).resolve().parent / "content" / "conditions" / "questions.toml"
# "experience_years_last_7" asks what "experience_years_last" asks, of seven years.
_WINDOW: Final = re.compile(r"^(?P<name>[a-z_]+_last)_(?P<years>\d{1,2})$")

Sentence = Annotated[str, Meta(min_length=1, max_length=300)]


class Wording(NamedTuple):
    """A sentence and the language it is in, which is English where the reader's is not held."""

    text: str
    language: str


class Question(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is asked about one fact: yes or no, or a number of `unit` from `least` to `most`."""

    kind: Literal["yes_no", "number"]
    en: Sentence
    es: Sentence | None = None
    fr: Sentence | None = None
    unit: Annotated[str, Meta(min_length=1)] | None = None
    least: int | None = None
    most: int | None = None
    years: int | None = None

    def __post_init__(self) -> None:
        bounded = self.unit is not None and self.least is not None and self.most is not None
        if bounded != (self.kind == "number"):
            raise ValueError("A number needs unit, least and most; yes or no has none of them")

    def wording(self, language: str) -> Wording:
        """The question in `language`, or in English."""
        text = {"es": self.es, "fr": self.fr}.get(language)
        found = Wording(text, language) if text else Wording(self.en, "en")
        return found if self.years is None else found._replace(text=found.text.replace("{years}", str(self.years)))


@cache
def questions() -> Mapping[str, Question]:
    """Every question by its fact. Raises msgspec.ValidationError with the place if the file is wrong."""
    return msgspec.convert(tomllib.loads(FILE.read_text("utf-8")), type=dict[str, Question])


def question(fact: str) -> Question | None:
    """The question of a fact, or None if the content has none. A window of years is filled in."""
    if found := questions().get(fact):
        return found
    windowed = _WINDOW.match(fact)
    asked = questions().get(windowed["name"]) if windowed else None
    return msgspec.structs.replace(asked, years=int(windowed["years"])) if asked and windowed else None
