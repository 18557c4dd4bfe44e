"""Codes, periods and values of any dataset in the reader's words, whatever the dataset is about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache, partial

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from countries import queries as countries
from datasets import codes
from datasets.definition import Definition, Dimension, UpdateRhythm
from datasets.models import Release
from web_pages import numbers

Writer = Callable[[float], str]

# Units are codes of SDMX; a value in any other one is written as a plain number beside the label of its unit.
PERCENT, USD_MILLION = "PERCENT", "USD_MILLION"

RHYTHMS: Mapping[UpdateRhythm, str | Promise] = {
    "day": gettext_lazy("every working day"),
    "week": gettext_lazy("every week"),
    "month": gettext_lazy("every month"),
    "quarter": gettext_lazy("every quarter"),
    "half_year": gettext_lazy("twice a year"),
    "year": gettext_lazy("every year"),
    "irregular": gettext_lazy("when the publisher brings out new figures; no date is known"),
}


def names_of(dimension: Dimension, language: str) -> Mapping[str, str]:
    """What the codes of a dimension are called; CLDR also knows the currencies that are no more."""
    if dimension.codelist == codes.AREA:
        return countries.place_names(language)
    if dimension.codelist == codes.CURRENCY:
        return currency_names(language)
    return codes.labels(dimension, language)


@lru_cache(maxsize=16)
def currency_names(language: str) -> Mapping[str, str]:
    """Every currency CLDR names, those once in use too."""
    return dict(numbers.locale(language).currencies)


def statuses(language: str) -> Mapping[str, str]:
    """What an observation is ("E" reads "Estimated")."""
    return {code.id: code.label[language] for code in codes.codelist("OBS_STATUS").codes}


def writer(definition: Definition, language: str) -> Writer:
    """How a value of this dataset is said: with its unit where that is short, else as a number."""
    measure = definition.measure
    if measure.unit.startswith(PERCENT):
        return partial(numbers.percent, language=language, digits=measure.decimals)
    if measure.unit == USD_MILLION:
        return partial(_usd, language=language)
    return partial(numbers.number, language=language, digits=measure.decimals)


def tick(definition: Definition, language: str) -> Writer:
    """The same for the marks of an axis, as short as it can be."""
    if definition.measure.unit.startswith(PERCENT):
        return lambda level: numbers.percent(level, language, _digits(level))
    if definition.measure.unit == USD_MILLION:
        return partial(numbers.million, language=language)
    return lambda level: numbers.number(level, language, _digits(level))


def _usd(value: float, language: str) -> str:
    return _("USD %(amount)s") % {"amount": numbers.million(value, language)}


def _digits(level: float) -> int:
    return next((digits for digits in range(4) if round(level, digits) == level), 4)


def decided_by(release: Release) -> str:
    """Who put a release in force, without naming anybody: a person of the hub, or a rule that is written down."""
    if release.published_by.startswith("user:"):
        return _("a person other than the one who imported it")
    return _("a written rule, after all checks passed")
