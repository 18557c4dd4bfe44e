"""Countries, areas and who belongs where: ISO 3166-1 out of pycountry, the tree and groups out of an M49 table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pycountry

from countries.vocabulary import KOSOVO_NOTE, WORLD, AreaKind, IsoStatus

Row = dict[str, str]

ANTARCTICA = "ATA"
KOSOVO: Row = {"code": "XKX", "alpha2": "XK", "numeric": "", "iso_status": IsoStatus.USER_ASSIGNED, "note": KOSOVO_NOTE}
# Guernsey and Jersey: an area of M49 that the World Bank reports as one economy.
CHANNEL_ISLANDS, CHANNEL_ISLANDERS = "830", ("GGY", "JEY")
# Group code in M49, its column in the table, and countries that have left it since the table was made:
# Bhutan graduated on 13 December 2023, São Tomé and Príncipe a year later (UN Committee for Development Policy);
# Bangladesh, the Lao People's Democratic Republic and Nepal are to follow on 24 November 2026.
GROUPS = {"199": ("ldc", {"BTN", "STP"}), "432": ("lldc", set()), "722": ("sids", set())}
GROUPS_AS_OF = date(2025, 1, 1)
# The M49 tree: column of the table that holds the code of each step, from the widest.
STEPS = (
    (AreaKind.REGION, "region_code"),
    (AreaKind.SUBREGION, "subregion_code"),
    (AreaKind.INTERMEDIATE, "intregion_code"),
)


def countries(places: Mapping[str, list[str]]) -> Iterator[Row]:
    """One row for each country and area in use; `places` names the areas each lies in, widest first."""
    official: list[Any] = list(pycountry.countries)
    rows: list[Row] = [
        {
            "code": country.alpha_3,
            "alpha2": country.alpha_2,
            "numeric": country.numeric,
            "iso_status": IsoStatus.OFFICIAL,
            "note": "",
        }
        for country in official
    ]
    for row in sorted([*rows, KOSOVO], key=lambda row: row["code"]):
        yield row | {"area": places[row["code"]][-1]}


def places(table: list[Row]) -> dict[str, list[str]]:
    """The areas each country of the M49 table lies in, from the world to the smallest."""
    found = {
        row["iso3"]: [WORLD, *(_m49(row[column]) for _, column in STEPS if row[column])] for row in table if row["iso3"]
    }
    for code in CHANNEL_ISLANDERS:
        found[code].append(CHANNEL_ISLANDS)
    return found | {ANTARCTICA: [WORLD]}


def areas(table: list[Row]) -> Iterator[Row]:
    """One row for each area of the tree and each group, parents before children."""
    yield {"code": WORLD, "kind": AreaKind.WORLD, "parent": "", "as_of": ""}
    seen: set[str] = set()
    for depth, (kind, column) in enumerate(STEPS):
        for row in sorted(table, key=lambda row: row[column]):
            code = _m49(row[column]) if row[column] else ""
            if code and code not in seen:
                seen.add(code)
                above = [_m49(row[name]) for _, name in STEPS[:depth] if row[name]]
                yield {"code": code, "kind": kind, "parent": above[-1] if above else WORLD, "as_of": ""}
    yield {"code": CHANNEL_ISLANDS, "kind": AreaKind.INTERMEDIATE, "parent": "154", "as_of": ""}
    for code in GROUPS:
        yield {"code": code, "kind": AreaKind.GROUP, "parent": WORLD, "as_of": GROUPS_AS_OF.isoformat()}


def memberships(known: set[str], table: list[Row]) -> Iterator[Row]:
    """Every area each known country belongs to, the steps of the tree and the groups."""
    for country, codes in sorted(places(table).items()):
        if country in known:
            yield from ({"area": code, "country": country} for code in codes)
    for group, (column, left) in GROUPS.items():
        for row in sorted(table, key=lambda row: row["iso3"]):
            if row["iso3"] in known - left and row[column] == "1.0":
                yield {"area": group, "country": row["iso3"]}


def _m49(number: str) -> str:
    """ "14.0" as the table writes it, as the three digits M49 means."""
    return f"{int(float(number)):03d}"
