"""The content in other languages, where somebody has translated it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from regulations.models import LocalisedText
from regulations.queries.record import stamp
from regulations.wording.phrase import Phrase

SOURCE = "en"


def translator(language: str) -> Callable[[str], Phrase]:
    """What gives a text of the content in a language; an untranslated one stays English and says so.

    One query for the stamp of the record, and one for the texts whenever that has moved.
    """
    if language == SOURCE:
        return Phrase
    known = _known(language, stamp())
    return lambda text: Phrase(known[text]) if text in known else Phrase(text, language=SOURCE)


@lru_cache(maxsize=8)
def _known(language: str, _stamp: int | None) -> Mapping[str, str]:
    return dict(LocalisedText.objects.filter(language=language).values_list("source_text", "text"))
