"""From files to published releases and what is computed from them, in the database."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from datasets import queries
from datasets.models import ImportRun, Release, SourceFile
from remittances import demo
from tests.remittances import files
from tests.remittances.readings import FOLDER
from tests.shared import shared

pytestmark = pytest.mark.slow
loaded = pytest.mark.usefixtures("carried_releases")

MEXICO = {"REF_AREA": "USA", "COUNTERPART_AREA": "MEX"}


def last(dataset: str, **codes: str) -> dict[str, object]:
    """The last observation of a series of the published release."""
    return queries.series(dataset, **codes)[-1]


@loaded
def test_carried_tables_give_the_figures_of_the_corridor_page() -> None:
    flows = queries.series("REM_FLOW_BILATERAL", **MEXICO)
    prices = queries.series("REM_PRICE_CORRIDOR", **MEXICO)
    saving = last("REM_SAVING", REF_AREA="001", COUNTERPART_AREA="001", INDICATOR="SAVING_3PCT")

    assert [(row["TIME_PERIOD"], round(row["OBS_VALUE"])) for row in flows] == [("2017", 30_019), ("2021", 52_595)]
    assert (prices[-1]["TIME_PERIOD"], round(prices[-1]["OBS_VALUE"], 2)) == ("2020-Q3", 4.18)
    assert (saving["TIME_PERIOD"], round(saving["OBS_VALUE"] / 1000, 2)) == ("2020-Q3", 8.97)
    assert (saving["CORRIDORS"], round(saving["COVERAGE_PERCENT"], 1)) == (352, 62.1)


@loaded
def test_each_matrix_is_a_vintage_and_the_later_one_holds_the_earlier() -> None:
    releases = Release.objects.filter(dataset="REM_FLOW_BILATERAL").order_by("number")

    assert [(release.vintage, release.status) for release in releases] == [
        ("2017", Release.Status.SUPERSEDED),
        ("2021", Release.Status.PUBLISHED),
    ]
    assert queries.available_codes(releases[1], "TIME_PERIOD") == ["2017", "2021"]


@loaded
def test_loading_again_changes_nothing() -> None:
    before = Release.objects.count()

    call_command("load_demo_data", verbosity=0)

    assert Release.objects.count() == before


@loaded
def test_a_derived_release_names_the_releases_it_came_from() -> None:
    release = queries.published_release("REM_SAVING")

    assert release is not None
    assert {each.input.dataset_id for each in release.inputs.all()} == {"REM_PRICE_CORRIDOR", "REM_FLOW_BILATERAL"}
    assert release.parameters == {"thresholds": [3, 5], "least_corridors": 150}


@pytest.mark.shared
@pytest.mark.parametrize(
    ("command", "path", "dataset"),
    [
        ("import_rpw_databank", "rpw/rpw_databank_corridors_2011Q1_2020Q3.csv", "REM_PRICE_DATABANK"),
        ("import_remittance_matrix", "knomad/bilateral_remittances_2021.xlsx", "REM_FLOW_BILATERAL"),
    ],
)
@loaded
def test_importing_the_published_file_gives_what_is_carried(command: str, path: str, dataset: str) -> None:
    carried = queries.published_release(dataset)

    call_command(command, str(shared(f"{FOLDER}/{path}")), verbosity=0, stdout=StringIO())

    imported = Release.objects.filter(dataset=dataset).latest("number")
    assert carried is not None
    assert (imported.status, imported.digest) == (Release.Status.CHECKED, carried.digest)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("command", "path", "dataset"),
    [
        ("import_remittance_flows", "knomad/remittance-outflows-2000-2022_june2023.xlsx", "REM_OUTFLOW"),
        ("import_wdi", "wdi/sending-cost-from-country.xls", "REM_COST_SENDING"),
        ("import_exchange_rates", "fx/fx_usd_monthly.csv", "FX_MONTHLY"),
    ],
)
@pytest.mark.usefixtures("declared")
def test_a_command_finds_the_dataset_its_file_belongs_to(command: str, path: str, dataset: str) -> None:
    call_command(command, str(shared(f"{FOLDER}/{path}")), verbosity=0, stdout=StringIO())

    release = Release.objects.get(dataset=dataset)
    assert release.row_count == next(table.rows for table in demo.manifest() if table.dataset == dataset)


@pytest.mark.shared
@loaded
def test_the_matrix_of_2010_is_imported_with_its_year_and_the_others_carried_over() -> None:
    path = str(shared(f"{FOLDER}/knomad/bilateral_remittances_2010.csv"))

    with pytest.raises(CommandError):
        call_command("import_remittance_matrix", path, verbosity=0, stdout=StringIO())
    call_command("import_remittance_matrix", path, "--year=2010", "--publish", verbosity=0, stdout=StringIO())

    release = queries.published_release("REM_FLOW_BILATERAL")
    assert release is not None
    assert queries.available_codes(release, "TIME_PERIOD") == ["2010", "2017", "2021"]
    average = queries.series("REM_PRICE_AVERAGE", REF_AREA="001", COUNTERPART_AREA="001", INDICATOR="MEAN_WEIGHTED")
    assert average[0]["WEIGHT_YEAR"] == "2010"


@loaded
def test_a_file_that_is_refused_leaves_the_published_release_as_it_was(tmp_path: Path) -> None:
    rows = files.matrix()
    rows[2][4] = 101.0
    path = files.workbook(tmp_path / "matrix.xlsx", Data=rows)
    before = queries.published_release("REM_FLOW_BILATERAL")

    with pytest.raises(CommandError):
        call_command("import_remittance_matrix", str(path), verbosity=0, stdout=StringIO())

    assert queries.published_release("REM_FLOW_BILATERAL") == before
    run = ImportRun.objects.latest("started_at")
    problem = run.problems.get()
    assert (run.state, run.release) == (ImportRun.State.REFUSED, None)
    assert (problem.code, problem.sheet, problem.row, problem.column) == ("total_does_not_match", "Data", 3, "E")
    assert not SourceFile.objects.get(name="matrix.xlsx").stored


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no file"):
        call_command("import_wdi", str(tmp_path / "none.xls"))
