"""A real worker process beside a test, on the database and the broker of the test."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

from django.conf import settings
from django.db import connection

from iimd.celery import app

READY_SECONDS = 40


@contextmanager
def worker(**environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """Runs while the block does, and answers before it begins; give up after a while with what it said."""
    process = subprocess.Popen(
        [sys.executable, "-m", "celery", "-A", "iimd.celery", "worker", "--pool", "solo", "--loglevel", "warning"],
        env={**os.environ, "DATABASE_URL": _database(), "IIMD_STATE": str(settings.STATE_DIR), **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(process)
        yield process
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(20)


def _wait_for(process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, f"the worker ended with {process.returncode}"
        if app.control.ping(timeout=0.5):
            return
    raise AssertionError("the worker did not answer")


def _database() -> str:
    """The address of the test's own database."""
    has = connection.settings_dict
    person = ":".join(quote(str(has[name]), safe="") for name in ("USER", "PASSWORD") if has[name])
    host = quote(str(has["HOST"]), safe="")
    port = f":{has['PORT']}" if has["PORT"] else ""
    return f"postgresql://{person}{'@' if person else ''}{host}{port}/{has['NAME']}"
