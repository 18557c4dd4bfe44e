"""The carried tables of `countries/data` as rows of text. Pure: needs no Django and no database."""

from __future__ import annotations

import csv
import hashlib
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

DATA = Path(__file__).resolve().parent / "data"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a carried file comes from; what a page that shows its facts must name."""

    title: str
    source: str
    address: str
    licence: str
    as_of: date
    note: str = ""


def origins() -> dict[str, Origin]:
    """The origin of each carried file by its name, from `data/manifest.toml`."""
    manifest = tomllib.loads((DATA / "manifest.toml").read_text("utf-8"))
    return {name: Origin(**entry) for name, entry in manifest["files"].items()}


def rows(name: str) -> list[dict[str, str]]:
    """The lines of a carried table: `rows("countries")` reads `data/countries.csv`."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def digest(*code: Path) -> str:
    """SHA-256 over all carried tables, and over the modules `code` that turn them into rows."""
    found = hashlib.sha256()
    for path in sorted([*DATA.glob("*.csv"), *code]):
        found.update(path.name.encode() + b"\0" + path.read_bytes())
    return found.hexdigest()
