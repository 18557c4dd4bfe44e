"""Makes the tables this room carries out of the published files. Pure but for reading and writing the files named.

The repository carries figures, not files: each table is our tidy form as CSV, compressed with no date in it, so that
the same published file always gives the same bytes. `data/manifest.toml` says for each where it came from, on which
terms and why these terms allow it to be carried; `data/sources.toml` is the hand-written part of that.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import msgspec
import polars as pl

from datasets.definition import load
from datasets.importing import PLACE, importers_of

FOLDER = Path(__file__).parent / "data"
SOURCES = FOLDER / "sources.toml"
MANIFEST = FOLDER / "manifest.toml"
# The level at which gzip no longer gains anything here; part of the bytes, so part of the contract.
COMPRESSION = 9


class Source(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A published file and the terms on which its figures are carried."""

    dataset: str
    file: str
    source_file: str
    source_name: str
    source_url: str
    publisher: str
    licence: str
    licence_url: str
    retrieved_on: date
    terms_note: str
    # Periods before this one are not carried.
    since: str = ""


class Table(Source, frozen=True, kw_only=True, omit_defaults=True):
    """What the manifest says of a carried table."""

    vintage: str
    source_sha256: str
    rows: int
    sha256: str


class Sources(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The hand-written list."""

    table: tuple[Source, ...]


class Manifest(msgspec.Struct, frozen=True):
    """The list that is made with the tables."""

    table: tuple[Table, ...]


def sources() -> tuple[Source, ...]:
    """The published files whose figures are carried."""
    return msgspec.toml.decode(SOURCES.read_bytes(), type=Sources).table


def manifest() -> tuple[Table, ...]:
    """The carried tables."""
    return msgspec.toml.decode(MANIFEST.read_bytes(), type=Manifest).table


def build(published: Path, folder: Path = FOLDER) -> Iterator[Table]:
    """Writes each table into `folder`, then the manifest; gives each table when it is done."""
    tables: list[Table] = []
    for source in sources():
        table = _build(source, published, folder)
        tables.append(table)
        yield table
    (folder / MANIFEST.name).write_text(_toml(tables), encoding="utf-8")


def packed(table: pl.DataFrame) -> bytes:
    """A tidy table as compressed CSV, always the same bytes for the same rows."""
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb", compresslevel=COMPRESSION, mtime=0) as file:
        file.write(table.write_csv(line_terminator="\n").encode())
    return buffer.getvalue()


def unpacked(path: Path) -> pl.DataFrame:
    """The tidy table in a carried file: texts, but for OBS_VALUE."""
    with gzip.open(path) as file:
        return pl.read_csv(file.read(), infer_schema=False).with_columns(pl.col("OBS_VALUE").cast(pl.Float64))


def _build(source: Source, published: Path, folder: Path) -> Table:
    path = published / source.source_file
    reading = importers_of(load(source.dataset))[0].read(path)
    table = reading.table.drop(PLACE).filter(pl.col("TIME_PERIOD") >= source.since)
    content = packed(table)
    (folder / source.file).write_bytes(content)
    return Table(
        **msgspec.structs.asdict(source),
        vintage=reading.vintage,
        source_sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        rows=table.height,
        sha256=hashlib.sha256(content).hexdigest(),
    )


def _toml(tables: Iterable[Table]) -> str:
    """The manifest as text."""
    lines = ["# Made by `manage.py build_demo_tables` from sources.toml and the published files; not to be edited."]
    for table in tables:
        said = msgspec.structs.asdict(table)
        lines += ["", "[[table]]"]
        lines += [f"{key} = {_value(said[key])}" for key in said if key != "since"]
    return "\n".join(lines) + "\n"


def _value(value: str | int | date) -> str:
    """A value as TOML writes it; every JSON text or number is one in TOML too."""
    return value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False)
