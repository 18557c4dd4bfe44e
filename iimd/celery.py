"""The Celery application: workers and beat start from here (`celery -A iimd.celery worker`)."""

import os
import signal
from typing import Any

from celery import Celery
from celery.signals import worker_init, worker_process_init

from iimd.launch.parts import die_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "iimd.settings")

app = Celery("iimd")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
def tie_processes_to_the_worker(**_: Any) -> None:
    """A worker that is killed takes its processes along, and with them their locks and open transactions."""
    worker = os.getpid()

    @worker_process_init.connect(weak=False)
    def end_with_the_worker(**_: Any) -> None:
        if os.getpid() != worker:  # the pool `solo` has no processes: there the worker itself is told
            die_with_parent(signal.SIGKILL, worker)
