"""How far a piece of work is, for those who watch it, and whether somebody wants it stopped.

Progress changes many times a second inside one long transaction, which nobody outside can look into. So it lives in
the cache, apart from the database: losing it costs a reader a moment's news and nothing else.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.core.cache import cache

# A reader polls about once a second; writing more often would slow the work down for nothing.
_EVERY_SECONDS = 0.3
_KEPT_SECONDS = 24 * 3600


class Cancelled(Exception):
    """Somebody asked for the work to stop."""


class Progress(Protocol):
    """What a long piece of work tells: the step (a code), how much of it is done, of how much."""

    def __call__(self, step: str, done: int = 0, total: int = 0) -> None:
        """Raises Cancelled where the work should stop."""
        ...


def unwatched(step: str, done: int = 0, total: int = 0) -> None:
    """Progress of work that nobody watches."""


@dataclass
class JobProgress:
    """Tells the cache how far a job is, now and then, and stops the job once somebody asked for it."""

    job: str
    last: dict[str, Any] = field(default_factory=dict)
    _told_at: float = 0.0

    def __call__(self, step: str, done: int = 0, total: int = 0) -> None:
        """See Progress."""
        changed = step != self.last.get("step")
        self.last = {"step": step, "done": done, "total": total}
        now = time.monotonic()
        if not changed and now - self._told_at < _EVERY_SECONDS:
            return
        self._told_at = now
        cache.set(_key(self.job), self.last, _KEPT_SECONDS)
        if cache.get(_stop_key(self.job)):
            raise Cancelled


def of(job: str) -> dict[str, Any]:
    """What a job told last; empty where it told nothing."""
    return cache.get(_key(job)) or {}


def ask_to_stop(job: str) -> None:
    """Let a job stop at its next word."""
    cache.set(_stop_key(job), True, _KEPT_SECONDS)


def _key(job: str) -> str:
    return f"datasets:job:{job}:progress"


def _stop_key(job: str) -> str:
    return f"datasets:job:{job}:stop"
