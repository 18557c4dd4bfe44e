"""What visitors of the permit pages and of the finder wait for the server, with the carried permits and with 5,000.

A whole hub under granian, asked over one kept-alive connection. The finder is asked as the API is, by POST, with
cases of many people: each request another case, as nothing of an answer is kept. Of 5,000 permits the carried ones are
copied (see synthetic_permits). Promised: finder p95 under 60 ms and, with 5,000, under 400 ms; profile of a country and
page of a permit under 80 ms. Pages were asked for before, as those of people mostly were.
"""

from __future__ import annotations

import atexit
import json
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from functools import cache
from http.client import HTTPConnection
from itertools import cycle, islice
from pathlib import Path
from statistics import median, quantiles

from benchmarks.case import Case
from benchmarks.evaluation import people
from iimd.launch.ports import LOOPBACK
from iimd.launch.reach import folders_standing_in_for
from iimd.launch.state import HOUSE
from regulations.rules.answer import plain
from tests.launch.hub import environment, started_hub

MANY = 5_000
REQUESTS, VISITS = 120, 25
FINDER = "/api/v1/pathways/"
PERMITS = ("/en/permits/DE-EUBC/", "/es/permits/ES-CA-INI/", "/fr/permits/SE-WP/")
PROFILES = ("/en/countries/ESP/permits/", "/es/countries/DEU/permits/", "/fr/countries/GBR/permits/")


@cache
def connection(permits: int) -> HTTPConnection:
    """To a hub of its own; 0: with the carried permits alone."""
    state = Path(tempfile.mkdtemp(prefix="iimd-bench-permits-"))
    running = ExitStack()
    atexit.register(running.close)
    running.callback(_forget, state)
    hub = running.enter_context(started_hub(state, DEMO="1", API_RATES="anonymous=1000000/minute"))
    if permits:
        script = f"from benchmarks.synthetic_permits import fill; fill({permits})"
        command = [sys.executable, "manage.py", "shell", "-c", script]
        subprocess.run(command, cwd=HOUSE, env=environment(state, hub.port, DEMO="1"), check=True)
    return HTTPConnection(LOOPBACK, hub.port, timeout=300)


def seconds(asked: HTTPConnection, path: str, body: bytes | None = None) -> float:
    """From the question to the last byte of the answer."""
    headers = {"Content-Type": "application/json"} if body else {}
    began = time.perf_counter()
    asked.request("POST" if body else "GET", path, body, headers)
    answer = asked.getresponse()
    answer.read()
    took = time.perf_counter() - began
    if answer.status != 200:
        raise RuntimeError(f"{path} answered {answer.status}")
    return took


@cache
def bodies() -> list[bytes]:
    """Cases of people who name no destination, so that every permit is judged."""
    cases = [{name: value for name, value in plain(case).items() if value is not None} for case in people()]
    return [json.dumps(case).encode() for case in islice(cycle(cases), REQUESTS)]


def finder(permits: int) -> float:
    """Seconds at the 95th percentile."""
    asked = connection(permits)
    for body in bodies()[:20]:
        seconds(asked, FINDER, body)
    return quantiles([seconds(asked, FINDER, body) for body in bodies()], n=20)[-1]


def pages(paths: tuple[str, ...], permits: int) -> float:
    """Seconds for the slowest of `paths`, the median of several visits to each."""
    asked = connection(permits)
    return max(median([seconds(asked, path) for _ in range(VISITS)][2:]) for path in paths)


def _forget(state: Path) -> None:
    for folder in folders_standing_in_for(state.resolve() / "demo"):
        shutil.rmtree(folder)
    shutil.rmtree(state, ignore_errors=True)


CASES = [
    Case("permits: p95 of the finder", lambda: finder(0), repeat=3, within_seconds=0.060),
    Case("permits: page of a permit", lambda: pages(PERMITS, 0), repeat=3, within_seconds=0.080),
    Case("permits: profile of a country", lambda: pages(PROFILES, 0), repeat=3, within_seconds=0.080),
    Case(f"permits: p95 of the finder, {MANY}", lambda: finder(MANY), repeat=3, within_seconds=0.400),
    Case(f"permits: page of a permit, {MANY}", lambda: pages(PERMITS, MANY), repeat=3, within_seconds=0.080),
]
