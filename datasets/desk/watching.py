"""A job as somebody who waits for it sees it: where it is, what comes next, what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as say

from datasets import definition as definitions
from datasets import progress, sentences
from datasets.desk import names
from datasets.desk.words import IMPORT_STEPS, REBUILD_STEPS, outcome
from datasets.models import ImportRun, Job

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

FINISHED: Final = frozenset({Job.State.SUCCEEDED, Job.State.FAILED, Job.State.CANCELLED})
PILLS: Final = {"queued": "busy", "running": "busy", "succeeded": "good", "failed": "bad", "cancelled": ""}
# Workers take a job within a second; a reader who waits longer should know that something may be wrong.
_LONG_WAIT: Final = timedelta(seconds=20)
_STEPS: Final[Mapping[str, Mapping[str, _StrPromise]]] = {
    Job.Kind.IMPORT: IMPORT_STEPS,
    Job.Kind.REBUILD: REBUILD_STEPS,
}


@dataclass(frozen=True)
class Stage:
    """One step of a job: "done", "now", "later", or "stopped" where the job broke off."""

    name: str
    standing: str


@dataclass(frozen=True)
class Watched:
    """A job and how far it is, as it was told last."""

    job: Job
    step: str
    done: int
    total: int
    now: datetime

    @property
    def finished(self) -> bool:
        """Whether it has come to an end, good or bad."""
        return self.job.state in FINISHED

    @property
    def pill(self) -> str:
        """The kind of mark its state gets."""
        return PILLS[self.job.state]

    @property
    def waits_long(self) -> bool:
        """Whether no worker took it in the time in which workers do."""
        return self.job.state == Job.State.QUEUED and self.now - self.job.created_at > _LONG_WAIT

    @property
    def stages(self) -> list[Stage]:
        """The steps of an import or a computation, in order; none for a job that takes many datasets in turn."""
        known = _STEPS.get(self.job.kind, {})
        names_ = list(known)
        here = names_.index(self.step) if self.step in known else -1
        if self.job.state == Job.State.SUCCEEDED:
            here = len(names_) if self.done_anything else -1
        at = "stopped" if self.finished else "now"
        return [
            Stage(str(known[name]), "done" if place < here else at if place == here else "later")
            for place, name in enumerate(names_)
        ]

    @property
    def done_anything(self) -> bool:
        """Whether a job that ended well came to its steps; a file imported before needs none of them."""
        return bool(self.step)

    @property
    def step_name(self) -> str:
        """What it does now, in words; a computation of many names the dataset it is at."""
        if self.step in (known := _STEPS.get(self.job.kind, {})):
            return str(known[self.step])
        if self.step in definitions.all_definitions():
            return say("Compute: %(dataset)s") % {"dataset": names.dataset_title(self.step)}
        return say("Get ready") if self.step else ""

    @property
    def failure(self) -> tuple[str, str] | None:
        """What went wrong and what to do about it."""
        if not self.job.failure_code:
            return None
        params = self.job.failure_params
        return sentences.problem(self.job.failure_code, params), sentences.mend(self.job.failure_code, params)

    @property
    def next(self) -> str:
        """What will happen when it is done."""
        if self.finished:
            return ""
        if self.job.kind != Job.Kind.IMPORT:
            return say(
                "What was computed is published by rule when it passes its checks; earlier releases stay on record."
            )
        if definitions.load(str(self.job.dataset_id)).publish == "rule":
            return say(
                "If every check passes without a warning, the release is published by rule; else it waits for a person."
            )
        return say(
            "If every check passes, the release waits for another person to look at the difference and publish it. "
            "Readers see no change before that."
        )

    @property
    def outcomes(self) -> list[tuple[str, str, str, str]]:
        """What became of each dataset of a computation, in its order: id, title, kind of pill, sentence."""
        order = {name: place for place, name in enumerate(definitions.dependencies().order())}
        found = sorted(self.job.result.items(), key=lambda item: order.get(item[0], len(order)))
        return [(name, names.dataset_title(name), *outcome(text)) for name, text in found]


def watch(job: Job, *, now: datetime) -> Watched:
    """How far a job is now: from the cache while it runs, from its row once it is over."""
    told = progress.of(str(job.pk)) if job.state == Job.State.RUNNING else {}
    last = told or {"step": job.step, "done": job.done, "total": job.total}
    return Watched(job, last["step"], last["done"], last["total"], now)


def title(job: Job) -> str:
    """What a job does, in a few words."""
    if job.kind == Job.Kind.RECOMPUTE:
        return say("Computation of all that is out of date")
    called = names.dataset_title(job.dataset_id or "")
    if job.kind == Job.Kind.IMPORT:
        return say("Import into %(dataset)s") % {"dataset": called}
    return say("Computation of %(dataset)s") % {"dataset": called}


RUN_PILLS: Final = {
    ImportRun.State.RUNNING: "busy",
    ImportRun.State.SUCCEEDED: "good",
    ImportRun.State.UNCHANGED: "",
    ImportRun.State.REFUSED: "bad",
    ImportRun.State.CANCELLED: "",
    ImportRun.State.FAILED: "bad",
}
RELEASE_PILLS: Final = {
    "draft": "",
    "checked": "busy",
    "published": "good",
    "superseded": "",
    "withdrawn": "bad",
    "discarded": "",
}
