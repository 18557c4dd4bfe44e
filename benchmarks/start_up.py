"""How long `make run` takes on an installed tree, from the start of the launcher to the first answer."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.case import Case
from iimd.launch.reach import folders_standing_in_for
from tests.launch.hub import started_hub

_state = Path(tempfile.gettempdir()) / "iimd-bench-start-up"


def first_start() -> float:
    """A new database, every table and every figure of the demonstration, static files gathered."""
    _forget()
    return later_start()


def later_start() -> float:
    """Nothing new to load."""
    with started_hub(_state, DEMO="1") as hub:
        return hub.answered_after


@contextmanager
def _set_up_once() -> Iterator[None]:
    later_start()
    yield
    _forget()


def _forget() -> None:
    for folder in folders_standing_in_for(_state.resolve()):
        shutil.rmtree(folder)
    shutil.rmtree(_state, ignore_errors=True)


CASES = [
    Case("start_up: first start", first_start, repeat=3),
    Case("start_up: later start", later_start, repeat=3, within_seconds=12, around=_set_up_once),
]
