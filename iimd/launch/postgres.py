"""A real PostgreSQL of our own, for `make run` and `make test`.

It listens on the loopback address only, on a free port, and asks for a random password. Text is ordered by
PostgreSQL's built-in C.UTF-8 rules, the same on every machine, so no locale of the system is needed.
"""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

from iimd.launch.parts import Command, wait_until
from iimd.launch.ports import LOOPBACK, free_port
from iimd.launch.programs import LaunchError, postgres_programs
from iimd.launch.reach import data_folder, programs_folder, server_account

NAME = "iimd"  # of the user and of the database
READY_WITHIN_SECONDS = 60
BUILTIN_LOCALE_SINCE = 17

SETTINGS = {
    "listen_addresses": LOOPBACK,
    "unix_socket_directories": "",  # a path over 107 bytes would fail, so there is no socket file
    "logging_collector": "off",
    "max_connections": "60",
    "shared_buffers": "128MB",
}
# Only for throw-away servers: a crash of the machine may lose everything.
UNSAFE_AND_FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_wal_size": "2GB",
    "jit": "off",
}


class Postgres:
    """The server whose files lie in one folder. `identity` tells it from an earlier folder at the same path."""

    def __init__(self, folder: Path, *, identity: str, throw_away: bool = False) -> None:
        self._account = server_account()
        self._programs = programs_folder(postgres_programs(), self._account)
        self._folder = data_folder(folder.resolve(), identity, self._account)
        self._cluster = self._folder / "cluster"
        self._password = self._folder / "password"
        self._settings = SETTINGS | (UNSAFE_AND_FAST if throw_away else {})
        self.log = self._folder / "log"
        self.port = free_port()

    @property
    def url(self) -> str:
        """The address in the form DATABASE_URL has."""
        return f"postgresql://{NAME}:{self._password.read_text()}@{LOOPBACK}:{self.port}/{NAME}"

    @property
    def command(self) -> Command:
        """How the server is started and stopped."""
        options = self._settings | {"port": str(self.port)}
        return Command(
            name="database",
            argv=[self._programs / "postgres", "-D", self._cluster, *(f"-c{key}={options[key]}" for key in options)],
            # SIGINT ends connections and stops; SIGQUIT is for a server that does not.
            stop=((signal.SIGINT, 20.0), (signal.SIGQUIT, 5.0)),
            orphaned=signal.SIGINT,
            account=self._account,
            log=self.log,
        )

    def prepare(self) -> None:
        """Make the data folder where there is none yet. Raises LaunchError where an old one cannot be used."""
        self._folder.mkdir(parents=True, exist_ok=True)
        if self._account:
            self._account.owns(self._folder)
        self._folder.chmod(0o700)
        self.log.unlink(missing_ok=True)
        if (self._cluster / "PG_VERSION").exists():
            self._check_version()
        else:
            self._make_cluster()

    def wait_until_ready(self, alive: Callable[[], bool]) -> None:
        """Wait for the first connection. Raises LaunchError with the end of the log where none comes."""
        ready = [str(self._programs / "pg_isready"), "-q", "-h", LOOPBACK, "-p", str(self.port), "-t", "1"]

        def answers() -> bool:
            return not alive() or subprocess.run(ready, check=False).returncode == 0

        if not wait_until(answers, seconds=READY_WITHIN_SECONDS) or not alive():
            tail = self.log.read_text(errors="replace")[-2000:] if self.log.exists() else ""
            raise LaunchError(f"PostgreSQL did not start. The end of {self.log}:\n{tail}")

    def remove(self) -> None:
        """Delete the data of a server that has stopped."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _make_cluster(self) -> None:
        """Make it under another name and rename it, so that an interrupted start leaves nothing half made."""
        fresh = self._cluster.with_name("cluster.new")
        shutil.rmtree(fresh, ignore_errors=True)
        self._password.unlink(missing_ok=True)
        self._password.touch(mode=0o600)
        self._password.write_text(secrets.token_urlsafe(24))
        if self._account:
            self._account.owns(self._password)
        options = ["-U", NAME, "-A", "scram-sha-256", "-E", "UTF8", "--no-sync", "--no-instructions"]
        self._run("initdb", "-D", fresh, f"--pwfile={self._password}", *options, *self._locale())
        self._run("postgres", "--single", "-D", fresh, "postgres", said=f"CREATE DATABASE {NAME}\n")
        fresh.rename(self._cluster)

    def _check_version(self) -> None:
        made_by = int((self._cluster / "PG_VERSION").read_text())
        if made_by != self._version():
            raise LaunchError(
                f"The data in {self._cluster} was made by PostgreSQL {made_by}, and {self._programs} holds "
                f"PostgreSQL {self._version()}. Set PG_BIN to the folder of version {made_by}, "
                "or start with new data: make clean"
            )

    def _version(self) -> int:
        said = subprocess.check_output([self._programs / "postgres", "--version"], text=True)
        return int(said.split()[2].split(".")[0])  # "postgres (PostgreSQL) 18.6"

    def _locale(self) -> list[str]:
        if self._version() >= BUILTIN_LOCALE_SINCE:
            return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8"]
        return ["--locale=C.UTF-8"]

    def _run(self, program: str, *arguments: str | Path, said: str = "") -> None:
        done = subprocess.run(
            [self._programs / program, *arguments],
            input=said,
            text=True,
            capture_output=True,
            check=False,
            cwd="/",
            env=os.environ | {"LC_ALL": "C"},
            user=self._account.uid if self._account else None,
            group=self._account.gid if self._account else None,
            extra_groups=[] if self._account else None,
        )
        if done.returncode:
            raise LaunchError(f"{program} failed:\n{done.stderr.strip()[-2000:]}")
