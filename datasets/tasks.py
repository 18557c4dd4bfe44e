"""What workers do: an identifier in, one call. Safe to run twice.

Whoever publishes calls `recompute_downstream` after it: actions know no tasks.
"""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from datasets.actions import bulk, files, jobs
from datasets.models import Job, Release


@shared_task(name="datasets.run_job")
def run_job(job_id: str) -> None:
    """Do a job, then what its publications make necessary."""
    jobs.run(job_id)
    job = Job.objects.filter(pk=job_id).first()
    if job and job.kind != Job.Kind.RECOMPUTE and job.release and job.release.status == "published":
        recompute_downstream(asked_by=job.created_by)
    elif job and job.kind != Job.Kind.IMPORT:
        write_missing_files.delay()


@shared_task(name="datasets.write_missing_files")
def write_missing_files() -> None:
    """Have the bulk files of every release written that lacks them, each on its own."""
    for release in bulk.releases_without_files():
        write_bulk_files.delay(release.pk)


@shared_task(name="datasets.write_bulk_files")
def write_bulk_files(release_id: int) -> None:
    """Write one release in all formats; what was written meanwhile is left alone."""
    release = Release.objects.once_published().filter(pk=release_id).first()
    if release and bulk.lacks_files(release):
        bulk.write_bulk_files(release=release, at=timezone.now())


@shared_task(name="datasets.reap_jobs")
def reap_jobs() -> None:
    """End what lost its worker, and deliver again what waits and may have been lost with the broker."""
    now = timezone.now()
    jobs.reap(at=now)
    for job in jobs.overdue(at=now):
        run_job.delay(str(job.pk))


@shared_task(name="datasets.reap_files")
def reap_files() -> None:
    """Delete the copies of files that became no release and that nobody tries again."""
    files.reap_contents(at=timezone.now())


def enqueue(job: Job) -> Job:
    """Hand a job to the workers once the transaction that made it is committed."""
    run_job.delay_on_commit(str(job.pk))  # type: ignore[attr-defined] # celery's Django task, which stubs do not know
    return job


def recompute_downstream(*, asked_by: str) -> Job | None:
    """Have everything that rests on what was just published computed, once, in order; None if that waits already.

    The files of whole releases are written beside.
    """
    write_missing_files.delay_on_commit()  # type: ignore[attr-defined] # celery's Django task, as below
    job = jobs.request_recompute(asked_by=asked_by)
    return enqueue(job) if job else None
