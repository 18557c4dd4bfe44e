"""What operators type."""

from __future__ import annotations

import gzip
import hashlib
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.models import User
from datasets import manifest, queries
from datasets.manifest import CarriedTable
from datasets.models import ImportRun, Release
from tests.factories.datasets import csv_file, release

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("datasets")]

RATES = "REF_AREA,TIME_PERIOD,OBS_VALUE\nDEU,2021,10\n"


def said(*command: object) -> str:
    out = StringIO()
    call_command(*map(str, command), stdout=out)
    return out.getvalue()


def test_a_file_is_imported_published_and_what_rests_on_it_computed(tmp_path: Path):
    release("TEST_FLOW", [("DEU", "F", "2021", 2.0)])

    found = said("import_dataset", "TEST_RATE", csv_file(tmp_path, RATES), "--publish")

    assert "TEST_RATE@1 is published" in found
    assert "TEST_CONVERTED: published 1" in found


def test_a_refused_file_is_told_with_place_and_mend(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(CommandError, match="nothing was stored"):
        call_command("import_dataset", "TEST_RATE", str(csv_file(tmp_path, RATES.replace("10", "ten"))))

    assert "row 2, column OBS_VALUE “ten”: There is text where a number belongs." in capsys.readouterr().out


def test_a_file_that_can_not_be_opened_is_noted_as_refused(tmp_path: Path):
    with pytest.raises(CommandError, match="PDF document"):
        call_command("import_dataset", "TEST_RATE", str(csv_file(tmp_path, "%PDF-1.7")))

    run = ImportRun.objects.get()
    assert (run.state, run.started_by, run.problems.get().code) == ("refused", "system:command", "pdf_instead_of_table")


@pytest.mark.parametrize("arguments", [("NO_SUCH", "x.csv"), ("TEST_RATE", "no-such-file.csv")])
def test_what_is_not_there_is_said_in_a_sentence(arguments: tuple[str, str]):
    with pytest.raises(CommandError, match="There is no"):
        call_command("import_dataset", *arguments)


def test_a_person_without_the_role_can_not_publish():
    User.objects.create_user("ana@example.org", "correct horse battery")
    release("TEST_FLOW", [("DEU", "F", "2021", 2.0)], published_at=None)

    with pytest.raises(CommandError, match="roles"):
        call_command("publish_release", "TEST_FLOW", "1", "--as", "ana@example.org")


def test_verifying_finds_observations_that_somebody_changed():
    made = release("TEST_FLOW", [("DEU", "F", "2021", 2.0)])
    assert "1 releases are what was checked" in said("verify_releases")

    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE observations.{made.table_name} DISABLE TRIGGER sealed")
        cursor.execute(f"UPDATE observations.{made.table_name} SET obs_value = 3")  # noqa: S608 - a name of ours

    with pytest.raises(CommandError, match="TEST_FLOW@1"):
        call_command("verify_releases")


def test_releases_are_listed():
    release("TEST_FLOW", [("DEU", "F", "2021", 2.0)])

    assert said("list_releases", "TEST_FLOW").split()[:2] == ["TEST_FLOW@1", "published"]


@pytest.fixture
def carried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CarriedTable:
    content = gzip.compress(RATES.encode())
    (tmp_path / "rates.csv.gz").write_bytes(content)
    table = CarriedTable(
        dataset="TEST_RATE",
        file="rates.csv.gz",
        rows=1,
        sha256=hashlib.sha256(content).hexdigest(),
        vintage="June 2023",
        source_name="Rates",
        source_url="https://example.org/rates",
        source_file="rates.xlsx",
        source_sha256="1" * 64,
        retrieved_on=date(2026, 11, 22),
        licence="CC-BY-4.0",
        publisher="Nobody",
        folder=str(tmp_path),
    )
    monkeypatch.setattr(manifest, "tables", lambda: (table,))
    return table


def test_carried_tables_are_loaded_once_with_their_source(carried: CarriedTable):
    call_command("load_demo_data", verbosity=0)
    call_command("load_demo_data", verbosity=0)

    made = queries.published_release("TEST_RATE")
    assert Release.objects.count() == 1
    assert (made.vintage, made.source_file.sha256, made.read_sha256) == ("June 2023", "1" * 64, carried.sha256)
    assert not made.source_file.stored
    assert set(ImportRun.objects.values_list("state", flat=True)) == {"succeeded", "unchanged"}


def test_a_carried_table_leaves_alone_what_somebody_published_since(carried: CarriedTable):
    theirs = release("TEST_RATE", [("MEX", "2024", 9.0)])

    told = said("load_demo_data")

    assert queries.published_release("TEST_RATE") == theirs
    assert Release.objects.count() == 1
    assert "1 left alone" in told


def test_a_carried_table_that_is_not_the_one_described_is_refused(carried: CarriedTable):
    carried.path.write_bytes(b"something else")

    with pytest.raises(CommandError, match=r"rates\.csv\.gz is missing or is not the one"):
        call_command("load_demo_data", verbosity=0)
