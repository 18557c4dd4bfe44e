"""A file in, a checked release out; or every reason why not, and nothing else."""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from datasets import actions, queries, sentences
from datasets.actions.files import register_file
from datasets.importing import Problem, Refused
from datasets.models import Dataset, ImportRun, Release, SourceFile
from datasets.progress import Cancelled
from tests.factories.datasets import IMPORTER, csv_file, release

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("datasets")]

SOUND = (
    "REF_AREA,SEX,TIME_PERIOD,OBS_VALUE,OBS_STATUS,NOTE\nDEU,F,2021,12.5,A,\nDEU,M,2021,,M,\nMEX,F,2021,7,E,modelled\n"
)


def imported(path: Path, dataset: str = "TEST_FLOW", *, force: bool = False) -> ImportRun:
    file = register_file(path=path, name=path.name)
    return actions.import_file(
        dataset=Dataset.objects.get(pk=dataset), source_file=file, actor=IMPORTER, at=timezone.now(), force=force
    )


def tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'observations' ORDER BY 1")
        return [row[0] for row in cursor.fetchall()]


def test_a_sound_file_becomes_a_checked_release(tmp_path: Path):
    run = imported(csv_file(tmp_path, SOUND))

    assert run.state == "succeeded"
    made = run.release
    assert (made.status, made.number, made.row_count) == ("checked", 1, 3)
    assert (made.period_start, made.period_end) == ("2021", "2021")
    assert queries.frame(made).rows()[0] == ("DEU", "F", "2021", 12.5, "A", None, None, None)
    assert made.source_file.stored.size == len(SOUND)


def test_the_same_file_is_not_imported_twice_unless_forced(tmp_path: Path):
    first = imported(csv_file(tmp_path, SOUND)).release

    again = imported(csv_file(tmp_path, SOUND, "other name.csv"))

    assert (again.state, again.release) == ("unchanged", first)
    assert imported(csv_file(tmp_path, SOUND), force=True).release.number == 2


@pytest.mark.parametrize(
    ("text", "code", "row", "column", "value"),
    [
        (SOUND.replace("12.5", "12,5 m"), "row_of_wrong_length", 2, "", ""),
        (SOUND.replace("12.5", "a lot"), "text_in_number", 2, "OBS_VALUE", "a lot"),
        (SOUND.replace("12.5", "nan"), "value_not_finite", 2, "OBS_VALUE", "nan"),
        (SOUND.replace("12.5", "inf"), "value_not_finite", 2, "OBS_VALUE", "inf"),
        (SOUND.replace("12.5", "-1"), "value_below_minimum", 2, "OBS_VALUE", "-1.0"),
        (SOUND.replace("12.5", "1e9"), "value_above_maximum", 2, "OBS_VALUE", "1000000000.0"),
        (SOUND.replace("MEX", "Germny"), "unknown_country", 4, "REF_AREA", "Germny"),
        (SOUND.replace("MEX,F", "MEX,f"), "unknown_code", 4, "SEX", "f"),
        (SOUND.replace("MEX,F", "MEX,"), "code_missing", 4, "SEX", ""),
        (SOUND.replace("MEX,F,2021", "MEX,F,2021-Q1"), "period_not_understood", 4, "TIME_PERIOD", "2021-Q1"),
        (SOUND.replace("7,E", "7,X"), "status_unknown", 4, "OBS_STATUS", "X"),
        (SOUND.replace("7,E", ",E"), "value_missing", 4, "OBS_STATUS", "E"),
        (SOUND.replace("7,E", "7,M"), "value_despite_status", 4, "OBS_VALUE", "7.0"),
        ("Flows\n\n" + SOUND, "header_moved", 3, "", ""),
        (SOUND.replace("NOTE", "REMARK"), "column_unknown", 1, "REMARK", "REMARK"),
        (SOUND.replace(",SEX,", ",NOTE,"), "column_twice", 1, "NOTE", ""),
        (SOUND[:-20], "row_of_wrong_length", 4, "", ""),
        ("something,else\n1,2\n", "file_not_recognised", None, "", ""),
    ],
)
def test_what_is_wrong_is_said_with_its_place_and_nothing_is_stored(
    tmp_path: Path, text: str, code: str, row: int | None, column: str, value: str
):
    before = release("TEST_FLOW", [("DEU", "F", "2020", 1.0)])
    kept = tables()

    run = imported(csv_file(tmp_path, text))

    assert run.state == "refused"
    found = run.problems.filter(severity="error").first()
    assert (found.code, found.row, found.column, found.value) == (code, row, column, value)
    assert tables() == kept
    assert Release.objects.count() == 1
    assert queries.published_release("TEST_FLOW") == before
    assert not run.source_file.stored
    assert sentences.problem(found.code, found.params)
    assert sentences.mend(found.code, found.params)


