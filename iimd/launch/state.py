"""The state folder: everything a running hub keeps, and the lock that lets one hub at a time use it.

The demonstration and an empty hub (`make run DEMO=0`) keep their state apart, in `demo` and `hub`, so that
changing from one to the other and back loses nothing and mixes nothing.
"""

from __future__ import annotations

import fcntl
import os
import secrets
from pathlib import Path
from typing import IO

from iimd.launch.programs import LaunchError

HOUSE = Path(__file__).resolve().parents[2]
LOCK = "lock"
SECRET_KEY = "secret-key"  # noqa: S105  (the name of a file)
IDENTITY = "identity"


def state_root() -> Path:
    """$IIMD_STATE, or `var` in the repository; as an absolute path."""
    return Path(os.environ.get("IIMD_STATE") or HOUSE / "var").absolute()


class State:
    """The folder of one hub, held under a lock from `open` to `close`."""

    def __init__(self, root: Path, *, demo: bool) -> None:
        self.folder = root / ("demo" if demo else "hub")
        self._lock: IO[str] | None = None

    def open(self) -> State:
        """Make the folder and take the lock. Raises LaunchError where another hub holds it."""
        # Root's PostgreSQL runs under another account, which must pass through; nobody else may look in.
        mode = 0o711 if os.geteuid() == 0 else 0o700
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self.folder.parent.chmod(mode)
            self.folder.chmod(mode)
            lock = (self.folder / LOCK).open("a+")
        except OSError as problem:
            raise LaunchError(
                f"The state folder {self.folder} cannot be used ({problem.strerror}). "
                "Choose another one: make run IIMD_STATE=/some/folder"
            ) from problem
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            holder = lock.read().strip()
            lock.close()
            raise LaunchError(
                f"A hub already runs on {self.folder} (process {holder}). Stop it, or give this one a folder of its "
                "own: make run IIMD_STATE=/some/folder PORT=8001"
            ) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        self._lock = lock
        return self

    def close(self) -> None:
        """Let the next hub in."""
        if self._lock:
            self._lock.close()

    @property
    def secret_key(self) -> str:
        """Made once: a new one would sign everybody out."""
        return self._kept(SECRET_KEY)

    @property
    def identity(self) -> str:
        """Tells this folder from another that once had the same path."""
        return self._kept(IDENTITY)

    def _kept(self, name: str) -> str:
        path = self.folder / name
        if not path.exists() or not path.read_text():
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(50))
        return path.read_text()
