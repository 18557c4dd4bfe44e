"""Services for tests: rows as the importer hands them on, and workbooks as the World Bank publishes them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl

from remittances.importers.rpw_rows import SCHEMA
from tests.remittances import files

PRICED = {"SENT": 200.0, "FEE": 4.0, "RATE": 9.9, "INTERBANK": 10.0, "MARGIN": 1.0, "OBS_VALUE": 3.0}
SERVICE: dict[str, Any] = {
    **dict.fromkeys(SCHEMA),
    "REF_AREA": "GBR",
    "COUNTERPART_AREA": "IND",
    "TIME_PERIOD": "2020-Q3",
    "AMOUNT": "USD200",
    "FIRM": "Firm",
    "FIRM_TYPE": "MTO",
    "INSTRUMENT": "CASH",
    "INSTRUMENTS": "CASH",
    "PICKUP": "CASH",
    "SPEED": "SAME_DAY",
    "TRANSPARENT": "YES",
    "CURRENCY": "GBP",
    "OBS_STATUS": "A",
    **PRICED,
}


def services(*rows: dict[str, Any]) -> pl.DataFrame:
    """A table of services that differ from a plain one as said; numbered in order."""
    full = [{**SERVICE, "SERVICE": f"{number:03}", **row} for number, row in enumerate(rows, 1)]
    return pl.DataFrame(full, schema=SCHEMA | {"SERVICE": pl.String, "QUALITY": pl.String})


def at_costs(*costs: float | None, **rest: Any) -> pl.DataFrame:
    """Services of different firms at these total costs."""
    return services(*({"OBS_VALUE": cost, "FIRM": f"Firm {i}", **rest} for i, cost in enumerate(costs)))


PLACES = ["source_code", "source_name", "source_region", "source_income", "source_lending", "source_G8G20"]
BLOCKS = [
    f"{block} {name}"
    for block in ("cc1", "cc2")
    for name in (
        "lcu amount",
        "denomination amount",
        "lcu code",
        "lcu fee",
        "lcu fx rate",
        "fx margin",
        "total cost %",
    )
]
COMMON = ["id", "period", *PLACES, *(each.replace("source", "destination") for each in PLACES), "firm", "firm_type"]
REST = ["inter lcu bank fx", "transparent"]
NEW = [
    *COMMON,
    *("payment instrument", "access point", "speed actual"),
    *BLOCKS,
    *REST,
    *("Standard Note", "note2", "receiving network coverage", "pickup location", "pickup method", "date", "corridor"),
]
OLD = [
    *COMMON,
    *("product", "sending location", "speed actual"),
    *BLOCKS,
    *REST,
    *("coverage", "note1", "note2", "pick-up method", "date", "corridor"),
]
OLD_SHEET, NEW_SHEET = "Dataset (up to Q1 2016)", "Dataset (from Q2 2016)"
BASE: dict[str, object] = {
    "id": 900001,
    "period": "2025_3Q",
    "source_code": "GBR",
    "source_name": "United Kingdom",
    "source_region": "High income: OECD",
    "destination_code": "IND",
    "destination_name": "India",
    "destination_region": "South Asia",
    "firm": "Firm",
    "firm_type": "Money Transfer Operator",
    "payment instrument": "Bank account transfer,Debit/credit card",
    "access point": "Internet",
    "product": "Cash to account",
    "sending location": "Branch",
    "coverage": "High",
    "note1": "N/A",
    "pick-up method": "Bank account",
    "speed actual": "Same day",
    "cc1 lcu amount": 120,
    "cc1 denomination amount": 200,
    "cc1 lcu code": "GBP",
    "cc1 lcu fee": 2.4,
    "cc1 lcu fx rate": 99,
    "cc1 fx margin": 1,
    "cc1 total cost %": 3,
    "cc2 lcu amount": 300,
    "cc2 denomination amount": 500,
    "cc2 lcu code": "GBP",
    "cc2 lcu fee": 3,
    "cc2 lcu fx rate": 99,
    "cc2 fx margin": 1,
    "cc2 total cost %": 2,
    "inter lcu bank fx": 100,
    "transparent": "yes",
    "receiving network coverage": "High",
    "pickup method": "Bank account",
    "date": "2025-08-14",
    "corridor": "GBRIND",
}


def rows(heading: list[str], *changes: dict[str, object]) -> files.Rows:
    """A heading and a row for each set of changes to a plain service; None blanks a cell."""
    return [list(heading), *([({**BASE, **change}).get(name) for name in heading] for change in changes)]


def workbook(path: Path, new: files.Rows | None = None, old: files.Rows | None = None) -> Path:
    """A workbook as published, with one sheet or both and its Legend."""
    sheets = {"Legend": [["what the columns mean"]]}
    if old is not None:
        sheets[OLD_SHEET] = old
    if new is not None:
        sheets[NEW_SHEET] = new
    return files.workbook(path, **sheets)
