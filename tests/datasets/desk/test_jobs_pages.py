"""A job as its asker sees it: going on, cancelled, failed, tried again, lost with its worker."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from datasets.actions import jobs
from datasets.models import Job
from datasets.progress import JobProgress
from tests.factories.accounts import person_with
from tests.factories.datasets import NOON

pytestmark = pytest.mark.django_db

REFRESH = '<noscript><meta http-equiv="refresh" content="3"></noscript>'


def page(client: Client, job: Job, part: str = "") -> str:
    return client.get(f"/en/desk/jobs/{job.pk}/{part}").content.decode()


@pytest.fixture
def running(job: Job) -> Job:
    job.state, job.started_at, job.attempts = "running", timezone.now(), 1
    job.save()
    return job


def ended(importer: User, state: str = "failed", **fields: object) -> Job:
    moments = {"started_at": NOON, "finished_at": NOON + timedelta(seconds=75)}
    code = {"failure_code": "unexpected"} if state == "failed" else {}
    return Job.objects.create(
        **{"kind": "import", "dataset_id": "TEST_FLOW", "created_by": importer.actor, "state": state}
        | moments
        | code
        | fields
    )


def test_a_job_that_waits_says_what_happens_next_and_looks_again_without_script(desk: Client, job: Job):
    said = page(desk, job)

    assert REFRESH in said
    assert "Waiting for a worker." in said
    assert "the release waits for another person to look at the difference" in said


def test_a_job_nobody_takes_says_so(desk: Client, job: Job):
    Job.objects.update(created_at=timezone.now() - timedelta(minutes=1))

    assert "No worker has taken this job yet." in page(desk, job)


def test_a_running_job_shows_step_and_bar(desk: Client, running: Job):
    JobProgress(str(running.pk))("store", 1500, 6000)

    said = page(desk, running, "progress/")

    assert 'aria-current="step">Store the observations' in said
    assert '<progress max="6000" value="1500">' in said
    assert "1,500 of 6,000" in said
    assert 'class="done">Read the file' in said
    assert "data-poll" in said


def test_a_job_at_its_end_is_not_looked_at_again(desk: Client, importer: User):
    said = page(desk, ended(importer, "succeeded"))

    assert REFRESH not in said
    assert "data-poll" not in said
    assert "1 minute 15 seconds" in said


def test_a_waiting_job_is_cancelled_after_a_question(desk: Client, job: Job):
    assert "Cancel this job?" in page(desk, job, "cancel/")

    done = desk.post(f"/en/desk/jobs/{job.pk}/cancel/", follow=True).content.decode()

    job.refresh_from_db()
    assert job.state == "cancelled"
    assert "The job is cancelled. Nothing was stored." in done


def test_a_running_job_is_asked_to_stop(desk: Client, running: Job):
    done = desk.post(f"/en/desk/jobs/{running.pk}/cancel/", follow=True).content.decode()

    running.refresh_from_db()
    assert running.cancel_requested_at
    assert "asked to stop; it ends at its next step" in done


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_job_that_is_over_cannot_be_cancelled(desk: Client, importer: User, method: str):
    job = ended(importer, "succeeded")

    done = getattr(desk, method)(f"/en/desk/jobs/{job.pk}/cancel/", follow=True).content.decode()

    assert "This job has come to an end already." in done


def test_trying_again_twice_makes_one_job(desk: Client, importer: User, at_the_desk: list[str]):
    failed = ended(importer)

    first = desk.post(f"/en/desk/jobs/{failed.pk}/retry/")
    second = desk.post(f"/en/desk/jobs/{failed.pk}/retry/")

    again = Job.objects.get(retry_of=failed)
    assert first["Location"] == second["Location"] == f"/en/desk/jobs/{again.pk}/"
    assert set(at_the_desk) == {str(again.pk)}
    assert "It was tried again: see that job" in page(desk, failed)


def test_what_went_well_is_not_tried_again(desk: Client, importer: User):
    done = desk.post(f"/en/desk/jobs/{ended(importer, 'succeeded').pk}/retry/", follow=True)

    assert "Only a job that failed or was cancelled can be tried again." in done.content.decode()


@pytest.mark.parametrize(
    ("code", "said", "button"),
    [
        ("worker_lost", "The worker was lost while it was at this job. Nothing was stored.", "Try again"),
        ("unexpected", "Something went wrong on our side.", "Try again"),
        ("file_refused", "was refused", "Hand in the mended file"),
        ("file_gone", "is no longer kept", "Hand in the mended file"),
        ("wrong_role", "Your roles do not allow this.", "Try again"),
    ],
)
def test_a_failure_says_what_happened_and_what_to_do(desk: Client, importer: User, code: str, said: str, button: str):
    shown = page(desk, ended(importer, failure_code=code))

    assert said in shown
    assert button in shown


def test_a_lost_worker_is_noticed_and_the_job_can_be_tried_again(desk: Client, running: Job):
    jobs.reap(at=timezone.now())

    shown = page(desk, running)
    assert "The worker was lost while it was at this job. Nothing was stored." in shown
    assert "Try again" in shown


def test_who_may_only_look_sees_no_button(importer: User, job: Job):
    auditor = Client()
    auditor.force_login(person_with(Role.AUDITOR))

    shown = page(auditor, job)

    assert "You can watch this job, not stop it." in shown
    assert "Cancel the job" not in shown


def test_a_computation_tells_what_became_of_each_dataset_in_order(desk: Client, importer: User):
    job = ended(
        importer,
        "succeeded",
        kind="recompute",
        dataset=None,
        result={"TEST_TOTAL": "published 3", "TEST_CONVERTED": "refused: duplicate_key"},
    )

    shown = page(desk, job)

    assert "computed and published as release 3" in shown
    assert "refused by its checks (duplicate_key); the earlier release stays" in shown


def test_computing_all_twice_while_one_waits_leads_to_the_same_job(desk: Client, at_the_desk: list[str]):
    first, second = (desk.post("/en/desk/computation/start/") for _ in range(2))

    assert first["Location"] == second["Location"]
    assert (Job.objects.count(), len(at_the_desk)) == (1, 1)


def test_the_list_is_narrowed_by_state(desk: Client, importer: User, job: Job):
    done = ended(importer, "succeeded")

    shown = desk.get("/en/desk/jobs/?state=succeeded").content.decode()

    assert f"/en/desk/jobs/{done.pk}/" in shown
    assert f"/en/desk/jobs/{job.pk}/" not in shown
