"""Jobs: done once, watched, stopped, tried again; and what becomes of them when their worker dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import IntegrityError, connection
from django.utils import timezone

from audit.models import Event
from audit.sentences import sentence
from datasets import liveness, progress, tasks
from datasets.actions import jobs
from datasets.actions.files import register_file
from datasets.models import Dataset, ImportRun, Job, Release
from tests.factories.datasets import csv_file

SOUND = "REF_AREA,TIME_PERIOD,OBS_VALUE\nDEU,2021,12.5\nMEX,2021,7\n"


def asked(folder: Path, text: str = SOUND, dataset: str = "TEST_RATE") -> Job:
    file = register_file(path=csv_file(folder, text), name="rates.csv")
    return jobs.request_import(dataset=Dataset.objects.get(pk=dataset), source_file=file, asked_by="system:test")


@pytest.mark.django_db
@pytest.mark.usefixtures("datasets")
class TestJobs:
    def test_an_import_that_a_rule_may_publish_is_published(self, tmp_path: Path):
        job = asked(tmp_path)

        jobs.run(str(job.pk))

        job.refresh_from_db()
        assert (job.state, job.attempts, str(job.release), job.release.status) == (
            "succeeded",
            1,
            "TEST_RATE@1",
            "published",
        )

    def test_delivered_twice_it_is_done_once(self, tmp_path: Path):
        job = asked(tmp_path)

        jobs.run(str(job.pk))
        jobs.run(str(job.pk))

        assert Release.objects.count() == 1
        assert Job.objects.get().attempts == 1

    def test_a_refused_file_fails_the_job_with_the_count_of_errors(self, tmp_path: Path):
        job = asked(tmp_path, SOUND.replace("7", "seven"))

        jobs.run(str(job.pk))

        job.refresh_from_db()
        assert (job.state, job.failure_code) == ("failed", "file_refused")
        assert job.failure_params == {"file": "rates.csv", "errors": 1}
        assert job.import_run.problems.get().code == "text_in_number"

    def test_a_waiting_job_is_cancelled_at_once_and_can_be_tried_again(self, tmp_path: Path):
        job = jobs.cancel(job=asked(tmp_path), actor="user:ana", at=timezone.now())

        jobs.run(str(job.pk))
        assert not Release.objects.exists()
        again = jobs.retry(job=job, asked_by="system:test")
        assert jobs.retry(job=job, asked_by="system:test") == again

        jobs.run(str(again.pk))
        again.refresh_from_db()
        assert (again.state, again.retry_of) == ("succeeded", job)

    def test_who_cancelled_a_job_is_on_record_once(self, tmp_path: Path):
        job = asked(tmp_path)

        for _ in range(2):
            jobs.cancel(job=job, actor="user:ana", at=timezone.now())

        event = Event.objects.get(subject=f"job:{job.pk}")
        assert (event.action, event.actor) == ("job.cancel", "user:ana")
        assert event.data == {"kind": "import", "dataset": "TEST_RATE", "state": "cancelled"}
        assert sentence(event, {"user:ana": "Ana", event.subject: "the job"}.__getitem__) == "Ana cancelled the job."

    def test_a_running_job_stops_at_its_next_step(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
        job = asked(tmp_path)
        created = Release.objects.create

        def asked_to_stop_meanwhile(**fields: object) -> Release:
            jobs.cancel(job=job, actor="user:ana", at=timezone.now())
            return created(**fields)

        monkeypatch.setattr(Release.objects, "create", asked_to_stop_meanwhile)

        jobs.run(str(job.pk))

        job.refresh_from_db()
        assert (job.state, job.step) == ("cancelled", "compare")
        assert not Release.objects.exists()
        assert ImportRun.objects.get().state == "cancelled"

    def test_progress_can_be_seen_from_outside(self):
        told = progress.JobProgress("some-job")

        told("store", 5, 10)

        assert progress.of("some-job") == {"step": "store", "done": 5, "total": 10}

    def test_a_fault_of_ours_is_admitted_and_reported(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
        job = asked(tmp_path)
        monkeypatch.setattr("datasets.store.create", lambda *_: 1 / 0)

        with pytest.raises(ZeroDivisionError):
            jobs.run(str(job.pk))

        job.refresh_from_db()
        assert (job.state, job.failure_code) == ("failed", "unexpected")

    def test_a_job_whose_worker_is_gone_is_ended_and_says_so(self, tmp_path: Path):
        job = asked(tmp_path)
        Job.objects.filter(pk=job.pk).update(state="running", started_at=timezone.now(), attempts=1)

        assert jobs.reap(at=timezone.now()) == [job]

        job.refresh_from_db()
        assert (job.state, job.failure_code) == ("failed", "worker_lost")

    def test_a_job_whose_worker_lives_is_left_alone(self, tmp_path: Path):
        job = asked(tmp_path)
        Job.objects.filter(pk=job.pk).update(state="running", started_at=timezone.now(), attempts=1)

        with liveness.at_work(f"datasets.job:{job.pk}"):
            assert jobs.reap(at=timezone.now()) == []

    def test_a_job_found_half_done_is_done_anew_but_not_for_ever(self, tmp_path: Path):
        job = asked(tmp_path)
        Job.objects.filter(pk=job.pk).update(state="running", started_at=timezone.now(), attempts=1)
        jobs.run(str(job.pk))
        job.refresh_from_db()
        assert (job.state, job.attempts) == ("succeeded", 2)

        Job.objects.filter(pk=job.pk).update(state="running", finished_at=None)
        jobs.run(str(job.pk))
        job.refresh_from_db()
        assert (job.state, job.failure_code) == ("failed", "worker_lost")

    def test_jobs_that_wait_too_long_are_delivered_again(self, tmp_path: Path):
        job = asked(tmp_path)

        assert jobs.overdue(at=timezone.now()) == []
        assert jobs.overdue(at=timezone.now() + timedelta(minutes=11)) == [job]

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE datasets_job SET state = 'succeeded'",
            "UPDATE datasets_job SET state = 'running'",
            "UPDATE datasets_job SET failure_code = 'x'",
            "UPDATE datasets_job SET state = 'failed', finished_at = now()",
        ],
    )
    def test_the_database_refuses_a_state_without_its_times_and_reasons(self, tmp_path: Path, statement: str):
        asked(tmp_path)

        with pytest.raises(IntegrityError), connection.cursor() as cursor:
            cursor.execute(statement)

    def test_a_task_asks_for_what_rests_on_its_publication(
        self, tmp_path: Path, django_capture_on_commit_callbacks, monkeypatch: pytest.MonkeyPatch
    ):
        delivered = []
        monkeypatch.setattr(tasks.run_job, "delay", delivered.append)
        job = asked(tmp_path)

        with django_capture_on_commit_callbacks(execute=True):
            tasks.run_job(str(job.pk))

        waiting = Job.objects.get(kind="recompute")
        assert delivered == [str(waiting.pk)]
        assert waiting.state == "queued"


WORKER = """
import pathlib, sys, time
from datasets import definition, store
definition.FOLDERS[:] = ["tests/datasets/definitions/*.toml"]
if sys.argv[1] == "slow":
    seal = store.seal
    def seal_slowly(name):
        seal(name)
        pathlib.Path(sys.argv[3]).touch()
        time.sleep(60)
    store.seal = seal_slowly
