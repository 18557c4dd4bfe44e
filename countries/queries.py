"""Small lookups every page needs, kept in the process: the tables change only when a new edition is loaded."""

from __future__ import annotations

from functools import lru_cache

from countries.models import Area, Country, Currency, FormerCountry, LoadedEdition, Membership


@lru_cache(maxsize=16)
def names(language: str) -> dict[str, str]:
    """Short name of each country in use by alpha-3 code, in the alphabetical order of `language`."""
    return {country.code: country.name_in(language) for country in Country.objects.alphabetical(language)}


@lru_cache(maxsize=16)
def place_names(language: str) -> dict[str, str]:
    """Names of all codes under which figures may stand: countries, former countries and M49 areas."""
    others = [*FormerCountry.objects.all(), *Area.objects.all()]
    return names(language) | {str(place.pk): place.name_in(language) for place in others}


@lru_cache(maxsize=64)
def area_members(code: str) -> frozenset[str]:
    """Alpha-3 codes of the countries of an M49 area or group; none for an unknown code."""
    return frozenset(Membership.objects.filter(area=code).values_list("country", flat=True))


@lru_cache(maxsize=1)
def minor_units() -> dict[str, int | None]:
    """Decimal places of each currency's smallest unit."""
    return dict(Currency.objects.values_list("code", "minor_units"))


@lru_cache(maxsize=1)
def edition() -> LoadedEdition:
    """Which edition of the names this process has read; LoadedEdition.DoesNotExist before the first load."""
    return LoadedEdition.objects.get()


def forget() -> None:
    """Drop what this process remembers, after a load and between tests. Other processes learn when they restart."""
    for lookup in (names, place_names, area_members, minor_units, edition):
        lookup.cache_clear()
