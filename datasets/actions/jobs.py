"""Jobs: asking for work, doing it once however often it is delivered, stopping it, trying again, finding the lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from audit.actions import record
from datasets import liveness, progress
from datasets.actions.derived import InputMissing, failed, rebuild, recompute
from datasets.actions.imports import import_file, run_name
from datasets.actions.releases import publish_by_rule
from datasets.importing import Refused, importers_of
from datasets.models import Dataset, ImportRun, Job, SourceFile
from datasets.people import acting
from datasets.progress import Cancelled, JobProgress
from workflow.engine import TransitionRefused

# A job that kills its worker twice would kill the next one too.
MOST_ATTEMPTS: Final = 2
OVERDUE_AFTER: Final = timedelta(minutes=10)
FINISHED: Final = frozenset({Job.State.SUCCEEDED, Job.State.FAILED, Job.State.CANCELLED})


class JobFailed(Exception):
    """A job came to an end that its asker must know of: a code, and what its sentence needs."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code, self.params = code, params


def request_import(
    *,
    dataset: Dataset,
    source_file: SourceFile,
    asked_by: str,
    force: bool = False,
    vintage: str = "",
    year: int | None = None,
) -> Job:
    """Ask for a file to be imported; `vintage` names its edition, `year` its year, where the file does not."""
    parameters = {"source_file": source_file.pk, "force": force, "vintage": vintage, "year": year}
    return Job.objects.create(kind=Job.Kind.IMPORT, dataset=dataset, parameters=parameters, created_by=asked_by)


def request_rebuild(*, dataset: Dataset, asked_by: str) -> Job:
    """Ask for a derived dataset to be computed, whether or not its inputs changed."""
    return Job.objects.create(kind=Job.Kind.REBUILD, dataset=dataset, created_by=asked_by)


def request_recompute(*, asked_by: str) -> Job | None:
    """Ask for all that is out of date to be computed; None where such a job waits already and will serve."""
    job = Job(kind=Job.Kind.RECOMPUTE, created_by=asked_by)
    made = Job.objects.bulk_create([job], ignore_conflicts=True)
    return Job.objects.filter(pk=made[0].pk).first()


def cancel(*, job: Job, actor: str, at: datetime) -> Job:
    """Ask a job to stop. One that waits ends at once; one that runs stops at its next step and leaves nothing."""
    with transaction.atomic():
        job = Job.objects.select_for_update().get(pk=job.pk)
        if job.state in FINISHED:
            return job
        job.cancel_requested_at = at
        if job.state == Job.State.QUEUED:
            job.state, job.finished_at = Job.State.CANCELLED, at
        job.save()
        what = {"kind": job.kind, "dataset": job.dataset_id, "state": job.state}
        record(action="job.cancel", actor=actor, subject=job.subject, data=what, occurred_at=at)
    progress.ask_to_stop(str(job.pk))
    return job


@transaction.atomic
def retry(*, job: Job, asked_by: str) -> Job:
    """A new job that does the same as one that failed or was cancelled; the one there is, if it was retried before."""
    job = Job.objects.select_for_update().get(pk=job.pk)
    if job.state not in {Job.State.FAILED, Job.State.CANCELLED}:
        raise ValueError(f"a job that {job.state} is not tried again")
    again, _ = Job.objects.get_or_create(
        retry_of=job,
        defaults={"kind": job.kind, "dataset": job.dataset, "parameters": job.parameters, "created_by": asked_by},
    )
    return again


def run(job_id: str) -> None:
    """Do a job. Delivered twice it is done once; found half done, because its worker was lost, it is done anew."""
    with liveness.at_work(_name(job_id)) as alone:
        job = _claim(job_id) if alone else None
        if job is None:
            return
        told = JobProgress(str(job.pk))
        try:
            _DO[Job.Kind(job.kind)](job, told)
        except Cancelled:
            _end(job, Job.State.CANCELLED, told)
        except TransitionRefused as refused:
            _end(job, Job.State.FAILED, told, JobFailed(refused.refusals[0].code, **refused.refusals[0].params))
        except JobFailed as fault:
            _end(job, Job.State.FAILED, told, fault)
        except Exception:
            # Not foreseen: the asker is told plainly that it is our fault, and the error goes on to the log.
            _end(job, Job.State.FAILED, told, JobFailed("unexpected"))
            raise
        else:
            _end(job, Job.State.SUCCEEDED, told)


