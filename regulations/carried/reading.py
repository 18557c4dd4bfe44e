"""Reading content files: TOML to entries, each knowing where it stands, and every fault of form. Pure."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

import msgspec

from regulations import values
from regulations.carried import form
from regulations.carried.faults import Fault, Place, name_below
from regulations.carried.lines import EntryLines, lines_of

E = TypeVar("E", bound=form.Entry)
_WHERE: Final = re.compile(r" - at `(?:key in )?\$\.?([^`]*)`$")
_UNKNOWN: Final = re.compile(r"contains unknown field `(.+)`")
_MISSING: Final = re.compile(r"missing required field `(.+)`")
_TOML_PLACE: Final = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


@dataclass(frozen=True)
class Found(Generic[E]):
    """An entry, and the lines it stands on."""

    entry: E
    file: str
    lines: EntryLines

    def at(self, column: str = "") -> Place:
        """The place of one of its keys."""
        return Place(self.file, self.lines.of(column), column)


@dataclass
class ContentFile:
    """What one file says, as far as it could be read, and what is wrong with its form."""

    name: str
    jurisdiction: Found[form.JurisdictionEntry] | None = None
    tables: dict[str, list[Found[Any]]] = field(default_factory=lambda: {name: [] for name in form.TABLES})
    faults: list[Fault] = field(default_factory=list)


def read_file(path: Path, folder: Path) -> ContentFile:
    """Read a content file. Whatever is wrong with its form stands in `faults`; it never raises for what is in it."""
    content = ContentFile(name_below(folder, path))
    try:
        text = path.read_text(encoding="utf-8")
        document = tomllib.loads(text)
    except UnicodeDecodeError:
        content.faults.append(Fault(Place(content.name), "not_utf8"))
        return content
    except tomllib.TOMLDecodeError as error:
        content.faults.append(_unreadable(content.name, str(error)))
        return content
    lines = lines_of(text)
    for table, written in document.items():
        _read_table(content, table, written, lines)
    if "jurisdiction" not in document:
        content.faults.append(Fault(Place(content.name, 1), "jurisdiction_missing"))
    return content


def _read_table(content: ContentFile, table: str, written: Any, lines: dict[str, list[EntryLines]]) -> None:
    starts = lines.get(table) or [EntryLines(lines[""][0].of(table))]
    if table == "jurisdiction" and isinstance(written, dict):
        content.jurisdiction = _read_entry(content, form.JurisdictionEntry, written, starts[0])
        return
    if table not in form.TABLES:
        known = ["jurisdiction", *form.TABLES]
        content.faults.append(
            Fault(Place(content.name, starts[0].header, table), "unknown_table", {"name": table, "known": known})
        )
        return
    if not isinstance(written, list) or len(starts) != len(written):
        content.faults.append(
            Fault(Place(content.name, starts[0].header, table), "not_a_list_of_entries", {"name": table})
        )
        return
    for entry, line in zip(written, starts, strict=True):
        if found := _read_entry(content, form.TABLES[table], entry, line):
            content.tables[table].append(found)


def _read_entry(content: ContentFile, kind: type[E], written: Any, lines: EntryLines) -> Found[E] | None:
    try:
        found = Found(msgspec.convert(written, kind), content.name, lines)
        if isinstance(found.entry, form.FactEntry):
            value_of(found.entry)
    except msgspec.ValidationError as error:
        content.faults.append(_fault(content.name, lines, error, kind))
        return None
    return found


class _InValue(msgspec.ValidationError):
    """Something wrong within the value of a fact."""


def value_of(fact: form.FactEntry) -> values.Value | None:
    """The typed value of a fact; None where it is unstated. Raises msgspec.ValidationError."""
    if fact.value == form.UNSTATED:
        return None
    try:
        return values.decode(fact.value)
    except msgspec.ValidationError as error:
        raise _InValue(str(error)) from error


def _fault(file: str, lines: EntryLines, error: msgspec.ValidationError, kind: type[form.Entry]) -> Fault:
    message = str(error)
    where = _WHERE.search(message)
    path = where[1] if where else ""
    if isinstance(error, _InValue):
        path = f"value.{path}".rstrip(".")
    message = _WHERE.sub("", message)
    if unknown := _UNKNOWN.search(message):
        column = f"{path}.{unknown[1]}".lstrip(".")
        known = list(kind.__struct_fields__) if not path else []
        return Fault(Place(file, lines.of(column), column), "unknown_key", {"name": unknown[1], "known": known})
    if missing := _MISSING.search(message):
        column = f"{path}.{missing[1]}".lstrip(".")
        code = {"source": "citation_missing", "value.currency": "currency_missing"}.get(column, "key_missing")
        return Fault(Place(file, lines.of(column), column), code, {"name": missing[1]})
    return Fault(Place(file, lines.of(path), path), "wrong_value", {"detail": message})


def _unreadable(file: str, message: str) -> Fault:
    where = _TOML_PLACE.search(message)
    row, column = (int(where[1]), where[2]) if where and where[1] else (None, "")
    return Fault(Place(file, row, column), "not_toml", {"detail": _TOML_PLACE.sub("", message)})


def read_folder(folder: Path) -> Iterator[ContentFile]:
    """Every content file of a folder, in the order of their names."""
    for path in sorted(folder.glob("*.toml")):
        yield read_file(path, folder)
