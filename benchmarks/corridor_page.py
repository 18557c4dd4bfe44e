"""The corridor page with the figures of the demonstration: what 95 of 100 readers wait for the server at most.

A whole hub under granian, asked over one kept-alive connection for the corridors with the largest flows and for others
taken evenly from all that are known, in three languages in turn. The promise is for a warm cache: pages that
somebody has asked for before. The first visit of a corridor, when its blocks are not kept yet, is shown beside it.
Of several visits to a page the quickest counts: what else runs on the machine only adds to the others.
"""

from __future__ import annotations

import atexit
import json
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from functools import cache
from http.client import HTTPConnection
from itertools import chain, cycle
from pathlib import Path
from statistics import quantiles

from benchmarks.case import Case
from iimd.launch.ports import LOOPBACK
from iimd.launch.reach import folders_standing_in_for
from tests.launch.hub import started_hub

PAGES = 150
LANGUAGES = ("en", "es", "fr")
WARM = "/{language}/corridors/MEX-USA/"


@cache
def connection() -> HTTPConnection:
    """To a hub that was started for this, whose translations, names and map shapes are in memory."""
    state = Path(tempfile.mkdtemp(prefix="iimd-bench-corridor-"))
    running = ExitStack()
    atexit.register(running.close)
    running.callback(_forget, state)
    hub = running.enter_context(started_hub(state, DEMO="1"))
    asked = HTTPConnection(LOOPBACK, hub.port, timeout=60)
    for language in LANGUAGES:
        seconds(asked, WARM.format(language=language))
    return asked


def seconds(asked: HTTPConnection, path: str) -> float:
    """From the question to the last byte of a whole page."""
    began = time.perf_counter()
    asked.request("GET", path)
    answer = asked.getresponse()
    answer.read()
    took = time.perf_counter() - began
    if answer.status != 200:
        raise RuntimeError(f"{path} answered {answer.status}")
    return took


@cache
def paths() -> tuple[str, ...]:
    """Pages of different corridors: half with the largest flows, half from all over the list."""
    codes = list(_corridors())
    largest, others = codes[: PAGES // 2], codes[PAGES // 2 :: max(1, len(codes) * 2 // PAGES)]
    told = zip(chain(largest, others), cycle(LANGUAGES), strict=False)
    return tuple(f"/{language}/corridors/{code}/" for code, language in told)


def _corridors() -> Iterator[str]:
    path: str | None = "/api/v1/corridors/?limit=1000"
    while path:
        connection().request("GET", path)
        listed = json.load(connection().getresponse())
        yield from (each["corridor"] for each in listed["results"])
        path = listed["next"]


def first_visits() -> float:
    """Seconds at the 95th percentile, each corridor for the first time."""
    return _p95(visits=1)


def later_visits() -> float:
    """Seconds at the 95th percentile, with every page asked for before."""
    return _p95(visits=3)


def _p95(visits: int) -> float:
    quickest = [min(seconds(connection(), path) for _ in range(visits)) for path in paths()]
    return quantiles(quickest, n=20)[-1]


def _forget(state: Path) -> None:
    for folder in folders_standing_in_for(state.resolve() / "demo"):
        shutil.rmtree(folder)
    shutil.rmtree(state, ignore_errors=True)


CASES = [
    Case("corridor_page: p95 of first visits", first_visits, repeat=1),
    Case("corridor_page: p95 with warm cache", later_visits, repeat=3, within_seconds=0.060),
]
