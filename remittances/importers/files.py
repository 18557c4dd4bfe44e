"""Opens what an operator hands in, or says why it can't be opened and what to do about it.

Every refusal here happens before a cell is read. Formats are told by their first bytes, never by the name: the usual
accident is a web page saved as `.xls`.
"""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TypeAlias

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from datasets.importing import Problem, Refused

Cell: TypeAlias = str | float | int | bool | date | datetime | time | timedelta | None

# The largest file of these sources has 1.1 MB; 64 MB leaves room for decades and none for a mistake.
MAX_BYTES = 64 * 1024 * 1024
ZIP_MAGIC = b"PK\x03\x04"
OLE2_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# An encrypted .xlsx is an OLE2 container with this stream in its directory, which stands in UTF-16.
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
PAGE_STARTS = (b"<html", b"<!doctype", b"<table", b"<head", b"<meta")


@dataclass(frozen=True)
class Grid:
    """One sheet as rows of cells; `row_numbers` are those the operator sees in a spreadsheet or an editor."""

    sheet: str
    rows: list[list[Cell]]
    row_numbers: list[int]

    def problem(self, code: str, row: int, column: int | None = None, **params: object) -> Problem:
        """A problem at the cell `rows[row][column]`, named as the operator finds it."""
        cells = self.rows[row]
        value = "" if column is None or column >= len(cells) else shown(cells[column])
        place = "" if column is None else column_letter(column)
        return Problem(code=code, sheet=self.sheet, row=self.row_numbers[row], column=place, value=value, params=params)


def open_workbook(path: Path) -> CalamineWorkbook:
    """The workbook (.xlsx or .xls) at `path`; Refused with the reason when there is none."""
    head = _head(path)
    if head.startswith(ZIP_MAGIC) or head.startswith(OLE2_MAGIC):
        return _opened(path, head)
    raise refused("page_instead_of_workbook" if _is_page(head) else "not_a_workbook")


def workbook_grid(workbook: CalamineWorkbook, sheet: str) -> Grid:
    """Cells of `sheet` from its first row and column on, so that positions are those of the spreadsheet."""
    rows = workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    return Grid(sheet, [list(row) for row in rows], list(range(1, len(rows) + 1)))


def csv_grid(path: Path, *, delimiter: str, encodings: tuple[str, ...]) -> Grid:
    """Cells of a text table; the first of `encodings` that fits is taken."""
    head = _head(path)
    if head.startswith((ZIP_MAGIC, OLE2_MAGIC)) or b"\x00" in head:
        raise refused("not_a_text_table")
    if _is_page(head):
        raise refused("page_instead_of_table")
    return text_grid(_decoded(path.read_bytes(), encodings), delimiter=delimiter)


def zipped_csv_grid(path: Path, *, delimiter: str) -> Grid:
    """Cells of the one text table inside a zip archive."""
    if not _head(path).startswith(ZIP_MAGIC):
        raise refused("not_an_archive")
    try:
        with zipfile.ZipFile(path) as archive:
            members = [member for member in archive.infolist() if member.filename.lower().endswith(".csv")]
            if len(members) != 1 or members[0].file_size > MAX_BYTES:
                raise refused("archive_without_table", members=len(members))
            return text_grid(_decoded(archive.read(members[0]), ("utf-8-sig",)), delimiter=delimiter)
    except (zipfile.BadZipFile, EOFError, NotImplementedError) as error:
        raise refused("file_cut_short") from error
    except RuntimeError as error:  # zipfile's way of asking for a password
        raise refused("password_protected") from error


def text_grid(text: str, *, delimiter: str) -> Grid:
    """Rows of a delimited text with the line on which each ends."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[list[Cell]] = []
    numbers: list[int] = []
    for row in reader:
        rows.append(list(row))
        numbers.append(reader.line_num)
    return Grid("", rows, numbers)


def column_letter(index: int) -> str:
    """Spreadsheet name of the column at `index`, counted from 0: A, B, …, Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def shown(cell: Cell) -> str:
    """A cell as the operator would read it, cut so that a stray paragraph does not fill the page."""
    text = "" if cell is None else f"{cell:.15g}" if isinstance(cell, float) else str(cell)
    return text if len(text) <= 80 else text[:79] + "…"


def refused(code: str, **params: object) -> Refused:
    """A refusal that concerns the file as a whole."""
    return Refused([Problem(code=code, params=params)])


def _head(path: Path) -> bytes:
    size = path.stat().st_size
    if size == 0:
        raise refused("empty_file")
    if size > MAX_BYTES:
        raise refused("file_too_large", megabytes=size // 1024**2, limit=MAX_BYTES // 1024**2)
    with path.open("rb") as file:
        return file.read(4096)


def _is_page(head: bytes) -> bool:
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(PAGE_STARTS)


def _opened(path: Path, head: bytes) -> CalamineWorkbook:
    if head.startswith(OLE2_MAGIC) and ENCRYPTED_STREAM in path.read_bytes():
        raise refused("password_protected")
    try:
        return CalamineWorkbook.from_path(path)
    except PasswordError as error:
        raise refused("password_protected") from error
    except CalamineError as error:
        raise refused("workbook_damaged") from error


def _decoded(content: bytes, encodings: tuple[str, ...]) -> str:
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise refused("unknown_encoding", encodings=", ".join(encodings))
