"""Processes of a worker end with it, even when it is killed while it still starts."""

from __future__ import annotations

import signal

import pytest

from iimd import celery


def test_processes_of_a_worker_ask_the_kernel_to_end_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(celery, "die_with_parent", asked.append)

    celery.worker_process_init.send(sender=None)

    assert asked == [signal.SIGKILL]
