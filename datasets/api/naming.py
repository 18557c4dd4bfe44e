"""What the codes of a release are called in a language."""

from __future__ import annotations

from collections.abc import Mapping

from countries import queries as countries
from countries.models import Currency
from datasets import codes
from datasets.answers import Labels, Naming
from datasets.definition import Dimension
from datasets.models import Release


def naming_of(release: Release, labels: Labels, language: str) -> Naming:
    """How the coded columns of a release are to be written; codes cost no look-up."""
    if labels == "id":
        return Naming(language=language)
    definition = release.definition
    names = {dimension.id: names_of(dimension, language) for dimension in definition.dimensions}
    statuses = {code.id: code.label[language] for code in codes.codelist("OBS_STATUS").codes}
    return Naming(labels, names | {"OBS_STATUS": statuses}, language)


def names_of(dimension: Dimension, language: str) -> Mapping[str, str]:
    """The codes of a dimension and their names."""
    if dimension.codelist == codes.AREA:
        return countries.place_names(language)
    if dimension.codelist == codes.CURRENCY:
        return {currency.code: currency.name_in(language) for currency in Currency.objects.all()}
    return codes.labels(dimension, language)
