"""Matrices of flows in the layout in which KNOMAD publishes them, with invented figures."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from xlsxwriter import Workbook

HEADING = "Remittance-receiving country (across)  -  Remittance-sending country (down)"
PLACES = ("Germany", "India", "Mexico", "Philippines", "United States")
FLOWS = {
    ("United States", "Mexico"): 61_234.5,
    ("United States", "India"): 15_000.0,
    ("United States", "Philippines"): 12_000.0,
    ("Germany", "India"): 900.25,
    ("Germany", "Philippines"): 300.0,
    ("Mexico", "United States"): 1_500.0,
}


def matrix(
    path: Path, *, year: int = 2023, places: tuple[str, ...] = PLACES, instead: Mapping[tuple[int, int], object] = {}
) -> Path:
    """Write a matrix; `instead` puts something else into cells, by row and column counted from 0."""
    book = Workbook(str(path))
    sheet = book.add_worksheet(f"FINAL BRM {year}")
    sheet.write(0, 0, f"Bilateral Remittance Estimates for {year} using Migrant Stocks (millions of US$)")
    sheet.write_row(1, 0, [HEADING, *places, "WORLD"])
    for row, sender in enumerate(places, start=2):
        sent = [FLOWS.get((sender, receiver)) for receiver in places]
        sheet.write_row(row, 0, [sender, *sent, sum(filter(None, sent))])
    received = [sum(FLOWS.get((sender, receiver), 0.0) for sender in places) for receiver in places]
    sheet.write_row(2 + len(places), 0, ["WORLD", *received, sum(received)])
    sheet.write(4 + len(places), 0, "These estimates are invented for a test.")
    for (row, column), cell in instead.items():
        sheet.write(row, column, cell)
    book.close()
    return path
