"""The whole hub in one terminal: database, broker, web, worker and beat.

What crashes comes back; Ctrl-C or SIGTERM stops all in order; when this process is killed, the kernel ends the
others. DATABASE_URL and REDIS_URL set from outside (or in .env) replace our own servers.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from iimd.launch import commands, joining
from iimd.launch.broker import FILE_BROKER, Broker
from iimd.launch.parts import Command, Part, wait_until
from iimd.launch.ports import LOOPBACK, check_port
from iimd.launch.postgres import Postgres
from iimd.launch.programs import broker_program
from iimd.launch.state import HOUSE, State

COLOURS = {"database": 34, "broker": 35, "set-up": 37, "web": 32, "worker": 33, "beat": 36}
WEB_ANSWERS_WITHIN_SECONDS = 60

# A job that is running may finish; then Celery gives it back to the broker and stops cold.
WORKER_STOP = ((signal.SIGTERM, 10.0), (signal.SIGQUIT, 5.0))

# Celery's eight lines against running as root are meant for production, where the image has an account of its own.
NOT_AS_ROOT = "ignore:You're running the worker with superuser privileges"


class Supervisor:
    """Starts the parts in order, waits, and stops them in the opposite order."""

    def __init__(self, state: State, *, port: int, demo: bool) -> None:
        self._state = state
        self._port = port
        self._parts: list[Part] = []
        self._stopping = threading.Event()
        self._terminal = threading.Lock()
        self.address = f"http://{LOOPBACK}:{port}/"
        self.environment = os.environ | {
            "IIMD_STATE": str(state.folder),
            "IIMD_DEMO": "1" if demo else "0",
            "SECRET_KEY": os.environ.get("SECRET_KEY") or state.secret_key,
            "SITE_URL": os.environ.get("SITE_URL") or self.address,
            "PYTHONUNBUFFERED": "1",
        }

    def run(self) -> int:
        """Serve until somebody stops us; the exit code."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._asked_to_stop)
        began = time.monotonic()
        try:
            self._start_servers()
            if not self._set_up():
                return 0 if self._stopping.is_set() else 1
            self._start_hub()
            self._greet(time.monotonic() - began)
            self._stopping.wait()
            return 0
        finally:
            self._stop()

    def say(self, name: str, text: str) -> None:
        """One line of one part on the terminal."""
        tag = f"{name:>8} | "
        if sys.stdout.isatty():
            tag = f"\033[{COLOURS.get(name, 37)}m{tag}\033[0m"
        with self._terminal:
            try:
                print(tag + text, flush=True)
            except BrokenPipeError:  # whoever read our output has gone
                self._stopping.set()

    def _asked_to_stop(self, *_: object) -> None:
        if self._stopping.is_set():
            for part in self._parts:
                part.kill()
        self._stopping.set()

    def _start_servers(self) -> None:
        """Database and broker start side by side; then we wait for both."""
        servers: list[tuple[Postgres | Broker, Part]] = []
        if not self.environment.get("DATABASE_URL"):
            database = Postgres(self._state.folder / "postgres", identity=self._state.identity)
            database.prepare()
            servers.append((database, self._keep(database.command)))
            self.environment["DATABASE_URL"] = database.url
        if not (self.environment.get("REDIS_URL") or self.environment.get("BROKER_URL")):
            if program := broker_program():
                broker = Broker(program, self._state.folder / "broker")
                broker.prepare()
                servers.append((broker, self._keep(broker.command)))
                self.environment["REDIS_URL"] = broker.url
            else:
                self.environment |= FILE_BROKER
                self.say("broker", "no Valkey or Redis on this machine: jobs and the cache travel through files")
        for server, part in servers:
            server.wait_until_ready(part.steady)

    def _set_up(self) -> bool:
        """Bring the database to the present state of the code; False where that failed or was interrupted."""
        part = Part(self._python("set-up", commands.set_up()), self.say, keep=False).start()
        self._parts.append(part)
        wait_until(lambda: part.ended or self._stopping.is_set(), seconds=float("inf"))
        self._parts.remove(part)
        if not part.ended:
            part.stop()
            return False
        if part.code:
            self.say("set-up", "failed; what it said stands above. Nothing else was started.")
        return part.code == 0

    def _start_hub(self) -> None:
        joining.leave(self._state.folder, self.environment)
        # A killed supervisor takes the web server along at once: told to stop in good order, one that still starts can
        # wait for ever for processes that have not heard it, and the database it would need is gone anyway.
        web = self._python("web", commands.web(LOOPBACK, self._port))
        self._keep(replace(web, orphaned=signal.SIGKILL))
        worker = self._python("worker", commands.worker(), {"PYTHONWARNINGS": NOT_AS_ROOT})
        # A killed supervisor must not leave a worker that first finishes its job, nor one that waits for ever to say
        # goodbye to a broker that died with the supervisor, as Celery does after SIGQUIT.
        self._keep(replace(worker, stop=WORKER_STOP, orphaned=signal.SIGKILL))
        self._keep(self._python("beat", commands.beat()))

    def _greet(self, seconds: float) -> None:
        def settled() -> bool:
            return self._stopping.is_set() or self._answers()

        if not wait_until(settled, seconds=WEB_ANSWERS_WITHIN_SECONDS, every=0.1):
            self.say("web", f"does not answer yet; what is wrong stands above, or at {self.address}healthz")
        elif not self._stopping.is_set():
            self.say("web", f"ready after {seconds:.1f} s: {self.address}")
            self.say("web", "Ctrl-C stops the hub; everything it keeps stays for the next start.")

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}healthz", timeout=5):  # noqa: S310  (our own address)
                return True
        except urllib.error.HTTPError:
            return True  # it is up and says what is not
        except OSError:
            return False

    def _keep(self, command: Command) -> Part:
        part = Part(command, self.say).start()
        self._parts.append(part)
        return part

    def _python(self, name: str, arguments: list[str], extra: Mapping[str, str] = MappingProxyType({})) -> Command:
        return Command(name, [sys.executable, *arguments], environment={**self.environment, **extra}, folder=HOUSE)

    def _stop(self) -> None:
        self._stopping.set()
        began = time.monotonic()
        for part in reversed(self._parts):
            part.stop()
        self.say("web", f"all parts stopped in {time.monotonic() - began:.1f} s")


def run(*, root: Path, port: int, demo: bool) -> int:
    """Check first, then serve. Raises LaunchError where the hub cannot start."""
    check_port(port)
    state = State(root, demo=demo).open()
    try:
        return Supervisor(state, port=port, demo=demo).run()
    finally:
        state.close()