from iimd.celery import app
app.worker_main(["worker", "--pool=prefork", "--concurrency=1", "--loglevel=WARNING", "--queues=" + sys.argv[2]])
"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("datasets")
@pytest.mark.slow
def test_a_worker_killed_in_the_middle_leaves_no_trace_and_run_again_it_succeeds(
    tmp_path: Path, private_storage: Path, worker: Callable[[str], subprocess.Popen[bytes]]
):
    job = asked(tmp_path)
    first = worker("slow")
    tasks.run_job.apply_async([str(job.pk)], queue="killed")
    _until((private_storage / "storing").exists, "the worker stores the table", first)

    os.killpg(first.pid, signal.SIGKILL)

    lost = _until(lambda: jobs.reap(at=timezone.now()), "the database notices that the worker is gone")
    assert lost == [job]
    job.refresh_from_db()
    assert (job.state, job.failure_code) == ("failed", "worker_lost")
    assert ImportRun.objects.get().state == "failed"
    assert not Release.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'observations'")
        assert cursor.fetchone() == (0,)

    again = jobs.retry(job=job, asked_by="system:test")
    second = worker("fast")
    tasks.run_job.apply_async([str(again.pk)], queue="killed")
    _until(lambda: Job.objects.filter(pk=again.pk, state="succeeded").exists(), "the job is done", second)
    assert Release.objects.get().status == "published"


@pytest.fixture
def worker(private_storage: Path):
    """Starts a real Celery worker on the test's database, in a group of processes of its own."""
    started: list[subprocess.Popen[bytes]] = []

    def start(speed: str) -> subprocess.Popen[bytes]:
        name = connection.settings_dict["NAME"]
        environment = os.environ | {
            "DATABASE_URL": os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{name}",
            "DJANGO_SETTINGS_MODULE": "iimd.settings",
            "IIMD_STATE": str(private_storage.parent),
            "PYTHONWARNINGS": "ignore",
        }
        process = subprocess.Popen(
            [sys.executable, "-c", WORKER, speed, "killed", str(private_storage / "storing")],
            cwd=django_settings.BASE_DIR,
            env=environment,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(20)


def _until(
    condition: Callable[[], object], what: str, by: subprocess.Popen[bytes] | None = None, seconds: float = 60
) -> object:
    """What the condition gives once it gives something; fails where `by`, who should bring it about, has ended."""
    end = time.monotonic() + seconds
    while not (found := condition()):
        assert by is None or by.poll() is None, f"waited until {what}, but the worker ended with {by.returncode}"
        assert time.monotonic() < end, f"waited {seconds} s until {what}"
        time.sleep(0.1)
    return found
