"""The tables of published figures that the project carries, each with where it comes from. Pure.

A room lists them in `<room>/data/manifest.toml`, older editions of a dataset before newer ones.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path

import msgspec

from datasets.definition import ROOT

FILES = "*/data/manifest.toml"


class CarriedTable(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One carried table. `source_*` tell of the published file it was made from, `file` of the table itself."""

    dataset: str
    file: str
    rows: int
    sha256: str
    vintage: str
    source_name: str
    source_url: str
    source_file: str
    source_sha256: str
    retrieved_on: date
    licence: str
    publisher: str
    licence_url: str = ""
    # Why these terms allow the figures to be carried.
    terms_note: str = ""
    notes: tuple[str, ...] = ()
    # Set by `tables`: the folder of the manifest.
    folder: str = ""

    @property
    def path(self) -> Path:
        """Where the table lies."""
        return ROOT / self.folder / self.file


class _Manifest(msgspec.Struct):
    # countries/ lists its reference files in a manifest of another form, which has no tables.
    table: tuple[CarriedTable, ...] = ()


@lru_cache(maxsize=1)
def tables() -> tuple[CarriedTable, ...]:
    """Every carried table of the hub, in the order of loading; ValueError names the manifest that is wrong."""
    found: list[CarriedTable] = []
    for path in sorted(ROOT.glob(FILES)):
        folder = path.parent.relative_to(ROOT).as_posix()
        try:
            manifest = msgspec.toml.decode(path.read_bytes(), type=_Manifest)
        except msgspec.DecodeError as error:
            raise ValueError(f"{folder}/manifest.toml: {error}") from error
        found += [msgspec.structs.replace(table, folder=folder) for table in manifest.table]
    return tuple(found)
