"""Carried tables as unsaved rows of the database: text in, model instances out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Model

from countries import files
from countries.models import (
    Area,
    Country,
    Currency,
    CurrencyUse,
    FormerCountry,
    Language,
    LanguageShare,
    Membership,
    Name,
)
from countries.text import fold, sort_key
from countries.vocabulary import LANGUAGES, NameKind


def areas() -> Iterator[Area]:
    for row in files.rows("areas"):
        yield Area(
            code=row["code"],
            kind=row["kind"],
            parent_id=row["parent"] or None,
            as_of=_day(row["as_of"]),
            names=_names(row),
        )


def memberships() -> Iterator[Membership]:
    for row in files.rows("memberships"):
        yield Membership(area_id=row["area"], country_id=row["country"])


def countries() -> Iterator[Country]:
    groups = {row["country"]: row for row in files.rows("income_groups")}
    names: dict[str, dict[str, str]] = {}
    for row in files.rows("names"):
        if row["kind"] == NameKind.SHORT:
            names.setdefault(row["country"], {})[row["language"]] = row["text"]
    for row in files.rows("countries"):
        code = row["code"]
        group = groups.get(code, {})
        yield Country(
            code=code,
            alpha2=row["alpha2"],
            numeric=row["numeric"] or None,
            iso_status=row["iso_status"],
            area_id=row["area"],
            income_group=group.get("income_group"),
            income_group_as_of=_day(group.get("as_of", "")),
            note=row["note"],
            names=names[code],
            sort_keys={language: sort_key(text, language) for language, text in names[code].items()},
        )


def names() -> Iterator[Name]:
    for row in files.rows("names"):
        yield Name(
            country_id=row["country"],
            language=row["language"],
            kind=row["kind"],
            text=row["text"],
            folded=fold(row["text"]),
            source=row["source"],
        )


def former_countries() -> Iterator[FormerCountry]:
    for row in files.rows("former_countries"):
        yield FormerCountry(
            code=row["code"],
            numeric=row["numeric"] or None,
            ended_on=date.fromisoformat(row["ended_on"]),
            names=_names(row),
        )


def successions() -> Iterator[Model]:
    """Which country stands in the place of which former one."""
    succession = FormerCountry.successors.through
    for row in files.rows("former_countries"):
        for successor in row["successors"].split():
            yield succession(formercountry_id=row["code"], country_id=successor)


def currencies() -> Iterator[Currency]:
    for row in files.rows("currencies"):
        units = int(row["minor_units"]) if row["minor_units"] else None
        yield Currency(code=row["code"], numeric=row["numeric"], minor_units=units, names=_names(row))


def currency_uses() -> Iterator[CurrencyUse]:
    for row in files.rows("currency_uses"):
        yield CurrencyUse(country_id=row["country"], currency_id=row["currency"], is_main=row["is_main"] == "yes")


def languages() -> Iterator[Language]:
    for row in files.rows("languages"):
        yield Language(code=row["code"], own_name=row["own_name"], names=_names(row))


def language_shares() -> Iterator[LanguageShare]:
    for row in files.rows("language_shares"):
        yield LanguageShare(
            country_id=row["country"],
            language_id=row["language"],
            share_percent=float(row["share_percent"]),
            official_status=row["official_status"],
        )


def _names(row: dict[str, str]) -> dict[str, str]:
    return {language: row[language] for language in LANGUAGES}


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
