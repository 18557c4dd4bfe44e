"""Readings of published files for tests."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import polars as pl

from datasets import definition
from datasets.importing import Importer, Reading, importers_of
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


def table(dataset: str, *paths: str) -> pl.DataFrame:
    """The tidy table of one or several published files, without the places rows came from."""
    frames = [reading(dataset, path).table for path in paths]
    return pl.concat(frames).drop("_SHEET", "_ROW", "_COLUMN")


def value(frame: pl.DataFrame, **codes_: str) -> float:
    """The one figure with these codes."""
    return float(frame.filter(*[pl.col(name) == code for name, code in codes_.items()])["OBS_VALUE"].item())