def test_a_duplicate_names_both_rows(tmp_path: Path):
    run = imported(csv_file(tmp_path, SOUND + "DEU,F,2021,13,A,\n"))

    found = run.problems.get()
    assert (found.code, found.row, found.params["first"]) == ("duplicate_key", 5, "2")


def test_an_unknown_country_is_named_once_with_the_nearest_name(tmp_path: Path):
    run = imported(csv_file(tmp_path, SOUND.replace("DEU", "Germny")))

    found = run.problems.get()
    assert found.params["rows"] == 2
    assert "Germany" in found.params["suggestion"]


def test_of_many_problems_the_first_thousand_are_kept_and_all_are_counted(tmp_path: Path):
    rows = "".join(f"DEU,F,{year},-1,A,\n" for year in range(1000, 3500))

    run = imported(csv_file(tmp_path, SOUND.splitlines()[0] + "\n" + rows))

    assert (run.error_count, run.problems.count()) == (2500, 1000)


def test_a_gzipped_table_is_read_and_one_cut_short_is_refused(tmp_path: Path):
    whole = tmp_path / "whole.csv.gz"
    whole.write_bytes(gzip.compress(SOUND.encode()))
    cut = tmp_path / "cut.csv.gz"
    cut.write_bytes(gzip.compress(SOUND.encode() * 1000)[:-30])

    assert imported(whole).state == "succeeded"
    assert imported(cut).problems.get().code == "file_cut_short"


def _zip(path: Path) -> bytes:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>" * 1000)
    return path.read_bytes()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (lambda _: b"", "empty_file"),
        (lambda _: b"<html><body>Please sign in</body></html>", "page_instead_of_table"),
        (lambda _: b"%PDF-1.7", "pdf_instead_of_table"),
        (lambda _: b"\x89PNG\r\n\x1a\n\0\0", "file_of_unknown_kind"),
        (lambda path: _zip(path)[:-40], "file_cut_short"),
        (
            lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "password_protected",
        ),
    ],
)
def test_a_file_of_the_wrong_kind_is_refused_before_it_is_kept(
    tmp_path: Path, private_storage: Path, content: Callable[[Path], bytes], code: str
):
    path = tmp_path / "flows.xlsx"
    path.write_bytes(content(path))

    with pytest.raises(Refused) as refused:
        register_file(path=path, name="flows.xlsx")

    assert [each.code for each in refused.value.problems] == [code]
    assert not SourceFile.objects.exists()
    assert not private_storage.exists()


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path, settings):
    settings.MAX_UPLOAD_BYTES = 1024**3
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as file:
        file.truncate(2 * 1024**3)  # takes no room on the disk

    with pytest.raises(Refused) as refused:
        register_file(path=huge, name="huge.csv")

    assert refused.value.problems == [Problem(code="file_too_large", params={"megabytes": 2048, "limit": 1024})]


def test_an_upload_over_the_limit_is_turned_away_by_the_length_it_announces(client, settings):
    settings.MAX_UPLOAD_BYTES = 10

    answer = client.generic("POST", "/en/", b"", CONTENT_LENGTH=str(2 * 1024**3))

    assert answer.status_code == 413
    assert "2048 MB" in answer.content.decode()


def test_a_cancelled_import_leaves_nothing(tmp_path: Path):
    def stop(step: str, done: int = 0, total: int = 0) -> None:
        if step == "store":
            raise Cancelled

    file = register_file(path=csv_file(tmp_path, SOUND), name="flows.csv")
    with pytest.raises(Cancelled):
        actions.import_file(
            dataset=Dataset.objects.get(pk="TEST_FLOW"),
            source_file=file,
            actor=IMPORTER,
            at=timezone.now(),
            progress=stop,
        )

    assert ImportRun.objects.get().state == "cancelled"
    assert tables() == []
    assert not Release.objects.exists()


def test_a_fault_of_ours_is_noted_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def fail(*args: object) -> None:
        raise RuntimeError("disk full")

    monkeypatch.setattr("datasets.store.seal", fail)

    with pytest.raises(RuntimeError):
        imported(csv_file(tmp_path, SOUND))

    assert ImportRun.objects.get().state == "failed"
    assert tables() == []


def test_a_change_of_most_observations_is_a_warning(tmp_path: Path):
    release("TEST_FLOW", [("DEU", "F", "2021", 1.0), ("MEX", "F", "2021", 2.0)])

    run = imported(csv_file(tmp_path, SOUND))

    assert (run.state, run.problems.get().code) == ("succeeded", "many_observations_changed")
