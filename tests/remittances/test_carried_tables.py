"""The tables that the repository carries are what the manifest says, and can be made again."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from remittances import demo
from tests.shared import shared

ALLOWED = {"CC-BY-4.0", "PDDL-1.0", "LicenseRef-ECB-reuse"}
MOST_BYTES = 2_500_000


@pytest.mark.parametrize("table", demo.manifest(), ids=lambda table: table.file)
def test_a_carried_table_is_the_one_the_manifest_speaks_of(table: demo.Table) -> None:
    content = (demo.FOLDER / table.file).read_bytes()

    assert hashlib.sha256(content).hexdigest() == table.sha256
    assert demo.unpacked(demo.FOLDER / table.file).height == table.rows


@pytest.mark.parametrize("table", demo.manifest(), ids=lambda table: table.file)
def test_terms_allow_a_carried_table(table: demo.Table) -> None:
    assert table.licence in ALLOWED
    assert table.licence_url.startswith("https://")
    assert table.terms_note
    assert table.publisher


def test_every_table_in_the_folder_is_in_the_manifest() -> None:
    listed = {table.file for table in demo.manifest()}

    assert {path.name for path in demo.FOLDER.glob("*.csv.gz")} == listed
    assert {source.file for source in demo.sources()} == listed


def test_carried_tables_are_small() -> None:
    assert sum(path.stat().st_size for path in demo.FOLDER.glob("*.csv.gz")) < MOST_BYTES


@pytest.mark.shared
@pytest.mark.slow
def test_published_files_give_the_same_bytes_again(tmp_path: Path) -> None:
    made = list(demo.build(shared("data/remittances"), tmp_path))

    assert len(made) == len(demo.manifest())
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (demo.FOLDER / path.name).read_bytes(), path.name
