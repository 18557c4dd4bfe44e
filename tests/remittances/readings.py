"""Published figures for tests: as importers read them in ../shared, and as the repository carries them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import polars as pl

from datasets import definition
from datasets.importing import PLACE, Importer, Reading, importers_of
from remittances import demo
from tests.shared import shared

FOLDER = "data/remittances"


def importer(dataset: str) -> Importer:
    """The importer of a dataset."""
    return importers_of(definition.load(dataset))[0]


@lru_cache
def _reading(dataset: str, path: Path) -> Reading:
    return importer(dataset).read(path)


def reading(dataset: str, path: str) -> Reading:
    """What the importer of a dataset reads in a published file; read once a session."""
    return _reading(dataset, shared(f"{FOLDER}/{path}"))


def published(dataset: str) -> pl.DataFrame:
    """The figures of a dataset out of the published files from which its carried tables were made."""
    files = [source for source in demo.sources() if source.dataset == dataset]
    return pl.concat(reading(dataset, source.source_file).table.drop(PLACE) for source in files)


def carried(dataset: str) -> pl.DataFrame:
    """The figures of a dataset that the repository carries."""
    return pl.concat(demo.unpacked(demo.FOLDER / table.file) for table in demo.manifest() if table.dataset == dataset)


def value(frame: pl.DataFrame, **codes: str) -> float:
    """The one figure with these codes."""
    return float(frame.filter(*[pl.col(name) == code for name, code in codes.items()])["OBS_VALUE"].item())
