"""What is wrong with a file is found with its place, and nothing is read from it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from datasets.importing import Problem, Refused
from tests.remittances import files
from tests.remittances.readings import importer

PAIR = ("REF_AREA", "COUNTERPART_AREA")
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DATASETS = {"matrix": "REM_FLOW_BILATERAL", "inflows": "REM_INFLOW", "wdi": "REM_INFLOW_WDI"}


def write(tmp_path: Path, kind: str, rows: files.Rows) -> Path:
    """A file of the kind with these rows."""
    if kind in DATASETS:
        return files.workbook(tmp_path / "file", Data=rows)
    return files.text(tmp_path / "file", rows)


def refusal(kind: str, path: Path) -> list[Problem]:
    """The problems for which the importer of a kind refuses a file."""
    dataset = {**DATASETS, "prices": "REM_PRICE_DATABANK", "months": "FX_MONTHLY", "days": "FX_DAILY"}[kind]
    with pytest.raises(Refused) as refused:
        importer(dataset).read(path)
    return refused.value.problems


ROWS: dict[str, Callable[[], files.Rows]] = {
    "matrix": files.matrix,
    "inflows": files.inflows,
    "wdi": files.wdi,
    "prices": files.prices,
    "months": files.months,
}


@pytest.mark.parametrize("kind", ROWS)
def test_a_sound_file_is_read(kind: str, tmp_path: Path) -> None:
    path = write(tmp_path, kind, ROWS[kind]())
    found = importer({**DATASETS, "prices": "REM_PRICE_DATABANK", "months": "FX_MONTHLY"}[kind])

    assert found.sniff(path)
    assert found.read(path).table.height > 0


@pytest.mark.parametrize(
    ("kind", "at", "cell", "place"),
    [
        ("matrix", (4, 2), "about 5", (5, "C")),
        ("inflows", (1, 2), "89,0", (2, "C")),
        ("wdi", (4, 4), "n.d.", (5, "E")),
        ("prices", (1, 6), "4.15 %", (2, "G")),
        ("months", (1, 2), "1e999", (2, "C")),
    ],
)
def test_text_in_a_number_is_named_with_its_cell(
    kind: str, at: tuple[int, int], cell: str, place: tuple[int, str], tmp_path: Path
) -> None:
    rows = ROWS[kind]()
    rows[at[0]][at[1]] = cell

    (problem,) = refusal(kind, write(tmp_path, kind, rows))

    assert (problem.code, problem.value) == ("text_in_number", cell)
    assert (problem.row, problem.column) == place


@pytest.mark.parametrize(
    ("kind", "row", "column", "place"),
    [
        ("matrix", 1, 1, (2, "B")),
        ("matrix", 3, 0, (4, "A")),
        ("inflows", 1, 0, (2, "A")),
        ("prices", 1, 5, (2, "F")),
    ],
)
def test_an_unknown_country_is_named_with_the_nearest_name(
    kind: str, row: int, column: int, place: tuple[int, str], tmp_path: Path
) -> None:
    rows = ROWS[kind]()
    rows[row][column] = "Mexiko City Land" if kind == "prices" else "Untied States"

    problem = refusal(kind, write(tmp_path, kind, rows))[0]

    assert problem.code == "unknown_country"
    assert (problem.row, problem.column) == place
    if kind != "prices":
        assert "United States" in problem.params["suggestion"]


@pytest.mark.parametrize("kind", ROWS)
def test_a_moved_heading_is_named_with_the_row_it_belongs_in(kind: str, tmp_path: Path) -> None:
    rows = ROWS[kind]()
    heading = {"matrix": 1, "wdi": 3}.get(kind, 0)
    rows.insert(0, ["Downloaded by somebody on a Monday"])
    path = write(tmp_path, kind, rows)

    (problem,) = refusal(kind, path)

    assert problem.code == "header_moved"
    assert (problem.row, problem.params["expected"]) == (heading + 2, heading + 1)


def test_a_sheet_that_spans_more_than_memory_holds_is_refused(tmp_path: Path) -> None:
    rows = files.matrix()
    rows[3] = [*rows[3], *[None] * 16_000, 1]
    rows += [[None]] * 5_000 + [["far away"]]

    assert refusal("matrix", write(tmp_path, "matrix", rows))[0].code == "file_unpacks_too_large"


def test_an_empty_row_above_the_inflows_moves_their_heading(tmp_path: Path) -> None:
    (problem,) = refusal("inflows", write(tmp_path, "inflows", [[None], *files.inflows()]))

    assert (problem.code, problem.row, problem.params["expected"]) == ("header_moved", 2, 1)


def test_a_heading_that_is_gone_is_named_with_its_row(tmp_path: Path) -> None:
    (problem,) = refusal("inflows", write(tmp_path, "inflows", files.inflows()[1:]))

    assert (problem.code, problem.sheet, problem.row) == ("header_missing", "Data", 1)


def test_a_renamed_heading_is_named_with_what_should_stand_there(tmp_path: Path) -> None:
    rows = files.prices()
    rows[0][3] = "Series"

    (problem,) = refusal("prices", write(tmp_path, "prices", rows))

    assert (problem.code, problem.row, problem.column, problem.value) == ("header_changed", 1, "D", "Series")
    assert problem.params["expected"] == "Series Code"


@pytest.mark.parametrize(
    ("kind", "row", "place"),
    [("matrix", 3, (5, "A")), ("inflows", 1, (3, "A")), ("wdi", 4, (6, "B")), ("prices", 1, (3, "F"))],
)
def test_a_country_that_stands_there_twice_is_named_with_both_places(
    kind: str, row: int, place: tuple[int, str], tmp_path: Path
) -> None:
    rows = ROWS[kind]()
    rows.insert(row, list(rows[row]))

    problem = refusal(kind, write(tmp_path, kind, rows))[0]

    assert problem.code == "duplicate_key"
    assert (problem.row, problem.column) == place
    assert problem.params["first"] == f"{place[1]}{place[0] - 1}"


def test_two_names_of_one_country_are_a_duplicate(tmp_path: Path) -> None:
    rows = files.inflows()
    rows.insert(2, ["IND", 1.0, 1.0, 1.0])

    assert refusal("inflows", write(tmp_path, "inflows", rows))[0].code == "duplicate_key"


def test_a_world_total_that_does_not_match_is_named(tmp_path: Path) -> None:
    rows = files.inflows()
    rows[3][2] = 90.0

    (problem,) = refusal("inflows", write(tmp_path, "inflows", rows))

    assert (problem.code, problem.row, problem.column, problem.value) == ("total_does_not_match", 4, "C", "90")
    assert problem.params["found"] == 89.0


def test_printed_totals_of_a_matrix_are_handed_on_with_their_cells(tmp_path: Path) -> None:
    totals = importer("REM_FLOW_BILATERAL").read(write(tmp_path, "matrix", files.matrix())).totals

    world = next(total for total in totals if set(total.where) == {"TIME_PERIOD"})
    assert (world.value, world.row, world.column) == (62_901.5, 6, "E")
    assert len(totals) == 7


def test_a_withdrawn_estimate_loosens_the_totals_it_is_in_by_half_a_percent(tmp_path: Path) -> None:
    rows = files.matrix()
    rows[2][3] = "-"
    found = importer("REM_FLOW_BILATERAL").read(write(tmp_path, "matrix", rows))

    of_india = [total for total in found.totals if total.where.get("REF_AREA") == "IND"]
    assert [(total.severity, total.tolerance) for total in of_india] == [("warning", 0.01), ("error", 0.5)]
    withheld = found.table.filter(found.table["OBS_VALUE"].is_null()).select(*PAIR, "OBS_STATUS")
    assert withheld.rows() == [("IND", "USA", "Q")]


def test_a_transposed_matrix_is_refused(tmp_path: Path) -> None:
    transposed = [list(column) for column in zip(*files.FLOWS, strict=True)]

    (problem,) = refusal("matrix", write(tmp_path, "matrix", files.matrix(flows=transposed)))

    assert problem.code == "orientation_reversed"
    assert problem.params == {"sent": 1800.0, "returned": 52000.0}
    assert (problem.sheet, problem.row, problem.column) == ("Data", 5, "C")


def test_a_matrix_without_the_corridor_that_proves_its_direction_is_refused(tmp_path: Path) -> None:
    flows = [list(row) for row in files.FLOWS]
    flows[1][2] = None

    assert refusal("matrix", write(tmp_path, "matrix", files.matrix(flows=flows)))[0].code == "orientation_unproved"


@pytest.mark.parametrize(
    ("cut", "code"), [(slice(None, 5), "total_row_missing"), (slice(None, 2), "total_row_missing")]
)
def test_a_matrix_cut_off_before_its_totals_is_refused(cut: slice, code: str, tmp_path: Path) -> None:
    assert refusal("matrix", write(tmp_path, "matrix", files.matrix()[cut]))[0].code == code


def test_a_matrix_without_its_total_column_is_refused(tmp_path: Path) -> None:
    rows = [row[:4] for row in files.matrix()]

    assert refusal("matrix", write(tmp_path, "matrix", rows))[0].code == "total_column_missing"


def test_an_export_cut_off_before_its_footer_is_refused(tmp_path: Path) -> None:
    (problem,) = refusal("prices", write(tmp_path, "prices", files.prices()[:3]))

    assert (problem.code, problem.row) == ("footer_missing", 3)


def test_another_series_among_the_prices_is_refused(tmp_path: Path) -> None:
    rows = files.prices()
    rows[1][3] = "ATCR.500"

    (problem,) = refusal("prices", write(tmp_path, "prices", rows))

    assert (problem.code, problem.row, problem.column) == ("series_unknown", 2, "D")


def test_a_quarter_that_cannot_be_is_refused(tmp_path: Path) -> None:
    rows = files.prices()
    rows[0][6] = "2016Q5 [YR2016Q5]"

    assert refusal("prices", write(tmp_path, "prices", rows))[0].code == "quarter_not_understood"


@pytest.mark.parametrize("kind", ["prices", "months"])
def test_a_row_that_ends_early_is_named(kind: str, tmp_path: Path) -> None:
    rows = ROWS[kind]()
    rows[1].pop()

    (problem,) = refusal(kind, write(tmp_path, kind, rows))

    assert (problem.code, problem.row) == ("row_too_short", 2)


@pytest.mark.parametrize(("kind", "column", "place"), [("inflows", 2, (1, "C")), ("wdi", 5, (4, "F"))])
def test_a_year_that_cannot_be_read_is_named(kind: str, column: int, place: tuple[int, str], tmp_path: Path) -> None:
    rows = ROWS[kind]()
    rows[place[0] - 1][column] = "20O1"

    (problem,) = refusal(kind, write(tmp_path, kind, rows))

    assert (problem.code, problem.value) == ("year_not_understood", "20O1")
    assert (problem.row, problem.column) == place


def test_a_wrong_code_is_named_with_the_code_of_the_country_beside_it(tmp_path: Path) -> None:
    rows = files.prices()
    rows[1][1] = "XXQ"

    (problem,) = refusal("prices", write(tmp_path, "prices", rows))

    assert (problem.code, problem.value, problem.params["suggestion"]) == ("unknown_country", "XXQ", "GBR")


def test_outflows_are_not_taken_for_inflows(tmp_path: Path) -> None:
    rows = files.inflows()
    rows[0][0] = "Remittance outflows (US$ million)"
    path = write(tmp_path, "inflows", rows)

    assert not importer("REM_INFLOW").sniff(path)
    assert refusal("inflows", path)[0].code == "direction_differs"


def test_an_indicator_of_another_dataset_is_refused(tmp_path: Path) -> None:
    rows = files.wdi()
    for row in rows[4:]:
        row[3] = "SI.RMT.COST.IB.ZS"
    path = write(tmp_path, "wdi", rows)

    assert not importer("REM_INFLOW_WDI").sniff(path)
    assert refusal("wdi", path)[0].code == "indicator_missing"


def test_wdi_amounts_become_millions_groups_are_left_out_and_thin_world_totals_marked(tmp_path: Path) -> None:
    table = importer("REM_INFLOW_WDI").read(write(tmp_path, "wdi", files.wdi())).table

    assert table.select("REF_AREA", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS").rows() == [
        ("001", "2020", 700.0, "A"),
        ("001", "2021", 100.0, "U"),
        ("IND", "2020", 83.0, "A"),
        ("IND", "2021", 89.0, "A"),
    ]


def test_flows_tell_estimates_and_noughts_from_figures(tmp_path: Path) -> None:
    table = importer("REM_INFLOW").read(write(tmp_path, "inflows", files.inflows())).table

    algeria = table.filter(table["REF_AREA"] == "DZA").select("TIME_PERIOD", "OBS_VALUE", "OBS_STATUS")
    assert algeria.rows() == [("2020", None, "L"), ("2022", 2.0, "E")]


def test_rates_quoted_in_dollars_per_pound_are_turned_round(tmp_path: Path) -> None:
    rows = files.months()
    rows[1][2] = "1.25"
    rows.append(["2020-01-01", "Australia", "0.8"])
    table = importer("FX_MONTHLY").read(write(tmp_path, "months", rows)).table

    assert dict(table.select("CURRENCY", "OBS_VALUE").rows()) == {"AUD": 1.25, "GBP": 0.8, "INR": 71.28}


def test_rates_without_a_pound_to_tell_their_direction_are_refused(tmp_path: Path) -> None:
    assert refusal("months", write(tmp_path, "months", files.months()[::2]))[0].code == "quotation_unproved"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (["2020-13-01", "India", "1"], "date_not_understood"),
        (["2020-02-01", "Atlantis", "1"], "currency_unknown"),
        (["2020-02-01", "India", "0"], "rate_not_positive"),
        (["2020-01-01", "India", "1"], "duplicate_key"),
        (["2020-02-01", "India"], "row_too_short"),
    ],
)
def test_a_wrong_row_of_rates_is_refused(row: list[object], code: str, tmp_path: Path) -> None:
    assert refusal("months", write(tmp_path, "months", [*files.months(), row]))[0].code == code


def test_daily_rates_are_read_out_of_their_archive(tmp_path: Path) -> None:
    path = files.archive(tmp_path / "file", "Date,USD,GBP,\n2026-10-30,1.1172,0.8338,\n2026-10-29,N/A,0.83578,\n")
    found = importer("FX_DAILY")

    assert found.sniff(path)
    assert found.read(path).table.height == 3


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "page_instead_of_table"),
        (OLE2 + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "password_protected"),
        (OLE2 + b"\0" * 600, "workbook_damaged"),
        (b"PK\x03\x04 and then nothing", "file_cut_short"),
    ],
    ids=["empty", "web page", "with a password", "damaged", "cut short"],
)
@pytest.mark.parametrize("kind", ["matrix", "inflows", "wdi"])
def test_what_is_no_workbook_is_refused(kind: str, content: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "file.xls"
    path.write_bytes(content)

    assert refusal(kind, path)[0].code == code


def test_a_truncated_workbook_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "matrix", files.matrix())
    path.write_bytes(path.read_bytes()[:-400])

    assert refusal("matrix", path)[0].code == "file_cut_short"


def test_a_damaged_archive_is_refused(tmp_path: Path) -> None:
    days = "".join(f"2026-01-{day:02},1.1{day},0.83{day},\n" for day in range(1, 29))
    path = files.archive(tmp_path / "file", f"Date,USD,GBP,\n{days}")
    content = bytearray(path.read_bytes())
    content[80:90] = bytes(10)
    path.write_bytes(content)

    assert refusal("days", path)[0].code == "file_cut_short"


@pytest.mark.parametrize("kind", ["prices", "months"])
def test_a_workbook_where_text_is_expected_is_refused(kind: str, tmp_path: Path) -> None:
    path = files.workbook(tmp_path / "file", Data=ROWS[kind]())

    assert refusal(kind, path)[0].code == "not_a_text_table"
    assert refusal("days", path)[0].code == "not_an_archive"


@pytest.mark.parametrize("dataset", ["REM_FLOW_BILATERAL", "REM_INFLOW", "REM_INFLOW_WDI", "FX_DAILY", "FX_MONTHLY"])
def test_a_strange_text_is_nobodys(dataset: str, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("to whom it may concern\n")

    assert not importer(dataset).sniff(path)
