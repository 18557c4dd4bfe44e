"""COPY between PostgreSQL and Python: the one place that knows how psycopg2 does it.

psycopg2 pushes what COPY TO sends into a file object. To hand it on as an iterator it runs in a thread with a bounded
queue, so that memory stays flat however slow the reader is; a reader who walks away cancels the query.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from queue import Empty, Full, Queue
from threading import Event, Thread
from typing import Any, TypeAlias

import psycopg2
from django.db import connection
from psycopg2 import sql

Query: TypeAlias = str | sql.Composable

CSV = "FORMAT csv, HEADER true"
# PostgreSQL hands over row by row; fewer, larger blocks (about 1,000 rows) cost a web server less.
_BLOCK = 64 * 1024
_BLOCKS_WAITING = 8


class _Abandoned(Exception):
    """The reader has gone."""


class _Blocks(io.RawIOBase):
    """What psycopg2 writes to: gathers rows into blocks and waits while the reader is behind."""

    def __init__(self, gone: Event) -> None:
        self.queue: Queue[bytes | BaseException | None] = Queue(_BLOCKS_WAITING)
        self._gone = gone
        self._block = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._block += data
        if len(self._block) >= _BLOCK:
            self.put(bytes(self._block))
            self._block.clear()
        return len(data)

    def finish(self) -> None:
        if self._block:
            self.put(bytes(self._block))
        self.put(None)

    def put(self, item: bytes | BaseException | None) -> None:
        while not self._gone.is_set():
            with suppress(Full):
                return self.queue.put(item, timeout=0.2)
        raise _Abandoned


def copy_blocks(query: Query, params: Sequence[Any] = (), *, options: str = CSV) -> Iterator[bytes]:
    """What a SELECT gives, as CSV with a header (or as `options` say), in blocks of about 64 kB.

    The caller's database connection is busy until the iterator is used up or closed, and it sees what the caller's
    transaction sees. An error of the database is raised from the iterator.
    """
    with connection.cursor() as cursor:
        statement = _copy_to(cursor.cursor, query, params, options)
    raw = connection.connection
    gone = Event()
    blocks = _Blocks(gone)

    def push() -> None:
        try:
            with raw.cursor() as cursor:
                cursor.copy_expert(statement, blocks)
            blocks.finish()
        except _Abandoned:
            pass
        except BaseException as error:  # handed to the reader, who raises it
            with suppress(_Abandoned):
                blocks.put(error)

    thread = Thread(target=push, name="copy_blocks", daemon=True)
    thread.start()
    try:
        while True:
            with connection.wrap_database_errors:
                block = _next(blocks.queue, thread)
            if block is None:
                return
            yield block
    finally:
        gone.set()
        if thread.is_alive():
            with suppress(psycopg2.Error):
                raw.cancel()
        thread.join()


def _next(queue: Queue[bytes | BaseException | None], thread: Thread) -> bytes | None:
    while True:
        try:
            item = queue.get(timeout=1)
        except Empty:
            if thread.is_alive():
                continue
            raise RuntimeError("COPY ended without a word") from None
        if isinstance(item, BaseException):
            raise item
        return item


def copy_bytes(query: Query, params: Sequence[Any] = (), *, options: str = CSV) -> io.BytesIO:
    """The same all at once, for what fits into memory."""
    target = io.BytesIO()
    with connection.cursor() as cursor:
        cursor.cursor.copy_expert(_copy_to(cursor.cursor, query, params, options), target)
    target.seek(0)
    return target


def copy_from(statement: Query, blocks: Iterable[bytes]) -> None:
    """Run COPY … FROM STDIN with what `blocks` holds, in the caller's transaction.

    A block is asked for when the one before is on its way, so whoever makes them works while the server stores. What
    `blocks` raises stops the COPY and comes through.
    """
    source = _Source(blocks)
    with connection.cursor() as cursor:
        try:
            cursor.cursor.copy_expert(_text(cursor.cursor, statement), source, size=_BLOCK)
        except psycopg2.Error:
            # psycopg2 replaces what was raised while it read by an error of its own.
            if source.stopped_by:
                raise source.stopped_by from None
            raise


class _Source(io.RawIOBase):
    """What psycopg2 reads from: pieces of the blocks, no larger than it asks for."""

    def __init__(self, blocks: Iterable[bytes]) -> None:
        self._blocks = iter(blocks)
        self._block = memoryview(b"")
        self.stopped_by: Exception | None = None

    def read(self, size: int = -1, /) -> bytes:
        try:
            while not self._block:
                self._block = memoryview(next(self._blocks))
        except StopIteration:
            return b""
        except Exception as error:
            self.stopped_by = error
            raise
        piece, self._block = self._block[:size], self._block[size:]
        return bytes(piece)


def _copy_to(cursor: Any, query: Query, params: Sequence[Any], options: str) -> str:
    select = _text(cursor, query)
    # Without parameters a % is a %: mogrify only reads it as a placeholder when there are some.
    select = cursor.mogrify(select, params).decode() if params else select
    return f"COPY ({select}) TO STDOUT WITH ({options})"


def _text(cursor: Any, query: Query) -> str:
    return str(query.as_string(cursor)) if isinstance(query, sql.Composable) else query
