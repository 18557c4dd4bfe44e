"""How names are compared and sorted: one folding for the resolver, the search box and the lists. Pure."""

from __future__ import annotations

import re
import unicodedata

# Apostrophes and dots join ("d'Ivoire", "U.S."); superscripts are marks of footnotes ("Kosovo¹").
_DROPPED = re.compile(r"['’‘ʻʼ`´.¹²³⁰-⁹]")
_SEPARATOR = re.compile(r"[\W_]+")
# Words that sources write or leave out at will ("Bahamas, The"; "St. Lucia").
_LEFT_OUT = frozenset({"the"})
_SPELT_OUT = {"st": "saint", "ste": "sainte", "rep": "republic", "dem": "democratic"}
# Letters that an alphabet counts as letters of their own, after the one they resemble.
_LATER_LETTERS = {"es": {"ñ": "n~"}}


def fold(text: str) -> str:
    """The form in which two spellings of one name are equal: no case, accents, punctuation or article.

    Chinese, Arabic and Russian keep their letters; only marks are lost. An empty answer means nothing
    comparable was written.
    """
    plain = strip_accents(_DROPPED.sub("", text.replace("&", " and ")))
    words = _SEPARATOR.sub(" ", plain.casefold()).split()
    if len(words) > 1:  # a word alone may be a code: ST is São Tomé and Príncipe
        words = [_SPELT_OUT.get(word, word) for word in words if word not in _LEFT_OUT]
    return " ".join(words)


def strip_accents(text: str) -> str:
    """`text` without its combining marks: "Türkiye" to "Turkiye", "Côte" to "Cote"."""
    return "".join(mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark))


def sort_key(text: str, language: str) -> str:
    """A text whose code-point order is the reader's alphabetical order.

    "Île" stands among the I, "Åland" among the A; in Spanish ñ follows n. Chinese names keep their code
    points, which is the order of the radicals and not of pinyin: nothing installed knows the latter.
    """
    lowered = unicodedata.normalize("NFC", text).casefold()
    for letter, later in _LATER_LETTERS.get(language, {}).items():
        lowered = lowered.replace(letter, later)
    spaced = re.sub(r"[^\w~]+", " ", _DROPPED.sub("", strip_accents(lowered)))
    return spaced.strip()
