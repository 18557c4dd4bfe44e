"""SDMX messages of 100,000 observations beside psql's own COPY of the same rows, and structure messages from the cache.

Each round times all of them one after the other, so that they share what the machine is doing; a case is the median of
its rounds. The messages come through the whole hub (Django's test client, every middleware), psql's rows by
`\\copy … to stdout`.
"""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Callable
from functools import cache
from itertools import count
from pathlib import Path

from benchmarks.api_page import hub
from benchmarks.case import Case
from iimd.launch.programs import postgres_programs

ROUNDS = 7
MEGABYTES = 64
STATUS = Path("/proc/self/status")
FLOW = "/sdmx/2.1/data/REM_FLOW_BILATERAL"
STRUCTURE = "/sdmx/2.1/dataflow/IIMD/REM_FLOW_BILATERAL/latest?references=all"
COPY = "sdmx: psql COPY of 100,000 rows"
VENDOR = "application/vnd.sdmx."
FORMATS = {
    "structure-specific XML": f"{VENDOR}structurespecificdata+xml;version=2.1",
    "generic XML": f"{VENDOR}genericdata+xml;version=2.1",
    "SDMX-CSV 1.0": f"{VENDOR}data+csv;version=1.0.0",
    "SDMX-CSV 2.0": f"{VENDOR}data+csv;version=2.0.0",
    "SDMX-JSON 1.0": f"{VENDOR}data+json;version=1.0.0",
}


def _psql() -> None:
    _client, release = hub()
    program = shutil.which("psql") or str(postgres_programs() / "psql")
    query = f"SELECT * FROM observations.{release.table_name} ORDER BY ref_area, counterpart_area, time_period"
    copy = f"\\copy ({query}) to stdout with (format csv, header true)"
    subprocess.run([program, _database(), "-q", "-c", copy], check=True, stdout=subprocess.DEVNULL)


def _database() -> str:
    """Where the throw-away hub keeps its data, as psql wants it."""
    from django.db import connection

    settings = connection.get_connection_params()
    names = ("host", "port", "user", "password", "dbname")
    return " ".join(f"{name}='{settings[name]}'" for name in names if name in settings)


def _pull(accept: str) -> None:
    client, _release = hub()
    answer = client.get(FLOW, headers={"Accept": accept})
    body = answer.streaming_content if answer.streaming else [answer.content]
    size = sum(len(block) for block in body)
    if answer.status_code != 200 or size < 1_000_000:
        raise RuntimeError(f"{answer.status_code}, {size} bytes")


@cache
def _round(number: int) -> dict[str, float]:
    hub()
    seconds = {COPY: _seconds(_psql)}
    for name, accept in FORMATS.items():
        seconds[name] = _seconds(lambda accept=accept: _pull(accept))
    return seconds


def _seconds(run: Callable[[], object]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def _timed(name: str) -> Callable[[], float]:
    rounds = count()
    return lambda: _round(next(rounds))[name]


def _structure(*, cached: bool) -> float:
    client, _release = hub()
    from django.core.cache import cache as kept

    client.get(STRUCTURE)
    if not cached:
        kept.clear()
    return _seconds(lambda: client.get(STRUCTURE))


def _within_memory() -> None:
    """Send the structure-specific message; an error if the process grows by more than was promised."""
    _pull(FORMATS["structure-specific XML"])  # what is loaded once is no growth
    STATUS.with_name("clear_refs").write_text("5")  # the peak counts from here
    before = _resident("VmRSS")
    _pull(FORMATS["structure-specific XML"])
    grown = (_resident("VmHWM") - before) / 1024
    if grown > MEGABYTES:
        raise RuntimeError(f"the process grew by {grown:.0f} MB; promised are {MEGABYTES}")


def _resident(name: str) -> int:
    """A line of what Linux says of this process, in kB."""
    return next(int(line.split()[1]) for line in STATUS.read_text().splitlines() if line.startswith(name))


CASES = [
    Case(COPY, _timed(COPY), repeat=ROUNDS),
    *(
        Case(f"sdmx: {name}", _timed(name), repeat=ROUNDS, versus=COPY, at_most=most)
        for name, most in zip(FORMATS, (2.5, None, 1.15, 1.15, None), strict=True)
    ),
    Case("sdmx: structure message, cached", lambda: _structure(cached=True), repeat=ROUNDS, within_seconds=0.005),
    Case("sdmx: structure message, made anew", lambda: _structure(cached=False), repeat=ROUNDS, within_seconds=0.3),
    Case("sdmx: structure-specific XML within 64 MB", _within_memory, repeat=3),
]
