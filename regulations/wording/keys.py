"""What the keys of provisions are called in the reader's language.

A key without a name here is written out of its code, so that a permit that brings a new key still reads, in English.
"""

from __future__ import annotations

from regulations.wording import keys_of_entry, keys_of_life
from regulations.wording.phrase import Phrase

NAMES = keys_of_entry.NAMES | keys_of_life.NAMES


def name(key: str) -> Phrase:
    """The name of a key: "salary_min_general" reads "Minimum salary, general"."""
    if known := NAMES.get(key):
        return Phrase(str(known))
    return Phrase(key.replace("_", " ").capitalize(), language="en")
