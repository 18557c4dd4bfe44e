"""Processes of a worker end with it, even when it is killed while it still starts."""

from __future__ import annotations

import os
import signal

import pytest
from celery.utils.dispatch import Signal

from iimd import celery


@pytest.mark.parametrize(
    ("process", "asks"), [(4711, True), (os.getpid(), False)], ids=["of a pool", "the worker itself"]
)
def test_processes_of_a_worker_ask_the_kernel_to_end_with_it(
    monkeypatch: pytest.MonkeyPatch, process: int, asks: bool
) -> None:
    asked: list[tuple[int, int]] = []
    process_starts = Signal(name="worker_process_init")
    worker = os.getpid()
    monkeypatch.setattr(celery, "worker_process_init", process_starts)
    monkeypatch.setattr(celery, "die_with_parent", lambda number, parent: asked.append((number, parent)))

    celery.worker_init.send(sender=None)
    monkeypatch.setattr(os, "getpid", lambda: process)
    process_starts.send(sender=None)

    assert asked == ([(signal.SIGKILL, worker)] if asks else [])
