"""Observations as files: Parquet, Arrow, XLSX, chosen columns, counts, ready files and citations."""

from __future__ import annotations

import csv
import datetime as dt
import gc
import gzip
import io
import json
import warnings
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import zstandard
from django.test import Client
from frictionless import Package, Report, system
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal
from pytest_django import Settings
from python_calamine import CalamineWorkbook

from datasets import queries, tasks
from datasets.actions import bulk
from datasets.formats import tables
from datasets.models import BulkFile, Release
from tests.api.releases import FIRST, published, withdrawn
from tests.api.test_data import FLOWS, errors, matrix
from web_api.byte_ranges import ByteRange, NotSatisfiableError, asked

pytestmark = pytest.mark.django_db

FILES = "/api/v1/datasets/REM_FLOW_BILATERAL/releases/1"


@pytest.fixture
def release() -> Release:
    return published("REM_FLOW_BILATERAL", matrix())


@pytest.fixture
def ready(release: Release, settings: Settings, tmp_path: Path) -> Release:
    settings.STATE_DIR = tmp_path
    assert bulk.write_bulk_files(release=release, at=FIRST)
    return release


def read(content: bytes, written_as: str) -> pl.DataFrame:
    if written_as == "parquet":
        return pl.read_parquet(io.BytesIO(content))
    if written_as == "arrow":
        return pl.read_ipc_stream(io.BytesIO(content))
    first, *rest = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("Data").to_python()
    return pl.DataFrame([[None if cell == "" else cell for cell in row] for row in rest], schema=first, orient="row")


def validated(package: BulkFile) -> Report:
    """What the package checker says; it leaves files open, which is not what is tested here."""
    with warnings.catch_warnings(action="ignore", category=ResourceWarning), system.use_context(trusted=True):
        report = Package(str(package.path)).validate()
        gc.collect()
    return report


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.mark.parametrize("written_as", ["parquet", "arrow", "xlsx"])
def test_a_file_holds_the_same_cells_as_the_release(client: Client, release: Release, written_as: str) -> None:
    response = client.get(f"{FLOWS}.{written_as}")

    stored = queries.frame(release)
    assert response.status_code == 200
    assert response.headers["Content-Disposition"].endswith(f'.{written_as}"')
    assert_frame_equal(read(response.content, written_as).cast(dict(stored.schema)), stored)


@pytest.mark.usefixtures("release")
@pytest.mark.parametrize("written_as", ["parquet", "arrow", "xlsx"])
def test_filters_columns_and_labels_hold_in_every_file(client: Client, written_as: str) -> None:
    asked_for = "?ref_area=DEU&time_period=2021&columns=obs_value,counterpart_area&labels=both"
    table = read(client.get(f"{FLOWS}.{written_as}{asked_for}").content, written_as)

    assert table.columns == ["COUNTERPART_AREA", "COUNTERPART_AREA_LABEL", "OBS_VALUE"]
    assert table.rows() == [("IND", "India", 2.5), ("MEX", "Mexico", 2.75), ("PHL", "Philippines", 3.0)]


@pytest.mark.usefixtures("release")
def test_a_workbook_says_what_it_is_and_takes_nothing_for_a_formula(client: Client) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get(f"{FLOWS}.xlsx").content))
    about = dict(row[:2] for row in book.get_sheet_by_name("About").to_python())

    assert about["Dataset"] == "REM_FLOW_BILATERAL"
    assert about["Address"].endswith("/en/datasets/REM_FLOW_BILATERAL/?release=1")
    assert {"Source", "Licence", "Unit"} <= about.keys()


@pytest.mark.usefixtures("release")
def test_chosen_columns_come_in_the_order_of_the_dataset_in_json_and_csv(client: Client) -> None:
    chosen = "?columns=obs_value,REF_AREA&ref_area=CHE&time_period=2021"
    page = client.get(FLOWS + chosen).json()
    text = body(client.get(f"{FLOWS}.csv{chosen}")).decode()

    assert page["columns"] == ["REF_AREA", "OBS_VALUE"]
    assert page["rows"] == [["CHE", None], ["CHE", 0.25], ["CHE", 0.5]]
    assert list(csv.reader(io.StringIO(text))) == [
        ["REF_AREA", "OBS_VALUE"],
        ["CHE", ""],
        ["CHE", "0.25"],
        ["CHE", "0.5"],
    ]


