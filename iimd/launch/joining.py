"""Commands beside a running hub: `.venv/bin/python manage.py import_wdi FILE` in a second terminal.

The servers of `make run` listen on ports of their own choice, with passwords of their own. While a hub runs, it leaves
in its state folder what a command needs to reach them; the lock of that folder tells whether it runs still.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Mapping
from pathlib import Path

from iimd.launch.state import LOCK, state_root

LEFT = "environment.json"
NEEDED = ("IIMD_STATE", "IIMD_DEMO", "SECRET_KEY", "SITE_URL", "DATABASE_URL", "REDIS_URL", "BROKER_URL")


def leave(folder: Path, environment: Mapping[str, str]) -> None:
    """Write down, for the owner only, how the hub of this folder is reached."""
    path = folder / LEFT
    path.touch(mode=0o600)
    path.write_text(json.dumps({name: environment[name] for name in NEEDED if name in environment}))


def left(root: Path) -> dict[str, str]:
    """How the hub that runs on one of the folders under `root` is reached; nothing where none does."""
    for name in ("demo", "hub"):
        folder = root / name
        if (folder / LEFT).exists() and _runs(folder):
            found: dict[str, str] = json.loads((folder / LEFT).read_text())
            return found
    return {}


def join() -> None:
    """Take part in the running hub, unless the environment names another one."""
    if "SECRET_KEY" not in os.environ:
        os.environ.update(left(state_root()) | os.environ)


def _runs(folder: Path) -> bool:
    with (folder / LOCK).open() as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False
