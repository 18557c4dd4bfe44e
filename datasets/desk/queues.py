"""What waits for somebody: releases for a second person, jobs that run, files that were refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from datasets.desk.names import Names
from datasets.models import ImportRun, Job, Release

SHOWN: Final = 8
GOING_ON: Final = (Job.State.QUEUED, Job.State.RUNNING)


@dataclass(frozen=True)
class Queues:
    """The lists of the desk's first page, and the names of everybody in them."""

    waiting: list[Release]
    waiting_count: int
    going_on: list[Job]
    going_on_count: int
    imports: list[ImportRun]
    refused: list[ImportRun]
    names: Names


def queues() -> Queues:
    """What stands in each queue now, the oldest first where somebody waits, the newest first where it is news."""
    waiting = Release.objects.filter(status=Release.Status.CHECKED).order_by("checked_at")
    going_on = Job.objects.filter(state__in=GOING_ON).order_by("created_at")
    runs = ImportRun.objects.select_related("dataset", "release")
    shown = Queues(
        waiting=list(waiting[:SHOWN]),
        waiting_count=waiting.count(),
        going_on=list(going_on[:SHOWN]),
        going_on_count=going_on.count(),
        imports=list(runs.exclude(state=ImportRun.State.REFUSED)[:SHOWN]),
        refused=list(runs.filter(state=ImportRun.State.REFUSED)[:SHOWN]),
        names=Names([]),
    )
    return Queues(**{**vars(shown), "names": Names(_actors(shown))})


def _actors(shown: Queues) -> list[str]:
    return [
        *(each.imported_by for each in shown.waiting),
        *(each.created_by for each in shown.going_on),
        *(each.started_by for each in [*shown.imports, *shown.refused]),
    ]
