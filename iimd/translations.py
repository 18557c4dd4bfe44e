"""Translations without the GNU gettext programs, which a fresh machine may lack: Babel does their work."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog, mofile, pofile

HOUSE = Path(__file__).resolve().parents[1]


def catalogues(root: Path = HOUSE) -> Iterator[tuple[Path, Catalog]]:
    """Every .po file of the house with its messages."""
    for path in sorted((root / "locale").glob("*/LC_MESSAGES/django.po")):
        with path.open("rb") as source:
            yield path, pofile.read_po(source, locale=path.parts[-3])


def compile_all(root: Path = HOUSE) -> int:
    """Write a .mo file beside every .po file that is newer; how many were written."""
    written = 0
    for source in sorted((root / "locale").glob("*/LC_MESSAGES/django.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns > source.stat().st_mtime_ns:
            continue
        with source.open("rb") as messages, target.open("wb") as compiled:
            mofile.write_mo(compiled, pofile.read_po(messages, locale=source.parts[-3]))
        written += 1
    return written
