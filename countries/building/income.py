"""World Bank income groups out of the sheet "Metadata - Countries" of any WDI workbook."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from python_calamine import CalamineWorkbook

from countries.vocabulary import IncomeClass

Row = dict[str, str]

SHEET, CODE, GROUP = "Metadata - Countries", "Country Code", "IncomeGroup"
CLASSES = {
    "Low income": IncomeClass.LOW,
    "Lower middle income": IncomeClass.LOWER_MIDDLE,
    "Upper middle income": IncomeClass.UPPER_MIDDLE,
    "High income": IncomeClass.HIGH,
}


def income_groups(workbook: Path, known: set[str], as_of: date) -> Iterator[Row]:
    """The group of each known country; `as_of` is the first day of the fiscal year the workbook speaks of.

    Countries without a group (Venezuela, unclassified since 2021) and those the Bank does not list are left out.
    """
    header, *lines = CalamineWorkbook.from_path(workbook).get_sheet_by_name(SHEET).to_python()
    code, group = header.index(CODE), header.index(GROUP)
    for line in sorted(lines, key=lambda line: str(line[code])):
        if line[group] and line[code] in known:
            income_group = CLASSES[str(line[group])]
            yield {"country": str(line[code]), "income_group": income_group, "as_of": as_of.isoformat()}
