"""The survey's workbook in both layouts is read as published, and a broken one refused with sheet, row and column."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import polars as pl
import pytest

from datasets import checks, codes, definition, sentences
from datasets.importing import Problem, Refused
from tests.remittances import files
from tests.remittances.readings import importer
from tests.remittances.services import NEW, NEW_SHEET, OLD, OLD_SHEET, rows, workbook

DATASET = "REM_PRICE_SERVICE"
TWO = ({}, {"id": 900002, "firm": "Other"})
OLD_ROW = {"id": 1, "period": "2015_1Q"}


def read(path: Path) -> pl.DataFrame:
    """The services of a workbook, which passes every check."""
    declared = definition.load(DATASET)
    reading = importer(DATASET).read(path)
    found = checks.check(declared, checks.prepare(declared, reading), codes.known(declared))
    assert found.problems == []
    return reading.table


def refusal(path: Path) -> list[Problem]:
    """The problems for which a file is refused; every one has words."""
    with pytest.raises(Refused) as refused:
        importer(DATASET).read(path)
    for problem in refused.value.problems:
        assert sentences.problem(problem.code, problem.params)
        assert sentences.mend(problem.code, problem.params)
    return refused.value.problems


def broken(tmp_path: Path, *, row: int, heading: str, cell: object) -> Problem:
    """The one problem of a new sheet with a wrong cell in row `row`, counted from the first service."""
    made = rows(NEW, *TWO)
    made[row][NEW.index(heading)] = cell
    (problem,) = refusal(workbook(tmp_path / "file", made))
    return problem


def letter(heading: str) -> str:
    """The column of a heading in the new sheet."""
    place = NEW.index(heading)
    return ("" if place < 26 else chr(ord("A") + place // 26 - 1)) + chr(ord("A") + place % 26)


def test_both_layouts_of_one_workbook_become_one_table(tmp_path: Path) -> None:
    table = read(workbook(tmp_path / "file", new=rows(NEW, *TWO), old=rows(OLD, OLD_ROW)))

    assert table.height == 6
    assert table["TIME_PERIOD"].unique().sort().to_list() == ["2015-Q1", "2025-Q3"]
    new = table.filter(TIME_PERIOD="2025-Q3", AMOUNT="USD200").row(0, named=True)
    assert (new["REF_AREA"], new["COUNTERPART_AREA"], new["OBS_VALUE"], new["REGION"]) == ("GBR", "IND", 3.0, "SA")
    assert (new["INSTRUMENT"], new["INSTRUMENTS"], new["ACCESS"]) == ("SEVERAL", "BANK_ACCOUNT CARD", "ONLINE")
    assert (new["FIRM_TYPE"], new["PICKUP"], new["COVERAGE"]) == ("MTO", "BANK_ACCOUNT", "HIGH")
    old = table.filter(TIME_PERIOD="2015-Q1", AMOUNT="USD500").row(0, named=True)
    assert (old["INSTRUMENT"], old["PICKUP"], old["ACCESS"], old["NOTE"]) == ("CASH", "BANK_ACCOUNT", "BRANCH", None)


def test_the_importer_knows_its_files_and_no_others(tmp_path: Path) -> None:
    found = importer(DATASET)

    assert found.sniff(workbook(tmp_path / "new", rows(NEW, {})))
    assert found.sniff(workbook(tmp_path / "old", old=rows(OLD, OLD_ROW)))
    assert not found.sniff(files.text(tmp_path / "prices", files.prices()))


def test_services_are_numbered_by_id_within_their_corridor_and_quarter(tmp_path: Path) -> None:
    changes = ({"id": 12}, {"id": 9}, {"id": 10, "destination_code": "PAK"})
    table = read(workbook(tmp_path / "file", rows(NEW, *changes))).filter(AMOUNT="USD200")

    numbered = {row["SOURCE_ID"]: row["SERVICE"] for row in table.iter_rows(named=True)}
    assert numbered == {"9": "001", "12": "002", "10": "001"}


def test_columns_in_another_order_and_helper_columns_do_not_matter(tmp_path: Path) -> None:
    heading = [*reversed(NEW)]
    made = rows(heading, {})
    made = [[*row, None, "key"] for row in made]

    assert read(workbook(tmp_path / "file", made))["OBS_VALUE"].to_list() == [3.0, 2.0]


def test_a_missing_block_drops_only_its_amount(tmp_path: Path) -> None:
    blank = {name: None for name in NEW if name.startswith("cc2")}

    assert read(workbook(tmp_path / "file", rows(NEW, blank)))["AMOUNT"].to_list() == ["USD200"]


@pytest.mark.parametrize(
    ("written", "value"), [("3.10", 3.1), ("N/A", None), ("..", None), (None, None)], ids=["text", "N/A", "..", "blank"]
)
def test_a_number_typed_as_text_is_a_number_and_no_figure_is_none(
    written: str | None, value: float | None, tmp_path: Path
) -> None:
    table = read(workbook(tmp_path / "file", rows(NEW, {"cc1 total cost %": written})))

    found = table.filter(AMOUNT="USD200").row(0, named=True)
    assert (found["OBS_VALUE"], found["OBS_STATUS"]) == (value, "A" if value else "M")


@pytest.mark.parametrize("written", ["2025-08-14", "14/Aug/2025", "14-Aug-25", dt.date(2025, 8, 14), 45883], ids=str)
def test_a_date_is_read_however_it_was_typed(written: object, tmp_path: Path) -> None:
    assert read(workbook(tmp_path / "file", rows(NEW, {"date": written})))["SURVEYED_ON"].unique().to_list() == [
        "2025-08-14"
    ]


def test_a_date_that_is_none_is_a_warning(tmp_path: Path) -> None:
    path = workbook(tmp_path / "file", rows(NEW, {"date": "last week"}))

    (problem,) = importer(DATASET).read(path).problems
    assert (problem.code, problem.severity, problem.column) == ("date_not_understood", "warning", letter("date"))


@pytest.mark.parametrize(("alias", "code"), [("KSV", "XKX"), ("ROM", "ROU"), ("ZAR", "COD"), ("WBG", "PSE")])
def test_codes_of_the_world_bank_are_those_of_iso(alias: str, code: str, tmp_path: Path) -> None:
    table = read(workbook(tmp_path / "file", rows(NEW, {"destination_code": alias, "corridor": "odd"})))

    assert table["COUNTERPART_AREA"].unique().to_list() == [code]


@pytest.mark.parametrize("written", ["Yes", "YES", "yes "])
def test_yes_is_yes_however_it_is_written(written: str, tmp_path: Path) -> None:
    assert read(workbook(tmp_path / "file", rows(NEW, {"transparent": written})))["TRANSPARENT"][0] == "YES"


def test_a_hidden_rate_shows_the_fee_and_says_that_it_is_not_all(tmp_path: Path) -> None:
    hidden = {
        "transparent": "no",
        "cc1 fx margin": 0,
        "cc1 lcu fx rate": 1,
        "inter lcu bank fx": 1,
        "cc1 total cost %": 2,
    }
    found = read(workbook(tmp_path / "file", rows(NEW, hidden))).filter(AMOUNT="USD200").row(0, named=True)

    assert (found["OBS_VALUE"], found["OBS_STATUS"], found["QUALITY"]) == (2.0, "U", "RATE_UNDISCLOSED")


@pytest.mark.parametrize(("row", "place"), [(1, 2), (2, 3)])
def test_text_in_a_number_is_named_with_its_cell(row: int, place: int, tmp_path: Path) -> None:
    problem = broken(tmp_path, row=row, heading="cc1 lcu fee", cell="about 5")

    assert (problem.code, problem.sheet, problem.row) == ("text_in_number", NEW_SHEET, place)
    assert (problem.column, problem.value) == (letter("cc1 lcu fee"), "about 5")


def test_an_unknown_country_is_named_with_what_it_may_have_meant(tmp_path: Path) -> None:
    problem = broken(tmp_path, row=2, heading="destination_code", cell="XXQ")

    assert (problem.code, problem.row, problem.column) == ("unknown_country", 3, letter("destination_code"))
    assert problem.params["suggestion"] == "IND"


def test_a_quarter_that_cannot_be_is_named(tmp_path: Path) -> None:
    problem = broken(tmp_path, row=1, heading="period", cell="2025_5Q")

    assert (problem.code, problem.row, problem.column) == ("quarter_not_understood", 2, "B")


def test_an_answer_that_is_neither_yes_nor_no_is_named(tmp_path: Path) -> None:
    problem = broken(tmp_path, row=1, heading="transparent", cell="perhaps")

    assert (problem.code, problem.value, problem.column) == ("unknown_code", "perhaps", letter("transparent"))


def test_a_duplicate_key_is_named_with_its_first_place(tmp_path: Path) -> None:
    problem = broken(tmp_path, row=2, heading="id", cell=900001)

    assert (problem.code, problem.sheet, problem.row, problem.column) == ("duplicate_key", NEW_SHEET, 3, "A")
    assert problem.params["first"] == f"{NEW_SHEET} 2"


def test_the_same_id_in_another_quarter_is_no_duplicate(tmp_path: Path) -> None:
    assert read(workbook(tmp_path / "file", rows(NEW, {}, {"period": "2025_1Q"}))).height == 4


def test_a_moved_heading_is_named_with_the_row_it_belongs_in(tmp_path: Path) -> None:
    made: files.Rows = [["Downloaded by somebody on a Monday"], *rows(NEW, *TWO)]

    (problem,) = refusal(workbook(tmp_path / "file", made))
    assert (problem.code, problem.sheet, problem.row, problem.params["expected"]) == ("header_moved", NEW_SHEET, 2, 1)


def test_a_heading_below_blank_rows_is_named_with_its_row(tmp_path: Path) -> None:
    (problem,) = refusal(workbook(tmp_path / "file", [[None], [None], *rows(NEW, *TWO)]))

    assert (problem.code, problem.row) == ("header_moved", 3)


def test_a_heading_that_is_gone_is_said_so(tmp_path: Path) -> None:
    (problem,) = refusal(workbook(tmp_path / "file", rows(NEW, *TWO)[1:]))

    assert (problem.code, problem.sheet, problem.row) == ("header_missing", NEW_SHEET, 1)


@pytest.mark.parametrize(("heading", "sheet"), [("cc1 fx margin", NEW_SHEET), ("Standard Note", NEW_SHEET)])
def test_a_renamed_column_is_named(heading: str, sheet: str, tmp_path: Path) -> None:
    made = rows(NEW, *TWO)
    made[0][NEW.index(heading)] = "something else"

    (problem,) = refusal(workbook(tmp_path / "file", made))
    assert (problem.code, problem.sheet, problem.row, problem.column) == ("column_missing", sheet, 1, heading)


def test_a_column_that_stands_twice_is_named(tmp_path: Path) -> None:
    made = rows(NEW, *TWO)
    made = [[*row, made[0][1] if row is made[0] else 1] for row in made]

    (problem,) = refusal(workbook(tmp_path / "file", made))
    assert (problem.code, problem.value) == ("column_twice", "period")


def test_an_old_sheet_with_a_wrong_cell_is_named_by_its_own_name(tmp_path: Path) -> None:
    made = rows(OLD, {**OLD_ROW, "cc2 lcu fee": "gratis"})

    (problem,) = refusal(workbook(tmp_path / "file", new=rows(NEW, {}), old=made))
    assert (problem.code, problem.sheet, problem.row) == ("text_in_number", OLD_SHEET, 2)


def test_a_workbook_without_a_sheet_of_the_survey_is_not_taken(tmp_path: Path) -> None:
    path = files.workbook(tmp_path / "file", Data=rows(NEW, {}))

    assert not importer(DATASET).sniff(path)
    with pytest.raises(Refused) as refused:
        importer(DATASET).read(path)
    assert refused.value.problems[0].code == "sheet_missing"


def test_a_sheet_with_a_heading_alone_is_empty(tmp_path: Path) -> None:
    assert refusal(workbook(tmp_path / "file", rows(NEW)))[0].code == "table_empty"


def test_a_truncated_workbook_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "file", rows(NEW, *TWO))
    path.write_bytes(path.read_bytes()[:-400])

    assert refusal(path)[0].code == "file_cut_short"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "password_protected",
        ),
        (b"<html><table><tr><td>1</td></tr></table></html>", "page_instead_of_table"),
        (b"%PDF-1.7 and so on", "pdf_instead_of_table"),
        (b"", "empty_file"),
    ],
    ids=["with a password", "web page", "PDF", "empty"],
)
def test_a_file_of_the_wrong_kind_is_refused(content: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "file.xlsx"
    path.write_bytes(content)

    with pytest.raises(Refused) as refused:
        importer(DATASET).read(path)
    assert refused.value.problems[0].code == code


def test_an_excerpt_that_ends_within_a_row_is_named(tmp_path: Path) -> None:
    heading = [name.upper() for name in [*OLD, "payment instrument"] if name not in {"id", "product"}]
    made = [heading, ["2025_3Q", "GBR", "United Kingdom"]]

    (problem,) = refusal(files.text(tmp_path / "file", made))
    assert (problem.code, problem.row) == ("row_too_short", 2)


def test_a_total_beyond_reason_is_refused_with_its_cell(tmp_path: Path) -> None:
    declared = definition.load(DATASET)
    reading = importer(DATASET).read(workbook(tmp_path / "file", rows(NEW, {"cc1 total cost %": 30_720})))
    found = checks.check(declared, checks.prepare(declared, reading), codes.known(declared))

    (problem,) = found.problems
    assert (problem.code, problem.sheet, problem.row) == ("value_above_maximum", NEW_SHEET, 2)
    assert problem.column == letter("cc1 total cost %")
