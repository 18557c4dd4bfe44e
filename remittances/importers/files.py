"""Tables of cells out of workbooks, text files and archives, or the reason why there is none.

What a file is was told from its content when it came in (`datasets.filetypes`); its name is never believed.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import reduce
from pathlib import Path
from typing import IO, TypeAlias

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from datasets import filetypes
from datasets.importing import Problem, Refused

Cell: TypeAlias = str | float | int | bool | date | datetime | time | timedelta | None

# The largest text table inside an archive of these sources has 2 MB; this leaves room for decades.
MOST_UNPACKED_BYTES = 256 * 1024**2
# A cell takes about a hundred bytes once it is read; the matrix of 2021, the widest table, has 51,000.
MOST_CELLS = filetypes.MOST_UNPACKED_BYTES // 100
_ADDRESS = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"')


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
    kind = filetypes.media_type(path)
    if kind not in {filetypes.XLSX, filetypes.XLS}:
        raise refused("not_a_workbook")
    if kind == filetypes.XLSX:
        _refuse_vast_sheets(path)
    with _damage_refused():
        return CalamineWorkbook.from_path(path)


def is_workbook(path: Path) -> bool:
    """True if the file can be opened as a workbook at all, damaged or not."""
    try:
        return filetypes.media_type(path) in {filetypes.XLSX, filetypes.XLS}
    except Refused:
        return False


def _refuse_vast_sheets(path: Path) -> None:
    """Refuses a sheet whose outermost cells span more than memory holds: calamine would take the process down."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                with _damage_refused(), archive.open(name) as sheet:
                    if _spanned(sheet) > MOST_CELLS:
                        raise refused("file_unpacks_too_large", limit_mb=filetypes.MOST_UNPACKED_BYTES // 1024**2)


def _spanned(sheet: IO[bytes]) -> int:
    """Cells between A1 and the last row and column that a sheet uses."""
    columns, rows, rest = 0, 0, b""
    while block := sheet.read(1024**2):
        for letters, number in set(_ADDRESS.findall(rest + block)):
            columns = max(columns, _column_number(letters))
            rows = max(rows, int(number))
        rest = block[-40:]
    return columns * rows


def _column_number(letters: bytes) -> int:
    return reduce(lambda total, letter: total * 26 + letter - ord("A") + 1, letters, 0)


def workbook_grid(workbook: CalamineWorkbook, sheet: str) -> Grid:
    """Cells of `sheet` from its first row and column on, so that positions are those of the spreadsheet."""
    with _damage_refused():
        rows = workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    return Grid(sheet, [list(row) for row in rows], list(range(1, len(rows) + 1)))


def rows_of(workbook: CalamineWorkbook, sheet: str) -> Iterator[list[Cell]]:
    """The rows of `sheet` from its first on, one after another, for sheets too long to be held whole."""
    with _damage_refused():
        table = workbook.get_sheet_by_name(sheet)
        for row in table.iter_rows():
            yield [*row]


def csv_grid(path: Path, *, delimiter: str, encodings: tuple[str, ...] = ("utf-8-sig",)) -> Grid:
    """Cells of a text table; the first of `encodings` that fits is taken."""
    if filetypes.media_type(path) != filetypes.TEXT:
        raise refused("not_a_text_table")
    return text_grid(_decoded(path.read_bytes(), encodings), delimiter=delimiter)


def zipped_csv_grid(path: Path, *, delimiter: str) -> Grid:
    """Cells of the one text table inside a zip archive."""
    if filetypes.media_type(path) != filetypes.ZIP:
        raise refused("not_an_archive")
    with zipfile.ZipFile(path) as archive:
        members = [member for member in archive.infolist() if member.filename.lower().endswith(".csv")]
        if len(members) != 1 or members[0].file_size > MOST_UNPACKED_BYTES:
            raise refused("archive_without_table", members=len(members))
        try:
            content = archive.read(members[0])
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise refused("file_cut_short") from error
    return text_grid(_decoded(content, ("utf-8-sig",)), delimiter=delimiter)


def text_grid(text: str, *, delimiter: str) -> Grid:
    """Rows of a delimited text with the line on which each ends."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[list[Cell]] = []
    numbers: list[int] = []
    try:
        for row in reader:
            rows.append(list(row))
            numbers.append(reader.line_num)
    except csv.Error as error:
        raise Refused([Problem(code="table_damaged", row=reader.line_num)]) from error
    return Grid("", rows, numbers)


def beginning(path: Path) -> bytes:
    """The first bytes of a file, for guessing what it is."""
    with path.open("rb") as file:
        return file.read(4096)


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


def refused(code: str, *, sheet: str = "", row: int | None = None, **params: object) -> Refused:
    """A refusal that concerns the file as a whole, or the row of a sheet where something should stand."""
    return Refused([Problem(code=code, sheet=sheet, row=row, params=params)])


@contextmanager
def _damage_refused() -> Iterator[None]:
    """Turns what calamine says of a damaged workbook into a refusal."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise refused("file_cut_short") from error
    except PasswordError as error:
        raise refused("password_protected") from error
    except CalamineError as error:
        raise refused("workbook_damaged") from error
    except BaseException as error:
        # calamine is written in Rust, and on some cut-off .xls files it panics; the class that Python then sees stands
        # in no module, so it can only be told by its name.
        if type(error).__name__ != "PanicException":
            raise
        raise refused("workbook_damaged") from error


def _decoded(content: bytes, encodings: tuple[str, ...]) -> str:
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise refused("unknown_encoding", encodings=", ".join(encodings))
