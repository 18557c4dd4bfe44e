"""Private storage holds what releases rest on and what somebody may still try again, and nothing else for long."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.utils import timezone

from datasets import actions, tasks
from datasets.actions import files, jobs
from datasets.models import Dataset, Job, Release, SourceFile
from iimd.celery import app
from tests.datasets.test_jobs import SOUND
from tests.factories.datasets import IMPORTER, csv_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("datasets")]

IN_A_WEEK = timedelta(days=7, minutes=1)


def asked(folder: Path, text: str = SOUND, dataset: str = "TEST_RATE") -> Job:
    file = files.register_file(path=csv_file(folder, text), name="rates.csv")
    return jobs.request_import(dataset=Dataset.objects.get(pk=dataset), source_file=file, asked_by="system:test")


@pytest.fixture
def kept(private_storage: Path) -> Callable[[], int]:
    """How many files lie in private storage."""
    return lambda: len([path for path in private_storage.rglob("*") if path.is_file()])


@pytest.fixture
def reap(django_capture_on_commit_callbacks) -> Callable[[datetime], int]:
    def reap_at(at: datetime) -> int:
        with django_capture_on_commit_callbacks(execute=True):
            return files.reap_contents(at=at)

    return reap_at


def ended(job: Job, state: str) -> None:
    fault = {"failure_code": "worker_lost"} if state == "failed" else {}
    Job.objects.filter(pk=job.pk).update(state=state, finished_at=timezone.now(), **fault)


@pytest.mark.parametrize("state", ["cancelled", "failed"])
def test_what_a_job_left_is_deleted_after_a_week_and_its_row_stays(tmp_path: Path, kept, reap, state: str):
    ended(asked(tmp_path), state)

    assert (reap(timezone.now() + timedelta(days=6)), kept()) == (0, 1)
    assert (reap(timezone.now() + IN_A_WEEK), kept()) == (1, 0)
    assert not SourceFile.objects.get().stored
    assert reap(timezone.now() + IN_A_WEEK) == 0


def test_the_file_of_a_release_is_kept_until_the_release_is_discarded(tmp_path: Path, kept, reap):
    text = SOUND.replace("AREA,", "AREA,SEX,").replace("DEU,", "DEU,F,").replace("MEX,", "MEX,F,")
    job = asked(tmp_path, text, dataset="TEST_FLOW")
    jobs.run(str(job.pk))
    later = timezone.now() + timedelta(days=3650)
    assert (reap(later), kept()) == (0, 1)

    actions.discard(release=Release.objects.get(), actor=IMPORTER, at=timezone.now(), reason="the wrong year")

    assert (reap(later), kept()) == (1, 0)


@pytest.mark.parametrize("state", ["queued", "running"])
def test_what_a_job_needs_still_is_kept_however_long_it_waits(tmp_path: Path, kept, reap, state: str):
    job = asked(tmp_path)
    Job.objects.filter(pk=job.pk).update(state=state, started_at=timezone.now() if state == "running" else None)

    assert (reap(timezone.now() + timedelta(days=30)), kept()) == (0, 1)


def test_a_file_handed_in_again_has_its_week_again(tmp_path: Path, kept, reap):
    ended(asked(tmp_path), "cancelled")
    SourceFile.objects.update(registered_at=timezone.now() - timedelta(days=30))
    ended(asked(tmp_path), "cancelled")

    assert (reap(timezone.now()), kept()) == (0, 1)


def test_a_copy_that_no_row_knows_is_deleted_too(tmp_path: Path, private_storage: Path, kept, reap):
    stray = private_storage / "sources" / "undone"
    stray.parent.mkdir(parents=True)
    stray.write_text("left by a transaction that was undone")
    assert (reap(timezone.now()), kept()) == (0, 1)

    os.utime(stray, (0, 0))

    assert (reap(timezone.now()), kept()) == (1, 0)


def test_beat_looks_for_them():
    names = {entry["task"] for entry in django_settings.CELERY_BEAT_SCHEDULE.values()}
    app.loader.import_default_modules()  # as a worker does when it starts

    assert tasks.reap_files.name in names
    assert names <= set(app.tasks)


def test_a_file_that_one_dataset_refuses_is_kept_for_the_job_of_another(
    tmp_path: Path, kept, django_capture_on_commit_callbacks
):
    refusing, waiting = asked(tmp_path, dataset="TEST_FLOW"), asked(tmp_path)

    with django_capture_on_commit_callbacks(execute=True):
        jobs.run(str(refusing.pk))
        jobs.run(str(waiting.pk))

    refusing.refresh_from_db()
    waiting.refresh_from_db()
    assert (refusing.failure_code, waiting.state, kept()) == ("file_refused", "succeeded", 1)


def test_the_last_job_that_refuses_a_file_forgets_it(tmp_path: Path, kept, django_capture_on_commit_callbacks):
    broken = SOUND.replace("7", "seven")
    pair = [asked(tmp_path, broken, "TEST_FLOW"), asked(tmp_path, broken)]

    with django_capture_on_commit_callbacks(execute=True):
        for job in pair:
            jobs.run(str(job.pk))

    assert {job.failure_code for job in Job.objects.all()} == {"file_refused"}
    assert kept() == 0
