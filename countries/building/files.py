"""Makes every carried table in one go and writes it where the loader and the resolver read it."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from countries.building import codes, income, money, names, speech
from countries.vocabulary import LANGUAGES

Row = dict[str, str]

AUTHORED = Path(__file__).resolve().parents[1] / "authored"


@dataclass(frozen=True, slots=True)
class Sources:
    """Files a maintainer hands in: they are read, never carried."""

    m49_table: Path
    wdi_workbook: Path
    income_as_of: date


def build(sources: Sources, target: Path) -> Iterator[str]:
    """Write all tables to `target`, one at a step, and say which."""
    for name, rows in _tables(sources).items():
        _write(target / name, list(rows))
        yield name


def _tables(sources: Sources) -> dict[str, Iterable[Row]]:
    m49 = _read(sources.m49_table)
    ours = tomllib.loads((AUTHORED / "names.toml").read_text("utf-8"))
    former = tomllib.loads((AUTHORED / "former.toml").read_text("utf-8"))["former"]
    countries = list(codes.countries(codes.places(m49)))
    known = {row["code"] for row in countries}
    areas = list(codes.areas(m49))
    area_names = names.area_names([row["code"] for row in areas], {row["code"]: row for row in ours["area"]})
    country_names = {row["country"]: row for row in ours["name"]}
    shares = list(speech.shares(countries))
    return {
        "countries.csv": countries,
        "areas.csv": [row | area_names[row["code"]] for row in areas],
        "memberships.csv": codes.memberships(known, m49),
        "names.csv": names.all_names(countries, country_names, _read(AUTHORED / "aliases.csv"), m49),
        "labels.csv": _read(AUTHORED / "labels.csv"),
        "former_countries.csv": [_former(row) for row in former],
        "income_groups.csv": income.income_groups(sources.wdi_workbook, known, sources.income_as_of),
        "currencies.csv": money.currencies(),
        "currency_uses.csv": money.uses(countries),
        "languages.csv": speech.languages(row["language"] for row in shares),
        "language_shares.csv": shares,
    }


def _former(entry: dict[str, Any]) -> Row:
    return {
        "code": entry["code"],
        "numeric": entry["numeric"],
        "ended_on": entry["ended_on"].isoformat(),
        "successors": " ".join(entry["successors"]),
        "aliases": "|".join(entry["aliases"]),
        **{language: entry[language] for language in LANGUAGES},
    }


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _write(path: Path, rows: list[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
