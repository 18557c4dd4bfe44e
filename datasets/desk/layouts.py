"""The files a dataset takes, in words, so that nobody has to try."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from datasets.definition import Definition
from datasets.desk import names
from datasets.importers import tidy
from datasets.importing import resolve


@dataclass(frozen=True)
class Layout:
    """One kind of file: what it is called, and what it must look like, in the reader's language."""

    name: str
    about: str
    columns: tuple[str, ...] = ()


def expected(definition: Definition) -> list[Layout]:
    """The layouts of a dataset's importers, in the order in which they are tried."""
    described = zip(definition.importers, definition.layouts, strict=True)
    return [_layout(definition, importer, about[names.language()]) for importer, about in described]


def _layout(definition: Definition, importer: str, about: str) -> Layout:
    if resolve(importer) is tidy.Importer:
        return Layout(_("A tidy table as CSV, plain or gzipped"), about, definition.columns)
    return Layout(definition.source.name, about)
