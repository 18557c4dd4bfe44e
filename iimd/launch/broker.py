"""A Valkey (or Redis) of our own: the broker of the jobs and the cache.

It listens on the loopback address only, on a free port, and asks for a random password, which lies in a file
and not on the command line, where every user of the machine could read it. Where no such program is at hand,
jobs travel through files and the cache lies in files: slower, but nothing has to be installed.
"""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable, Mapping
from pathlib import Path

from iimd.launch.parts import Command, wait_until
from iimd.launch.ports import LOOPBACK, free_port
from iimd.launch.programs import LaunchError

READY_WITHIN_SECONDS = 20
FILE_BROKER: Mapping[str, str] = {"BROKER_URL": "filesystem://"}

CONFIGURATION = """\
bind {host}
port {port}
requirepass {password}
dir "{folder}"
appendonly {keep}
save ""
maxmemory-policy noeviction
loglevel warning
"""


class Broker:
    """The server whose files lie in one folder."""

    def __init__(self, program: Path, folder: Path, *, throw_away: bool = False) -> None:
        self._program = program
        self._folder = folder.resolve()
        self._configuration = self._folder / "configuration"
        self._throw_away = throw_away
        self._password = secrets.token_urlsafe(24)
        self.log = self._folder / "log"
        self.port = free_port()

    @property
    def url(self) -> str:
        """The address in the form REDIS_URL has."""
        return f"redis://:{self._password}@{LOOPBACK}:{self.port}/0"

    @property
    def command(self) -> Command:
        """How the server is started and stopped."""
        return Command(name="broker", argv=[self._program, self._configuration], log=self.log)

    def prepare(self) -> None:
        """Write the configuration, which holds the password, where only we can read it."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._folder.chmod(0o700)
        self.log.unlink(missing_ok=True)
        self._configuration.touch(mode=0o600)
        folder = str(self._folder).replace("\\", "\\\\").replace('"', '\\"')
        self._configuration.write_text(
            CONFIGURATION.format(
                host=LOOPBACK,
                port=self.port,
                password=self._password,
                folder=folder,
                keep="no" if self._throw_away else "yes",
            )
        )

    def wait_until_ready(self, alive: Callable[[], bool]) -> None:
        """Wait until it answers. Raises LaunchError where it does not."""

        def answers() -> bool:
            return not alive() or self._pong()

        if not wait_until(answers, seconds=READY_WITHIN_SECONDS) or not alive():
            tail = self.log.read_text(errors="replace")[-2000:] if self.log.exists() else ""
            raise LaunchError(f"{self._program.name} did not start. The end of {self.log}:\n{tail}")

    def _pong(self) -> bool:
        """Whether it takes the password and answers; False while it still reads its file."""
        try:
            with socket.create_connection((LOOPBACK, self.port), timeout=1) as wire:
                wire.sendall(f"AUTH {self._password}\r\nPING\r\n".encode())
                return b"+PONG" in wire.recv(64)
        except OSError:
            return False
