"""Handing in a file: once however often one presses, refused early where it can't be opened, typed words kept."""

from __future__ import annotations

import io
from functools import partial
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from kombu.exceptions import OperationalError

from accounts.models import User
from datasets.actions import hand_in, jobs
from datasets.models import Dataset, ImportRun, Job, Release, SourceFile
from tests.datasets.test_imports import SOUND
from tests.together import together

pytestmark = pytest.mark.django_db

ADDRESS = "/en/desk/datasets/TEST_FLOW/import/"


def file(content: bytes = SOUND.encode(), name: str = "flows.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_the_page_says_what_is_expected(desk: Client):
    page = desk.get(ADDRESS).content.decode()

    for said in ("TIME_PERIOD", "200 MB at most", "Public domain", "https://example.org/figures", "Another person"):
        assert said in page


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "One line an observation"), ("es", "Una línea por observación"), ("fr", "Une ligne par observation")],
)
def test_the_layout_is_described_in_the_language_of_the_reader(desk: Client, language: str, said: str):
    page = desk.get(ADDRESS.replace("/en/", f"/{language}/")).content.decode()

    assert said in page
    assert 'lang="en"' not in page[page.index("<main") : page.index("</main")] or language == "en"


def test_a_file_becomes_a_job_that_the_workers_get(desk: Client, importer: User, at_the_desk: list[str]):
    response = desk.post(
        ADDRESS,
        {"file": file(), "address": "https://example.org/2021", "retrieved_on": "2026-01-31", "vintage": "January"},
    )

    job = Job.objects.get()
    source = SourceFile.objects.get()
    assert response["Location"] == f"/en/desk/jobs/{job.pk}/"
    assert at_the_desk == [str(job.pk)]
    assert (job.created_by, job.dataset_id, job.parameters["vintage"]) == (importer.actor, "TEST_FLOW", "January")
    assert (source.name, source.address, str(source.retrieved_on)) == (
        "flows.csv",
        "https://example.org/2021",
        "2026-01-31",
    )
    assert (source.publisher, source.licence, source.uploaded_by) == ("Nobody", "CC0-1.0", importer)

    jobs.run(str(job.pk))
    release = Release.objects.get()
    assert (release.vintage, release.status, release.imported_by) == ("January", "checked", importer.actor)


def test_pressing_twice_makes_one_import(desk: Client, at_the_desk: list[str]):
    first = desk.post(ADDRESS, {"file": file()})
    second = desk.post(ADDRESS, {"file": file()}, follow=True)

    assert second.redirect_chain[-1][0] == first["Location"]
    assert "This file is being imported already" in second.content.decode()
    assert (Job.objects.count(), len(at_the_desk)) == (1, 1)


def test_the_same_file_again_after_its_import_is_said_to_be_there(desk: Client):
    for _ in range(2):
        response = desk.post(ADDRESS, {"file": file()})
        jobs.run(response["Location"].split("/")[-2])

    assert [run.state for run in ImportRun.objects.order_by("pk")] == ["succeeded", "unchanged"]
    assert "This file was imported before" in desk.get(response["Location"]).content.decode()
    assert Release.objects.count() == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_who_press_at_the_same_moment_get_one_job(importer: User, tmp_path):
    path = tmp_path / "flows.csv"
    path.write_text(SOUND)
    dataset = Dataset.objects.get(pk="TEST_FLOW")
    press = partial(hand_in, dataset=dataset, path=path, name="flows.csv", person=importer)

    made = together(*[press] * 4)

    assert len({job.pk for job, _ in made}) == 1
    assert sorted(fresh for _, fresh in made) == [False, False, False, True]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty. Download it again"),
        (b"<!doctype html><title>Sign in</title>", "This is a web page and no table."),
        (b"%PDF-1.7", "This is a PDF document."),
        (b"PK\x03\x04 cut short", "The file ends before its content does."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "protected with a password"),
        (b"\x00\x01\x02", "This is no workbook, no CSV text and no archive of them."),
    ],
)
def test_a_file_that_cannot_be_opened_is_refused_at_the_form(desk: Client, content: bytes, said: str):
    response = desk.post(ADDRESS, {"file": file(content), "address": "https://example.org/kept"})

    page = response.content.decode()
    assert response.status_code == 422
    assert said in page
    assert "https://example.org/kept" in page
    assert "Choose the file again" in page
    assert not SourceFile.objects.exists()
    assert not Job.objects.exists()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"%PDF-1.7", "pdf_instead_of_table"),
        (b"PK\x03\x04 cut short", "file_cut_short"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password_protected"),
    ],
)
def test_a_file_refused_at_the_door_stands_among_the_refused_ones_with_nothing_stored(
    desk: Client, importer: User, private_storage: Path, content: bytes, code: str
):
    desk.post(ADDRESS, {"file": file(content, "figures.xlsx")})

    run = ImportRun.objects.get()
    assert (run.state, run.file_name, run.started_by, run.error_count) == ("refused", "figures.xlsx", importer.actor, 1)
    assert (run.problems.get().code, run.source_file) == (code, None)
    assert not private_storage.exists()
    home = desk.get("/en/desk/").content.decode()
    assert f"/en/desk/imports/{run.pk}/" in home[home.index('id="refused"') :]
    assert "The file was refused" in desk.get(f"/en/desk/imports/{run.pk}/").content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "This field is required."),
        ({"file": file(), "address": "javascript:alert(1)"}, "Enter a valid URL."),
        ({"file": file(), "retrieved_on": "2999-01-01"}, "This day has not come yet"),
        ({"file": file(), "retrieved_on": "yesterday"}, "Enter a valid date."),
        ({"file": file(), "vintage": "x" * 101}, "at most 100 characters"),
    ],
)
def test_what_was_typed_wrong_is_said_at_its_field(desk: Client, typed: dict[str, object], said: str):
    response = desk.post(ADDRESS, typed)

    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Job.objects.exists()


class Untouchable(io.RawIOBase):
    """The body of a request nobody may read."""

    def read(self, size: int = -1) -> bytes:
        raise AssertionError("a byte of the upload was read")

    readline = read  # type: ignore[assignment]


@pytest.mark.parametrize(("accept", "kind"), [("text/html", "text/html"), ("application/json", "text/plain")])
def test_two_gigabytes_are_refused_before_a_byte_is_read(desk: Client, accept: str, kind: str):
    response = desk.post(
        ADDRESS,
        content_type="multipart/form-data; boundary=x",
        headers={"accept": accept},
        **{"CONTENT_LENGTH": str(2 * 1024**3), "wsgi.input": Untouchable()},
    )

    assert (response.status_code, response["Content-Type"].split(";")[0]) == (413, kind)
    assert "The file has 2048 MB; at most 200 MB are taken." in response.content.decode()


def test_a_file_just_above_the_limit_is_refused_with_a_sentence(desk: Client, settings):
    settings.MAX_UPLOAD_BYTES = 1000

    response = desk.post(ADDRESS, {"file": file(b"x" * 1001)})

    assert response.status_code == 422
    assert "at most 0 MB are taken" in response.content.decode()


def test_where_the_queue_is_out_of_reach_the_job_is_kept_and_that_is_said(desk: Client, monkeypatch):
    def broken(_job: str) -> None:
        raise OperationalError("no broker")

    monkeypatch.setattr("datasets.tasks.run_job.delay_on_commit", broken)

    response = desk.post(ADDRESS, {"file": file()}, follow=True)

    assert "The queue of the workers can&#x27;t be reached now." in response.content.decode()
    assert Job.objects.get().state == "queued"