@pytest.mark.usefixtures("release")
def test_pages_go_on_without_the_columns_of_the_key(client: Client) -> None:
    address, values = f"{FLOWS}?columns=obs_value&limit=7", []
    while address:
        page = client.get(address).json()
        values += [row[0] for row in page["rows"]]
        address = page["next"]

    everything = client.get(f"{FLOWS}?columns=obs_value").json()
    assert values == [row[0] for row in everything["rows"]]


@pytest.mark.usefixtures("release")
def test_an_unknown_column_is_named_with_the_one_that_was_meant(client: Client) -> None:
    assert "OBS_VALUE" in errors(client, "columns=obs_vaule")["columns"]


@pytest.mark.usefixtures("release")
def test_too_many_rows_for_a_format_are_refused_with_a_way_out(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(tables.MOST_ROWS, "xlsx", 10)  # type: ignore[misc]

    refused = client.get(f"{FLOWS}.xlsx")

    assert refused.status_code == 413
    assert refused.json()["type"].endswith("/problems/too-many-rows/")
    assert "CSV" in refused.json()["errors"][0]["mend"]
    assert client.get(f"{FLOWS}.xlsx?limit=10").status_code == 200
    assert client.get(f"{FLOWS}.xlsx?ref_area=CHE").status_code == 200


# What it would cost


@pytest.mark.usefixtures("ready")
def test_a_count_tells_rows_bytes_preview_and_ready_files(client: Client) -> None:
    told = client.get("/api/v1/datasets/REM_FLOW_BILATERAL/count").json()
    real = len(client.get(f"{FLOWS}.csv", headers={"accept-encoding": "identity"}).getvalue())

    assert told["rows"] == 24
    assert told["fits"] == {"xlsx": True, "parquet": True, "arrow": True}
    assert abs(told["bytes"]["csv"] - real) < real / 5
    assert told["preview"][0] == client.get(FLOWS).json()["rows"][0]
    assert {file["format"] for file in told["files"]} == set(BulkFile.Format.values)


@pytest.mark.usefixtures("release")
def test_a_count_takes_the_filters_of_the_data_and_refuses_what_it_refuses(client: Client) -> None:
    address = "/api/v1/datasets/REM_FLOW_BILATERAL/count"

    assert client.get(f"{address}?ref_area=DEU&start_period=2021").json()["rows"] == 3
    assert client.get(f"{address}?ref_area=DEU&time_period=1999").json()["bytes"] == {"csv": 0, "json": 0}
    assert client.get(f"{address}?ref_area=XYZ").status_code == 400
    assert client.get(f"{address}?cursor=abc").status_code == 400


# Ready files


def test_every_format_holds_the_cells_of_the_release(ready: Release) -> None:
    stored = queries.frame(ready)
    found = {file.format: file.path.read_bytes() for file in ready.bulk_files.all()}
    texts = [gzip.decompress(found["csv.gz"]), zstandard.ZstdDecompressor().stream_reader(found["csv.zst"]).read()]

    for text in texts:
        assert_frame_equal(pl.read_csv(text, schema=stored.schema), stored)
    assert_frame_equal(pl.read_parquet(io.BytesIO(found["parquet"])), stored)


def test_written_again_a_release_gives_the_same_bytes(ready: Release) -> None:
    before = dict(ready.bulk_files.values_list("name", "sha256"))

    bulk.write_bulk_files(release=ready, at=FIRST)

    assert dict(ready.bulk_files.values_list("name", "sha256")) == before
    assert sorted(path.name for path in ready.bulk_files.first().path.parent.parent.iterdir()) == ["1"]  # type: ignore[union-attr]


def test_the_data_package_is_valid_and_says_source_licence_and_key(ready: Release) -> None:
    file = ready.bulk_files.get(format=BulkFile.Format.PACKAGE)
    report = validated(file)
    told = json.loads(file.path.read_text())

    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "message"])
    assert told["resources"][0]["schema"]["primaryKey"] == ["REF_AREA", "COUNTERPART_AREA", "TIME_PERIOD"]
    assert told["licenses"][0]["name"] == ready.definition.source.licence.id
    assert told["id"].endswith("?release=1")


