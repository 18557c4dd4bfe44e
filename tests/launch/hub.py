"""A whole hub started as `make run` starts it, for tests that look at it from outside."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from iimd.launch.parts import wait_until
from iimd.launch.ports import free_port
from iimd.launch.state import HOUSE
from tests.launch.processes import command_of, descendants

ANSWERS_WITHIN_SECONDS = 120
PARTS = {
    "database": "/postgres -D",
    "broker": "-server",
    "web": "-m granian",
    "worker": "iimd.celery worker",
    "beat": "iimd.celery beat",
}
FROM_OUTSIDE = ("DATABASE_URL", "REDIS_URL", "BROKER_URL", "SECRET_KEY", "SITE_URL", "IIMD_DEMO")


@dataclass
class Hub:
    """A running hub: its process, its port and the file that its output goes to."""

    process: subprocess.Popen[bytes]
    port: int
    output: Path
    answered_after: float = 0.0  # seconds

    def get(self, path: str) -> tuple[int, str]:
        """Status and text of a page; status 0 where nobody answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as response:
                return response.status, response.read().decode(errors="replace")
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code, refused.read().decode(errors="replace")
        except OSError:
            return 0, ""

    def is_well(self) -> bool:
        status, text = self.get("/healthz")
        return status == 200 and json.loads(text)["status"] == "ok"

    def pid_of(self, part: str) -> int | None:
        """The process of a part that the supervisor itself started."""
        found = [pid for pid in descendants(self.process.pid) if PARTS[part] in command_of(pid)]
        return min(found, default=None)


def environment(state: Path, port: int, **changes: str) -> dict[str, str]:
    """What a person's shell would hold, without what the test run has set for itself."""
    kept = {name: value for name, value in os.environ.items() if name not in FROM_OUTSIDE}
    return kept | {"IIMD_STATE": str(state), "PORT": str(port), "DEMO": "0"} | changes


def starting_hub(state: Path, **changes: str) -> Hub:
    """A hub that was started this moment and answers nobody yet; whoever starts it ends it."""
    port = free_port()
    state.mkdir(parents=True, exist_ok=True)
    output = state / "output"
    with output.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "iimd.launch"],
            cwd=HOUSE,
            env=environment(state, port, **changes),
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    return Hub(process, port, output)


@contextmanager
def started_hub(state: Path, **changes: str) -> Iterator[Hub]:
    """A hub that answers; stopped at the end if the test has not done so."""
    began = time.monotonic()
    hub = starting_hub(state, **changes)
    try:
        wait_until(lambda: hub.is_well() or hub.process.poll() is not None, seconds=ANSWERS_WITHIN_SECONDS, every=0.2)
        assert hub.is_well(), hub.output.read_text()
        hub.answered_after = time.monotonic() - began
        yield hub
    finally:
        if hub.process.poll() is None:
            hub.process.send_signal(signal.SIGTERM)
        hub.process.wait(60)


def refused_start(state: Path, port: int, **changes: str) -> str:
    """Start a hub that must not come up; what it says."""
    done = subprocess.run(
        [sys.executable, "-m", "iimd.launch"],
        cwd=HOUSE,
        env=environment(state, port, **changes),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1, done.stdout
    return done.stderr
