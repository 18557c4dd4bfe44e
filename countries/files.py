"""The carried tables of `countries/data` as rows of text. Pure: needs no Django and no database."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

DATA = Path(__file__).resolve().parent / "data"


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
