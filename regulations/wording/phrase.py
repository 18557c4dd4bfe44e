"""A piece of text and the language it is in, where that is not the reader's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import pgettext


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a reader sees. `parts` are the entries of a list, of which `text` is all in one line.

    `language` is empty where the text is in the reader's own language; else it goes into the attribute `lang`.
    """

    text: str
    parts: tuple[str, ...] = ()
    language: str = ""

    def __str__(self) -> str:
        return self.text


def listed(entries: Iterable[str]) -> str:
    """Entries in one line. CLDR's list patterns say "and", which would be wrong of alternatives."""
    texts = list(entries)
    if any("," in text for text in texts):
        return pgettext("between entries that hold commas", "; ").join(texts)
    return pgettext("between entries of a list", ", ").join(texts)
