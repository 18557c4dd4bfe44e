"""Reads tidy tables: CSV (also gzipped) in UTF-8 with one line an observation and the dataset's own column names.

The project carries published figures in this form, and anybody can hand in a table so.
"""

from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path
from typing import Final

import polars as pl

from datasets.definition import Definition
from datasets.importing import ROW, Known, Problem, Reading, Refused

_GZIP = b"\x1f\x8b"
# How far down a heading that moved is looked for.
_HEADING_SEARCH: Final = 30
_MOST_BYTES: Final = 2 * 1024**3


class Importer:
    """A tidy table of one dataset."""

    def __init__(self, definition: Definition) -> None:
        self._definition = definition

    def sniff(self, file: Path) -> bool:
        """Whether a heading with the columns that every tidy table has stands near the top."""
        try:
            head = _beginning(file).decode("utf-8-sig", errors="replace")
        except (OSError, EOFError):
            return False
        return any(_is_heading(line) for line in head.splitlines()[:_HEADING_SEARCH])

    def read(self, file: Path) -> Reading:
        """The table; refused where the heading is not the first line, a row is too short or a number is none."""
        content = _content(file)
        self._check_heading(content)
        width = _check_rows(content)
        try:
            table = pl.read_csv(content, infer_schema=False)
        except pl.exceptions.PolarsError as error:
            raise Refused(
                [Problem(code="table_damaged", params={"columns": width, "said": str(error)[:200]})]
            ) from error
        table = table.with_columns(pl.int_range(2, table.height + 2, dtype=pl.Int64).alias(ROW))
        problems: list[Problem] = []
        for name in self._numbers(table):
            table = _as_numbers(table, name, problems)
        return Reading(table=table, problems=tuple(problems))

    def check(self, reading: Reading, known: Known) -> list[Problem]:
        """Nothing beyond the general checks."""
        return []

    def _check_heading(self, content: bytes) -> None:
        lines = content[:65536].decode("utf-8").splitlines()[:_HEADING_SEARCH]
        if not lines or not _is_heading(lines[0]):
            row = next((number for number, line in enumerate(lines, start=1) if _is_heading(line)), None)
            raise Refused([Problem(code="header_moved", row=row, params={"expected": 1})])
        found = next(csv.reader([lines[0]]))
        problems = [
            Problem(code="column_unknown", row=1, column=name, value=name, params={"dataset": self._definition.id})
            for name in found
            if name not in self._definition.columns
        ]
        problems += [Problem(code="column_twice", row=1, column=name) for name in {*found} if found.count(name) > 1]
        if problems:
            raise Refused(problems)

    def _numbers(self, table: pl.DataFrame) -> list[str]:
        typed = [each.id for each in self._definition.attributes if each.type != "text"]
        return [name for name in ("OBS_VALUE", "LOWER_BOUND", "UPPER_BOUND", *typed) if name in table.columns]


def _as_numbers(table: pl.DataFrame, name: str, problems: list[Problem]) -> pl.DataFrame:
    texts = table[name]
    numbers = texts.cast(pl.Float64, strict=False)
    if numbers.null_count() > texts.null_count():
        wrong = table.filter(texts.is_not_null() & (texts != "") & numbers.is_null())
        problems.extend(
            Problem(code="text_in_number", row=row, column=name, value=value[:80])
            for row, value in wrong.select(ROW, name).head(1000).iter_rows()
        )
    return table.with_columns(numbers)


def _is_heading(line: str) -> bool:
    return {"TIME_PERIOD", "OBS_VALUE"} <= {each.strip().strip('"') for each in line.split(",")}


def _beginning(file: Path) -> bytes:
    with file.open("rb") as raw:
        packed = raw.read(2) == _GZIP
        raw.seek(0)
        if not packed:
            return raw.read(65536)
        with gzip.open(raw) as unpacked:
            return unpacked.read(65536)


def _content(file: Path) -> bytes:
    content = file.read_bytes()
    if content.startswith(_GZIP):
        try:
            with gzip.open(io.BytesIO(content)) as unpacked:
                content = unpacked.read(_MOST_BYTES + 1)
        except (EOFError, OSError) as error:
            raise Refused([Problem(code="file_cut_short")]) from error
        if len(content) > _MOST_BYTES:
            raise Refused([Problem(code="file_unpacks_too_large", params={"limit_mb": _MOST_BYTES // 1024**2})])
    content = content.removeprefix(b"\xef\xbb\xbf")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Refused([Problem(code="unknown_encoding", row=line, params={"encodings": "UTF-8"})]) from error
    return content


def _check_rows(content: bytes) -> int:
    """How many fields every row has; Refused where one has more or fewer, as in a file that was cut off.

    Without quotation marks counting commas is exact, and a hundred times faster than reading row by row.
    """
    width = content[: content.find(b"\n") + 1 or None].count(b",") + 1
    lines = content.count(b"\n") + (not content.endswith(b"\n"))
    if b'"' not in content and content.count(b",") == (width - 1) * lines:
        return width
    reader = csv.reader(io.StringIO(content.decode("utf-8"), newline=""))
    width = len(next(reader))
    problems = []
    for row in reader:
        if row and len(row) != width:
            params = {"expected": width, "found": len(row)}
            problems.append(Problem(code="row_of_wrong_length", row=reader.line_num, params=params))
            if len(problems) == 100:
                break
    if problems:
        raise Refused(problems)
    return width
