"""A checklist as a document: headings, lines to tick, numbered sources. Page and PDF are two renderings of it. Pure.

All texts are in the language of the document already, but for those that say otherwise.
"""

from __future__ import annotations

import msgspec


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A line. `box`: something to do or to bring, with a box to tick; `mark`: "met", "not_met", "unknown" or nothing;
    `source`: the number of the source that says so; `language`: where it is not the document's."""

    text: str
    note: str = ""
    box: bool = False
    mark: str = ""
    mark_text: str = ""
    source: int | None = None
    language: str = ""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """Lines under a heading."""

    heading: str
    entries: tuple[Entry, ...]
    note: str = ""


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Who says so, where and when; the address stands in full, for paper has no links."""

    number: int
    text: str
    url: str = ""


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """One permit."""

    permit: str
    title: str
    over: str
    own_name: str
    own_language: str
    status: str
    outcome: str
    parts: tuple[Part, ...]
    sources: tuple[Source, ...]


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """The whole. `person` is what was asked, as pairs of label and value."""

    language: str
    title: str
    intro: str
    person_heading: str
    person: tuple[tuple[str, str], ...]
    sheets: tuple[Sheet, ...]
    sources_heading: str
    page_of: str
    made: str
    address_label: str
    address: str
    caution: str
