"""A checklist as PDF, set by typst out of a wheel, with fonts that the wheel carries. Pure.

The document goes in as data, never as markup, so nothing that stands in it can be an instruction to the typesetter.
"""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Final

import msgspec
import typst

from regulations.checklist.document import Document

MEDIA_TYPE: Final = "application/pdf"
_LAYOUT: Final = Path(__file__).with_name("checklist.typ")
# What the carried fonts (Libertinus Serif, New Computer Modern, DejaVu Sans Mono) can draw: Latin, Greek, Cyrillic and
# Arabic with their marks and signs. A name in another script is left out of the PDF rather than printed as boxes; the
# page shows it.
_DRAWN: Final = ((0x0020, 0x058F), (0x0600, 0x06FF), (0x1E00, 0x20CF), (0x2100, 0x27BF), (0xFB00, 0xFB06))


def compiled(document: Document, made_at: datetime) -> bytes:
    """The bytes of the PDF. The same document and moment give the same bytes."""
    data = msgspec.json.encode(_drawable(document)).decode()
    made: bytes = typst.compile(
        _layout(), sys_inputs={"document": data}, ignore_system_fonts=True, timestamp=int(made_at.timestamp())
    )
    return made


def can_draw(text: str) -> bool:
    """Whether the carried fonts have a shape for every character."""
    return all(any(first <= ord(mark) <= last for first, last in _DRAWN) for mark in text)


def _drawable(document: Document) -> Document:
    """The document without names of permits in scripts that the fonts lack."""
    sheets = tuple(
        sheet if can_draw(sheet.own_name) else msgspec.structs.replace(sheet, own_name="") for sheet in document.sheets
    )
    return msgspec.structs.replace(document, sheets=sheets)


@lru_cache(maxsize=1)
def _layout() -> bytes:
    return _LAYOUT.read_bytes()
