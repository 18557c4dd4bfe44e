"""Notes on what the law asks beside the conditions that are encoded, from `content/conditions/notes.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from regulations.wording.phrase import Phrase
from web_pages.places import language

_FILE: Final = Path(__file__).resolve().parent.parent / "content" / "conditions" / "notes.toml"


def note(name: str) -> Phrase:
    """A note in the reader's language, else in English. What is no name of a note is one already, in English."""
    texts = _notes().get(name, {"en": name})
    return Phrase(texts[language()]) if language() in texts else Phrase(texts["en"], language="en")


@cache
def _notes() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(_FILE.read_text("utf-8")) if _FILE.exists() else {}