def reap(*, at: datetime) -> list[Job]:
    """End the jobs and runs whose worker was lost; nothing of theirs was stored, so they can simply be tried again."""
    lost = [job for job in Job.objects.filter(state=Job.State.RUNNING) if not liveness.is_at_work(_name(job.pk))]
    for job in lost:
        _end(job, Job.State.FAILED, JobProgress(str(job.pk), progress.of(str(job.pk))), JobFailed("worker_lost"))
    _end_lost_runs(at)
    return lost


def overdue(*, at: datetime) -> list[Job]:
    """Jobs that wait longer than workers that live would let them; to deliver one twice does no harm."""
    return list(Job.objects.filter(state=Job.State.QUEUED, created_at__lt=at - OVERDUE_AFTER))


def _end_lost_runs(at: datetime) -> None:
    for lost in ImportRun.objects.filter(state=ImportRun.State.RUNNING):
        if not liveness.is_at_work(run_name(lost)):
            ImportRun.objects.filter(pk=lost.pk, state=ImportRun.State.RUNNING).update(
                state=ImportRun.State.FAILED, finished_at=max(at, lost.started_at)
            )


def _name(job_id: object) -> str:
    return f"datasets.job:{job_id}"


@transaction.atomic
def _claim(job_id: str) -> Job | None:
    """The job, marked as running; None where it is done or may not be tried once more."""
    job = Job.objects.select_for_update().filter(pk=job_id).first()
    if job is None or job.state in FINISHED:
        return None
    if job.attempts >= MOST_ATTEMPTS:
        _end(job, Job.State.FAILED, JobProgress(job_id), JobFailed("worker_lost"))
        return None
    job.state, job.started_at, job.attempts = Job.State.RUNNING, timezone.now(), job.attempts + 1
    job.save()
    _end_lost_runs(timezone.now())
    return job


def _end(job: Job, state: Job.State, told: JobProgress, fault: JobFailed | None = None) -> None:
    job.state, job.finished_at = state, max(timezone.now(), job.started_at or job.created_at)
    job.step, job.done, job.total = (told.last.get(name, getattr(job, name)) for name in ("step", "done", "total"))
    if fault:
        job.failure_code, job.failure_params = fault.code, fault.params
    job.save()


def _do_import(job: Job, told: JobProgress) -> None:
    source_file = SourceFile.objects.get(pk=job.parameters["source_file"])
    if not source_file.stored:
        raise JobFailed("file_gone", file=source_file.name)
    dataset = _dataset(job)
    run_ = import_file(
        dataset=dataset,
        source_file=source_file,
        actor=acting(job.created_by),
        at=timezone.now(),
        force=job.parameters.get("force", False),
        vintage=job.parameters.get("vintage", ""),
        importers=importers_of(dataset.definition, year=job.parameters.get("year")),
        progress=told,
    )
    job.import_run, job.release = run_, run_.release
    if run_.state == ImportRun.State.REFUSED:
        raise JobFailed("file_refused", file=run_.file_name, errors=run_.error_count)
    if run_.state == ImportRun.State.SUCCEEDED and run_.release:
        publish_by_rule(release=run_.release, at=timezone.now())


def _do_rebuild(job: Job, told: JobProgress) -> None:
    dataset = _dataset(job)
    try:
        job.release = rebuild(dataset_id=dataset.pk, at=timezone.now(), progress=told)
    except InputMissing as missing:
        raise JobFailed("input_missing", dataset=dataset.pk, input=missing.dataset) from missing
    except Refused as refused:
        raise JobFailed("result_refused", dataset=dataset.pk, problem=refused.problems[0].code) from refused
    job.result = {dataset.pk: f"published {job.release.number}" if job.release else "unchanged"}


def _do_recompute(job: Job, told: JobProgress) -> None:
    # One computation at a time: a second one waits, and then finds only what the first had not seen.
    with liveness.at_work("datasets.recompute", wait=True):
        job.result = recompute(at=timezone.now(), progress=told)
    if names := failed(job.result):
        raise JobFailed("results_refused", datasets=", ".join(names))


def _dataset(job: Job) -> Dataset:
    if job.dataset is None:
        raise ValueError(f"job {job.pk} names no dataset")
    return job.dataset


_DO: Final[dict[Job.Kind, Callable[[Job, JobProgress], None]]] = {
    Job.Kind.IMPORT: _do_import,
    Job.Kind.REBUILD: _do_rebuild,
    Job.Kind.RECOMPUTE: _do_recompute,
}
