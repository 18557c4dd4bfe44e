"""The files a dataset takes, in words, so that nobody has to try."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from datasets.definition import Definition
from datasets.importers import tidy
from datasets.importing import resolve


@dataclass(frozen=True)
class Layout:
    """One kind of file: what it is called, and what the importer says of it (in English, by its maintainers)."""

    name: str
    about: str
    columns: tuple[str, ...] = ()


def expected(definition: Definition) -> list[Layout]:
    """The layouts of a dataset's importers, in the order in which they are tried."""
    return [_layout(definition, name) for name in definition.importers]


def _layout(definition: Definition, name: str) -> Layout:
    if resolve(name) is tidy.Importer:
        return Layout(_("A tidy table as CSV, plain or gzipped"), "", definition.columns)
    module = name.partition(":")[0]
    about = (resolve(f"{module}:__doc__") or "").strip()
    return Layout(definition.source.name, about)
