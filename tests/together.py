"""Two people who press at the same moment, without a test that waits for ever for one of them."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread
from typing import TypeVar

from django.db import connections

Answer = TypeVar("Answer")
SECONDS = 60


def together(*acts: Callable[[], Answer]) -> list[Answer | Exception]:
    """What each act gave or raised, all begun at once in threads of their own; fails where one does not end."""
    start = Barrier(len(acts))
    answers: dict[int, Answer | Exception] = {}

    def run(place: int, act: Callable[[], Answer]) -> None:
        try:
            start.wait(SECONDS)
            answers[place] = act()
        except Exception as error:
            answers[place] = error
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=each, daemon=True) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SECONDS)
    late = [place for place in range(len(acts)) if place not in answers]
    assert not late, f"the acts {late} did not end within {SECONDS} s"
    return [answers[place] for place in range(len(acts))]
