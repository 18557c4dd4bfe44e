"""Tables of observations as files for notebooks and spreadsheets: Parquet, Arrow, XLSX. Pure.

Numbers stay numbers in all three. What is missing is null, in a spreadsheet an empty cell; OBS_STATUS says why.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Final

import polars as pl
import xlsxwriter

# A worksheet ends here, its header included.
SHEET_ROWS: Final = 1_048_576
# Rows one answer may have where it is made whole in memory. CSV streams and has no limit.
MOST_ROWS: Final[Mapping[str, int]] = {"xlsx": 200_000, "parquet": 1_000_000, "arrow": 1_000_000}
_WIDEST = 40  # characters of a column: a longer text is cut on the screen, not in the cell

About = Mapping[str, str]


def parquet(table: pl.DataFrame, about: About) -> bytes:
    """Parquet, compressed with Zstandard; `about` stands in the metadata of the file."""
    content = io.BytesIO()
    table.write_parquet(content, compression="zstd", compression_level=3, metadata=dict(about))
    return content.getvalue()


def arrow(table: pl.DataFrame, about: About) -> bytes:
    """An Arrow IPC stream: what `pyarrow.ipc.open_stream`, R's arrow and Julia read without a copy."""
    content = io.BytesIO()
    table.write_ipc_stream(content, compat_level=pl.CompatLevel.oldest())
    return content.getvalue()


def xlsx(table: pl.DataFrame, about: About) -> bytes:
    """A workbook with the sheets Data and About. Raises ValueError where a worksheet cannot hold the rows."""
    if table.height >= SHEET_ROWS:
        raise ValueError(f"a worksheet holds {SHEET_ROWS - 1} rows, and there are {table.height}")
    content = io.BytesIO()
    # Texts stay texts: a code that looks like a formula or an address must not become one.
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        bold = book.add_format({"bold": True})
        data = book.add_worksheet("Data")
        data.freeze_panes(1, 0)
        for place, name in enumerate(table.columns):
            data.set_column(place, place, _width(table[name]))
        data.write_row(0, 0, table.columns, bold)
        for line, row in enumerate(table.iter_rows(), start=1):
            for place, value in enumerate(row):
                if value is not None:
                    data.write(line, place, value)
        notes = book.add_worksheet("About")
        notes.set_column(0, 0, 16)
        notes.set_column(1, 1, 100)
        for line, (name, text) in enumerate(about.items()):
            notes.write_string(line, 0, name, bold)
            notes.write_string(line, 1, text)
    return content.getvalue()


def _width(column: pl.Series) -> int:
    if column.dtype != pl.String:
        return max(len(column.name), 12) + 2
    longest = column.str.len_chars().max()
    return min(max(len(column.name), int(str(longest or 0))), _WIDEST) + 2


WRITERS: Final[Mapping[str, Callable[[pl.DataFrame, About], bytes]]] = {
    "parquet": parquet,
    "arrow": arrow,
    "xlsx": xlsx,
}
MEDIA_TYPES: Final[Mapping[str, str]] = {
    "parquet": "application/vnd.apache.parquet",
    "arrow": "application/vnd.apache.arrow.stream",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
