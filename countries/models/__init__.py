"""The tables of the room, split by noun."""

from countries.models.areas import Area, Membership
from countries.models.countries import Country, FormerCountry, IncomeGroup, Name
from countries.models.editions import LoadedEdition
from countries.models.money import Currency, CurrencyUse
from countries.models.speech import Language, LanguageShare

__all__ = [
    "Area",
    "Country",
    "Currency",
    "CurrencyUse",
    "FormerCountry",
    "IncomeGroup",
    "Language",
    "LanguageShare",
    "LoadedEdition",
    "Membership",
    "Name",
]
