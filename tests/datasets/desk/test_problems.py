"""Problems of a refused file: by kind, by place, the first thousand with their total, and as CSV."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client

from datasets.models import ImportProblem, ImportRun
from tests.factories.datasets import NOON, source_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def run() -> ImportRun:
    made = ImportRun.objects.create(
        dataset_id="TEST_FLOW",
        source_file=source_file(),
        file_name="<b>flows</b>.xlsx",
        state="refused",
        started_at=NOON,
        finished_at=NOON,
        started_by="system:command",
        error_count=1234,
        warning_count=1,
    )
    problems = [
        ImportProblem(run=made, position=n, severity="error", code="text_in_number", sheet="Data", row=n, column="C")
        for n in range(1, 1000)
    ]
    problems.append(
        ImportProblem(
            run=made,
            position=1000,
            severity="warning",
            code="unknown_country",
            sheet="Data",
            row=7,
            column="A",
            value="=HYPERLINK(1)",
            params={"suggestion": "Niger, Nigeria"},
        )
    )
    ImportProblem.objects.bulk_create(problems)
    return made


def shown(desk: Client, run: ImportRun, query: str = "") -> str:
    return desk.get(f"/en/desk/imports/{run.pk}/{query}").content.decode()


def test_problems_stand_by_kind_with_counts_and_the_total_is_told(desk: Client, run: ImportRun):
    page = shown(desk, run)

    assert "The file was refused: <strong>1,234 errors</strong>" in page
    assert "The first 1,000 of 1,235 are listed." in page
    assert '<span class="desk-count num">999</span>' in page
    assert "1 to 100 of 1,000" in page


def test_one_kind_alone(desk: Client, run: ImportRun):
    page = shown(desk, run, "?code=unknown_country")

    assert "Write the ISO 3166-1 code or the usual name. Near: Niger, Nigeria" in page
    assert page.count("<tr>") == 2  # heading and one row
    assert "Show all kinds" in page


@pytest.mark.parametrize("query", ["?page=10", "?page=999", "?page=x", "?code=nonsense", "?code=%00"])
def test_strange_addresses_still_answer(desk: Client, run: ImportRun, query: str):
    assert desk.get(f"/en/desk/imports/{run.pk}/{query}").status_code == 200


def test_names_from_files_are_shown_not_obeyed(desk: Client, run: ImportRun):
    assert "<b>flows</b>" not in shown(desk, run)


def test_the_list_as_csv_is_whole_and_safe_to_open(desk: Client, run: ImportRun):
    response = desk.get(f"/en/desk/imports/{run.pk}/problems.csv")

    rows = list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))
    assert (len(rows), rows[0][:5]) == (1001, ["Severity", "File", "Sheet", "Row", "Column"])
    assert rows[1][2:5] == ["Data", "1", "C"]
    assert rows[-1][5] == "'=HYPERLINK(1)"
    assert "attachment" in response["Content-Disposition"]
