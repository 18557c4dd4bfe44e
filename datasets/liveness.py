"""Whether somebody is still at work on something, known without clocks or heartbeats.

Who works on a thing holds an advisory lock of PostgreSQL on it for as long as the database session lives. A worker
that is killed loses its session, and with it the lock, within moments; a slow one keeps both, however long it takes.
(A pooler in transaction mode would break this: sessions must be the worker's own.)
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from zlib import crc32

from django.db import connection

# The first half of our two-part lock keys, so that they meet nobody else's: "IIMD" in ASCII.
_CLASS = 0x49494D44


def _key(name: str) -> int:
    return crc32(name.encode()) - 2**31


@contextmanager
def at_work(name: str, *, wait: bool = False) -> Iterator[bool]:
    """Hold `name` while the block runs; gives False where somebody else holds it, unless told to wait."""
    with connection.cursor() as cursor:
        if wait:
            cursor.execute("SELECT pg_advisory_lock(%s, %s)", [_CLASS, _key(name)])
            held = True
        else:
            cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [_CLASS, _key(name)])
            held = cursor.fetchone()[0]
    try:
        yield held
    finally:
        if held:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [_CLASS, _key(name)])


def is_at_work(name: str) -> bool:
    """Whether any session, this one included, holds `name`."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted AND classid = %s"
            " AND objid = %s AND objsubid = 2"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))",
            # pg_locks shows the halves of a key without their sign.
            [_CLASS, _key(name) % 2**32],
        )
        return bool(cursor.fetchone()[0])


def one_at_a_time(name: str) -> None:
    """Wait until nobody else's transaction holds `name`, and hold it until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_CLASS, _key(name)])