def test_a_package_notices_a_changed_file(ready: Release) -> None:
    zipped = ready.bulk_files.get(format=BulkFile.Format.CSV_GZIP).path
    zipped.write_bytes(gzip.compress(gzip.decompress(zipped.read_bytes()).replace(b"CHE", b"CHF")))
    package = ready.bulk_files.get(format=BulkFile.Format.PACKAGE)

    assert not validated(package).valid


def test_a_ready_file_is_served_whole_with_its_digest_as_tag(client: Client, ready: Release) -> None:
    file = ready.bulk_files.get(format=BulkFile.Format.PARQUET)
    response = client.get(f"{FILES}/{file.name}", headers={"accept-encoding": "gzip"})

    assert body(response) == file.path.read_bytes()
    assert response.headers["ETag"] == f'"{file.sha256}"'
    assert response.headers["Content-Length"] == str(file.size)
    assert "Content-Encoding" not in response.headers
    assert client.get(f"{FILES}/{file.name}", headers={"if-none-match": response.headers["ETag"]}).status_code == 304


def test_a_broken_download_goes_on_where_it_stopped(client: Client, ready: Release) -> None:
    file = ready.bulk_files.get(format=BulkFile.Format.CSV_GZIP)
    content, address = file.path.read_bytes(), f"{FILES}/{file.name}"
    rest = client.get(address, headers={"range": "bytes=10-", "if-range": f'"{file.sha256}"'})
    other = client.get(address, headers={"range": "bytes=10-", "if-range": '"another"'})
    beyond = client.get(address, headers={"range": f"bytes={file.size}-"})

    assert (rest.status_code, body(rest)) == (206, content[10:])
    assert rest.headers["Content-Range"] == f"bytes 10-{file.size - 1}/{file.size}"
    assert (other.status_code, body(other)) == (200, content)
    assert beyond.status_code == 416
    assert beyond.headers["Content-Range"] == f"bytes */{file.size}"


@given(size=st.integers(1, 10**6), first=st.none() | st.integers(0, 10**6), last=st.none() | st.integers(0, 10**6))
def test_a_range_never_leaves_the_file(size: int, first: int | None, last: int | None) -> None:
    header = f"bytes={'' if first is None else first}-{'' if last is None else last}"
    try:
        part = asked(header, size)
    except NotSatisfiableError:
        assert (first or 0) >= size or (first is None and last == 0)
        return
    if part is None:
        assert (first is None and last is None) or (first is not None and last is not None and last < first)
    else:
        assert 0 <= part.first <= part.last < size
        assert first is None or part.first == first


@pytest.mark.parametrize(
    ("header", "part"), [("bytes=0-0", ByteRange(0, 0)), ("bytes=-1", ByteRange(9, 9)), ("bytes=8-99", ByteRange(8, 9))]
)
def test_a_range_is_read_as_the_standard_says(header: str, part: ByteRange) -> None:
    assert asked(header, 10) == part


@pytest.mark.parametrize(
    "header",
    ["", "bytes", "bytes=-", "bytes=0-1,4-5", "lines=0-1", "bytes=a-b", "bytes=5-2", "bytes=" + "9" * 99 + "-"],
)
def test_what_is_no_single_range_is_passed_over(header: str) -> None:
    assert asked(header, 10) is None


def test_whole_csv_comes_as_it_was_compressed(client: Client, ready: Release) -> None:
    packed = client.get(f"{FLOWS}.csv", headers={"accept-encoding": "gzip, zstd"})
    zipped = client.get(f"{FLOWS}.csv", headers={"accept-encoding": "gzip"})
    plain = client.get(f"{FLOWS}.csv", headers={"accept-encoding": "identity"})

    assert packed.headers["Content-Encoding"] == "zstd"
    assert body(packed) == ready.bulk_files.get(format=BulkFile.Format.CSV_ZSTD).path.read_bytes()
    assert gzip.decompress(body(zipped)) == body(plain)


