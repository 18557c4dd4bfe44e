"""Data messages as streams: the database writes the rows, and memory does not grow with them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from datasets import store
from datasets.definition import Definition
from datasets.models import Release
from datasets.sdmx import csv_rows, envelopes, xml_rows
from datasets.sdmx.envelopes import Message
from datasets.sdmx.faults import NoResults
from datasets.sdmx.identity import TIME, Name
from datasets.sdmx.media import GENERIC, Format
from datasets.sdmx.question import Question, layout
from datasets.sdmx.source import observations
from datasets.sdmx.words import Words

# COPY writes a text as it is unless it holds one of these, or the end of a line; no row of XML does.
_RAW: Final = "FORMAT csv, HEADER false, DELIMITER E'\\x01', QUOTE E'\\x02'"
_CSV: Final = "FORMAT csv, HEADER false"


def message(
    release: Release, question: Question, form: Format, message_id: str, words: Words | None = None
) -> Iterator[bytes]:
    """A message in blocks. Raises NoResults before the first of them where nothing matches.

    With `words`, SDMX-CSV has names beside codes.
    """
    definition = release.definition
    laid_out = layout(definition, question)
    source = observations(release, question)
    flow = Name("dataflow", definition.id, definition.version)
    if form.shape == "csv":
        query, header = csv_rows.rows(form, source, laid_out, flow, words)
        return _framed(header, store.copy_blocks(*query, options=_CSV), b"")
    moment = release.published_at or release.imported_at
    about = Message(message_id, moment, flow, question.observed if laid_out.has_values else TIME, laid_out)
    head, tail = (envelopes.generic if form is GENERIC else envelopes.specific)(about)
    rows = xml_rows.rows(form, source, laid_out, _texts(definition))
    return _framed(head, store.copy_blocks(*rows, options=_RAW), tail)


def _texts(definition: Definition) -> frozenset[str]:
    """The columns that hold what a source wrote."""
    return frozenset(each.id for each in definition.attributes if each.type == "text")


def _framed(head: bytes, blocks: Iterator[bytes], tail: bytes) -> Iterator[bytes]:
    """The blocks between head and tail. The first one is fetched at once: it shows whether there is anything."""
    first = next(blocks, None)
    if first is None:
        raise NoResults("no-observations")

    def whole() -> Iterator[bytes]:
        try:
            yield head + first
            yield from blocks
            yield tail
        finally:
            blocks.close()  # type: ignore[attr-defined]  # a generator: closing it ends the query

    return whole()
