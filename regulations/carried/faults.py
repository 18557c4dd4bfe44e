"""What is wrong in a content file, and where. Pure; words for people are in ../fault_words.py."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Place:
    """A spot in a content file: its path below content/, the line (a row), and the key in that row (a column)."""

    file: str
    row: int | None = None
    column: str = ""


@dataclass(frozen=True)
class Fault:
    """One thing wrong: a code of fault_words.py with what its sentence needs."""

    place: Place
    code: str
    params: Mapping[str, Any] = field(default_factory=dict)


class ContentRefused(Exception):
    """The content has faults, and nothing of it was stored."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = sorted(faults, key=lambda fault: (fault.place.file, fault.place.row or 0, fault.place.column))
        super().__init__("; ".join(f"{fault.place.file}:{fault.place.row} {fault.code}" for fault in self.faults))


def name_below(folder: Path, path: Path) -> str:
    """How faults name a file: its path below the folder of the content."""
    return path.relative_to(folder).as_posix()
