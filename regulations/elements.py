"""The twelve elements of a permit, after the founding paper: the one layout every country's permits share. Pure.

The code ("e04") stands in addresses and in the API, the slug in pages. Names people read are in words.py.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Element(StrEnum):
    """An element, by its code."""

    REQUIREMENTS = "e01"
    DOCUMENTS = "e02"
    APPLICATION = "e03"
    TIME_AND_FEES = "e04"
    STAY = "e05"
    EXTENSION = "e06"
    DEPENDANTS = "e07"
    APPEAL = "e08"
    NEEDS_TEST_AND_QUOTA = "e09"
    RECOGNITION = "e10"
    CONTACTS = "e11"
    LEGISLATION = "e12"

    @property
    def slug(self) -> str:
        """Its name in addresses within a page: "time-and-fees"."""
        return SLUGS[self]


SLUGS: Final[dict[Element, str]] = {element: element.name.lower().replace("_", "-") for element in Element}