def test_a_filter_is_never_answered_from_the_whole_file(client: Client, ready: Release) -> None:
    response = client.get(f"{FLOWS}.csv?ref_area=CHE", headers={"accept-encoding": "zstd"})

    assert "Content-Encoding" not in response.headers
    assert body(response).count(b"\n") == 1 + 6


def test_a_withdrawn_release_has_no_files_any_more(client: Client, ready: Release) -> None:
    name = ready.bulk_files.get(format=BulkFile.Format.CSV_GZIP).name
    withdrawn(ready, at=FIRST + dt.timedelta(days=1))

    assert client.get(f"{FILES}/{name}").status_code == 410
    assert list(bulk.releases_without_files()) == []


@pytest.mark.usefixtures("ready")
@pytest.mark.parametrize("name", ["..%2F..%2Fsecret", "REM_FLOW_BILATERAL_2.csv.gz", "x", "%00"])
def test_only_files_of_the_release_are_served(client: Client, name: str) -> None:
    assert client.get(f"{FILES}/{name}").status_code == 404


def test_the_files_of_a_release_stand_in_its_description(client: Client, ready: Release) -> None:
    files = client.get(f"{FILES}/").json()["files"]

    assert {file["name"]: file["sha256"] for file in files} == dict(ready.bulk_files.values_list("name", "sha256"))
    for file in files:
        assert len(body(client.get(file["url"]))) == file["size"]


def test_missing_files_are_written_by_the_job_and_only_those(
    release: Release, settings: Settings, tmp_path: Path
) -> None:
    settings.STATE_DIR = tmp_path
    assert list(bulk.releases_without_files()) == [release]

    tasks.write_bulk_files(release.pk)
    written = set(release.bulk_files.values_list("pk", flat=True))
    tasks.write_bulk_files(release.pk)

    assert list(bulk.releases_without_files()) == []
    assert set(release.bulk_files.values_list("pk", flat=True)) == written


def test_a_lost_file_is_written_again(ready: Release) -> None:
    ready.bulk_files.get(format=BulkFile.Format.PARQUET).path.unlink()
    assert list(bulk.releases_without_files()) == [ready]

    tasks.write_bulk_files(ready.pk)

    assert ready.bulk_files.get(format=BulkFile.Format.PARQUET).path.exists()


def test_writing_that_fails_half_way_leaves_what_was_there(ready: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {file.name: file.path.read_bytes() for file in ready.bulk_files.all()}

    def break_off(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(bulk, "_sha256", break_off)
    with pytest.raises(OSError, match="no space"):
        bulk.write_bulk_files(release=ready, at=FIRST)

    assert {file.name: file.path.read_bytes() for file in ready.bulk_files.all()} == before


# Citations


@pytest.mark.parametrize(
    ("ending", "start", "kind"),
    [
        ("bib", "@misc{IIMD_REM_FLOW_BILATERAL_1,", "x-bibtex"),
        ("ris", "TY  - DATA\r\n", "x-research-info"),
        ("txt", "World Bank", "text/plain"),
    ],
)
@pytest.mark.usefixtures("release")
def test_a_citation_names_the_release_and_its_address(client: Client, ending: str, start: str, kind: str) -> None:
    response = client.get(f"{FILES}/citation.{ending}")
    text = response.content.decode()

    assert kind in response.headers["Content-Type"]
    assert text.startswith(start)
    assert "/en/datasets/REM_FLOW_BILATERAL/?release=1" in text
    assert str(FIRST.year) in text


@pytest.mark.usefixtures("release")
def test_a_citation_in_an_unknown_format_says_which_there_are(client: Client) -> None:
    refused = client.get(f"{FILES}/citation.docx")

    assert refused.status_code == 406
    assert ".bib" in refused.json()["errors"][0]["mend"]
