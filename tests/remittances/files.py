"""Small files of the shape in which the sources publish, with a place for each mistake."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

Rows = list[list[object]]

COUNTRIES = ("India", "Mexico", "United States")
# Sent by (rows) to (columns), in the order of COUNTRIES: blank where there is no estimate.
FLOWS: tuple[tuple[float | None, ...], ...] = (
    (None, None, 100.0),
    (1.5, None, 1800.0),
    (9000.0, 52000.0, None),
)
MATRIX_HEADING = "receiving (across) / sending (down) "
QUARTERS = ("2016Q3 [YR2016Q3]", "2016Q4 [YR2016Q4]")


def workbook(path: Path, **sheets: Sequence[Sequence[object]]) -> Path:
    """A workbook with these sheets; None leaves a cell blank."""
    book = xlsxwriter.Workbook(path)
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if cell is not None:
                    sheet.write(row, column, cell)
    book.close()
    return path


def matrix(year: int = 2021, flows: Sequence[Sequence[float | None]] = FLOWS) -> Rows:
    """Rows of a bilateral matrix whose totals are right."""
    sums = [sum(value or 0.0 for value in row) for row in flows]
    columns = [sum(row[column] or 0.0 for row in flows) for column in range(len(COUNTRIES))]
    body: Rows = [[name, *row, total] for name, row, total in zip(COUNTRIES, flows, sums, strict=True)]
    return [
        [f"Bilateral Remittance Estimates for {year} "],
        [MATRIX_HEADING, *COUNTRIES, "WORLD"],
        *body,
        ["WORLD", *columns, sum(sums)],
        [None],
        ["Note: All numbers are in current (nominal) US dollar."],
    ]


def inflows() -> Rows:
    """Rows of a workbook of remittances received whose world total is right."""
    return [
        ["Remittance inflows (US$ million)", 2020, 2021, 2022],
        ["India", 80.0, 89.0, 111.0],
        ["Algeria", 0, None, 2.0],
        ["World", 80.0, 89.0, 113.0],
        [None],
        ["Date: June 2023"],
    ]


def wdi() -> Rows:
    """Rows of the Data sheet of a WDI file: received, in dollars."""
    code = "BX.TRF.PWKR.CD.DT"
    name = "Personal remittances, received (current US$)"
    return [
        ["Data Source", "World Development Indicators"],
        ["Last Updated Date", "2023-05-10"],
        [None],
        ["Country Name", "Country Code", "Indicator Name", "Indicator Code", "2020", "2021"],
        ["India", "IND", name, code, 83_000_000, 89_000_000],
        ["Arab World", "ARB", name, code, 1, 2],
        ["World", "WLD", name, code, 700_000_000, 100_000_000],
    ]


def prices() -> Rows:
    """Rows of a DataBank export of corridor prices."""
    series = ["Average Total Cost to remit in corridor", "ATCR.CORR"]
    return [
        [
            "Sending Countries Name",
            "Sending Countries Code",
            "Series Name",
            "Series Code",
            "Receiving Countries  Name",
            "Receiving Countries  Code",
            *QUARTERS,
        ],
        ["United Kingdom", "GBR", *series, "India", "IND", "4.15", ".."],
        ["Saudi Arabia", "SAU", *series, "Sudan", "SDN", "..", "-11.36"],
        [""] * 8,
        ["Data from database: Remittance Prices Worldwide (Corridors)"],
        ["Last Updated: 12/07/2020"],
    ]


def months() -> Rows:
    """Rows of the monthly table of exchange rates, units per dollar."""
    return [
        ["Date", "Country", "Exchange rate"],
        ["2020-01-01", "United Kingdom", "0.7650"],
        ["2020-01-01", "India", "71.28"],
    ]


def text(path: Path, rows: Rows, delimiter: str = ",") -> Path:
    """A text table in UTF-8 with a mark, as DataBank writes it."""
    lines = [delimiter.join("" if cell is None else str(cell) for cell in row) for row in rows]
    path.write_text("\ufeff" + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def archive(path: Path, table: str) -> Path:
    """An archive like that of the ECB."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("eurofxref-hist.csv", table)
    return path
