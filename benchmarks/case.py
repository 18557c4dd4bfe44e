"""What a benchmark is: a function that is timed, and what was promised about it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Case:
    """A function and how often it is timed; medians are compared, as they shrug off a busy moment.

    `within_seconds` and `at_most` (times the median of the case `versus`, measured in the same run) are promises.
    `around` prepares what every repetition needs; the time it takes is not counted. A function that knows better
    which part of its time counts returns the seconds.
    """

    name: str
    run: Callable[[], object]
    repeat: int = 5
    within_seconds: float | None = None
    versus: str | None = None
    at_most: float | None = None
    around: Callable[[], AbstractContextManager[object]] = nullcontext

    def median_seconds(self) -> float:
        """Time it."""
        with self.around():
            return median(_seconds(self.run) for _ in range(self.repeat))


def broken_promises(cases: list[Case], medians: dict[str, float]) -> Iterator[str]:
    """What was promised and is not so, a sentence each."""
    for case in cases:
        took = medians[case.name]
        if case.within_seconds is not None and took > case.within_seconds:
            yield f"{case.name} took {took:.3f} s; promised are {case.within_seconds:g} s"
        if case.versus and case.at_most is not None and took > case.at_most * medians[case.versus]:
            ratio = took / medians[case.versus]
            yield f"{case.name} took {ratio:.2f} times as long as {case.versus}; promised are {case.at_most:g}"


@contextmanager
def told(name: str) -> Iterator[None]:
    """Say on the terminal what is being timed, as some cases take a while."""
    print(f"{name} …", end="\r", flush=True)
    yield


def _seconds(run: Callable[[], object]) -> float:
    began = time.perf_counter()
    own = run()
    return own if isinstance(own, float) else time.perf_counter() - began
