"""Currencies and languages as people write them, and the lists that fields offer. Kept in the process, by language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from countries import files
from countries.text import fold, sort_key
from countries.vocabulary import LANGUAGES


@lru_cache(maxsize=8)
def currencies(language: str) -> Mapping[str, str]:
    """Codes of currencies by code and by name, folded."""
    return _by_writing(_named("currencies", language))


@lru_cache(maxsize=8)
def languages(language: str) -> Mapping[str, str]:
    """Codes of languages by code and by name, folded."""
    return _by_writing(_named("languages", language))


@lru_cache(maxsize=8)
def currency_options(language: str) -> SafeString:
    """All currencies as <option> elements of a list, by code."""
    return format_html_join("", '<option value="{}">{}</option>', _named("currencies", language))


@lru_cache(maxsize=8)
def language_options(language: str) -> SafeString:
    """All languages as <option> elements of a list, by name."""
    ordered = sorted((name for _code, name in _named("languages", language)), key=lambda name: sort_key(name, language))
    return format_html_join("", '<option value="{}">', ((name,) for name in ordered))


def language_name(code: str, language: str) -> str:
    """The name of a language; its code where we have none."""
    return dict(_named("languages", language)).get(code, code)


@lru_cache(maxsize=16)
def _named(table: str, language: str) -> tuple[tuple[str, str], ...]:
    """Codes and names. Longer language codes name ways of writing ("zh_Hant") and are left out."""
    column = language if language in LANGUAGES else "en"
    return tuple((row["code"], row[column]) for row in files.rows(table) if len(row["code"]) <= 3)


def _by_writing(named: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    pairs = list(named)
    return {fold(name): code for code, name in pairs} | {fold(code): code for code, _name in pairs}
