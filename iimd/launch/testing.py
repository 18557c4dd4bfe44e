"""pytest plug-in (`-p iimd.launch.testing`): a throw-away PostgreSQL and Valkey for a test run.

It is loaded before pytest-django reads the settings. DATABASE_URL and REDIS_URL set from outside win. With
pytest-xdist only the controller starts servers, and each of its processes uses a database of its own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from iimd.launch.broker import FILE_BROKER, Broker
from iimd.launch.parts import Command, start, stop
from iimd.launch.postgres import Postgres
from iimd.launch.programs import broker_program

_started: list[tuple[subprocess.Popen[bytes], Command]] = []
_databases: list[Postgres] = []
_folder = Path(tempfile.mkdtemp(prefix="iimd-test-"))
_folder.chmod(0o711)


def _start(server: Postgres | Broker) -> str:
    """Start a server and wait for it; its address."""
    server.prepare()
    process = start(server.command)
    _started.append((process, server.command))
    server.wait_until_ready(lambda: process.poll() is None)
    return server.url


def _prepare_environment() -> None:
    os.environ["ENV_FILE"] = os.devnull  # what a developer keeps in .env must not change what tests see
    os.environ.setdefault("SECRET_KEY", "only-for-tests-and-nowhere-else")
    os.environ.setdefault("IIMD_STATE", str(_folder / "state"))
    os.environ.setdefault("DATABASE_URL", "")
    if not os.environ["DATABASE_URL"]:
        database = Postgres(_folder / "postgres", identity=str(os.getpid()), throw_away=True)
        _databases.append(database)
        os.environ["DATABASE_URL"] = _start(database)
    if os.environ.get("REDIS_URL") or os.environ.get("BROKER_URL"):
        return
    if program := broker_program():
        os.environ["REDIS_URL"] = _start(Broker(program, _folder / "broker", throw_away=True))
    else:
        os.environ |= FILE_BROKER


def _stop_servers() -> None:
    for process, command in reversed(_started):
        stop(process, command)
    for database in _databases:  # it may lie outside the folder, see reach.py
        database.remove()
    shutil.rmtree(_folder, ignore_errors=True)


def pytest_unconfigure(config: pytest.Config) -> None:
    _stop_servers()


try:
    _prepare_environment()
except BaseException:
    _stop_servers()
    raise
