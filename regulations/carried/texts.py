"""Reading the translations of the content: content/texts/<language>/<ALPHA2>.toml. Pure.

An entry hangs on the English text it translates, word for word, so a text that changes is untranslated at once. Where
a text stands in several files of a language it need be translated once; two different translations are refused.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from regulations.carried.faults import Fault, Place, name_below
from regulations.carried.lines import lines_of
from regulations.values import NotEmpty
from regulations.vocabulary import TextStatus

LANGUAGES: Final = ("es", "fr", "ar", "zh", "ru")


class TextEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """[[texts]]: the English text as it stands in the content, and what it is in the language of the folder."""

    en: NotEmpty
    text: NotEmpty
    status: TextStatus = TextStatus.MACHINE


@dataclass(frozen=True)
class Translation:
    """A translation, and where it stands."""

    language: str
    entry: TextEntry
    place: Place


def read_translations(folder: Path) -> tuple[list[Translation], list[Fault]]:
    """Every translation below a folder, and what is wrong with them."""
    found: list[Translation] = []
    faults: list[Fault] = []
    for path in sorted(folder.glob("*/*.toml")):
        _read(path, folder.parent, found, faults)
    faults += _contradictions(found)
    return found, faults


def _read(path: Path, folder: Path, found: list[Translation], faults: list[Fault]) -> None:
    name, language = name_below(folder, path), path.parent.name
    if language not in LANGUAGES:
        faults.append(Fault(Place(name), "language_unknown", {"name": language, "known": LANGUAGES}))
        return
    try:
        text = path.read_text(encoding="utf-8")
        document = tomllib.loads(text)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        faults.append(Fault(Place(name), "not_toml", {"detail": str(error)}))
        return
    lines = lines_of(text)
    for table in document.keys() - {"texts"}:
        row = (lines.get(table) or lines[""])[0].header
        faults.append(Fault(Place(name, row, table), "unknown_table", {"name": table, "known": ["texts"]}))
    entries, starts = document.get("texts", []), lines.get("texts", [])
    if not isinstance(entries, list) or len(entries) != len(starts):
        faults.append(Fault(Place(name, 1, "texts"), "not_a_list_of_entries", {"name": "texts"}))
        return
    for written, place in zip(entries, starts, strict=True):
        try:
            found.append(Translation(language, msgspec.convert(written, TextEntry), Place(name, place.header)))
        except msgspec.ValidationError as error:
            faults.append(Fault(Place(name, place.header), "wrong_value", {"detail": str(error)}))


def _contradictions(found: list[Translation]) -> list[Fault]:
    first: dict[tuple[str, str], Translation] = {}
    faults = []
    for each in found:
        other = first.setdefault((each.language, each.entry.en), each)
        if other.entry != each.entry:
            faults.append(Fault(each.place, "translated_twice", {"file": other.place.file, "row": other.place.row}))
    return faults
