"""Words the whole room shares. Pure: read by the files' builders, the resolver and the tables alike."""

from __future__ import annotations

from enum import StrEnum


def gettext_noop(message: str) -> str:
    """Marks a sentence for translators (`makemessages` knows the name); who shows it translates it."""
    return message


# The languages in which every country, area, currency and language has a name.
LANGUAGES = ("en", "es", "fr", "ar", "zh", "ru")
WORLD = "001"
KOSOVO_NOTE = gettext_noop(
    "References to Kosovo shall be understood in the context of UN Security Council resolution 1244 (1999)."
)


class IsoStatus(StrEnum):
    """Where a country's alpha-3 code comes from."""

    OFFICIAL = "official"
    USER_ASSIGNED = "user_assigned"


class AreaKind(StrEnum):
    """The step of the M49 tree on which an area stands; groups stand beside the tree."""

    WORLD = "world"
    REGION = "region"
    SUBREGION = "subregion"
    INTERMEDIATE = "intermediate"
    GROUP = "group"


class NameKind(StrEnum):
    """What a name is: one short name a language; the others are ways in which people and sources write it."""

    SHORT = "short"
    FORMAL = "formal"
    ALIAS = "alias"
    FORMER = "former"
    SOURCE = "source"
    CODE = "code"


class IncomeClass(StrEnum):
    """The World Bank's analytical classes by income per head."""

    LOW = "low"
    LOWER_MIDDLE = "lower_middle"
    UPPER_MIDDLE = "upper_middle"
    HIGH = "high"


class OfficialStatus(StrEnum):
    """Standing of a language in a country as CLDR has it."""

    OFFICIAL = "official"
    DE_FACTO = "de_facto_official"
    REGIONAL = "official_regional"


class PlaceKind(StrEnum):
    """What a label in a source's file stands for."""

    COUNTRY = "country"
    FORMER = "former"
    AREA = "area"
    AGGREGATE = "aggregate"
    REMAINDER = "remainder"
    PART = "part"
