"""rsdmx and readsdmx as clients of the running hub: what an analyst with R gets is what the database holds."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from datasets import definition as definitions
from datasets import queries
from datasets.selection import Selection

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
R = shutil.which("Rscript")

# R takes seconds to start, so one script asks everything and leaves a table for each question.
RSDMX = """
library(rsdmx)
keep <- function(name, found) write.csv(as.data.frame(found), paste0(name, ".csv"), row.names = FALSE)
keep("flows", readSDMX("URL/2.1/dataflow/all/all/latest/"))
for (form in c("genericdata", "structurespecificdata")) {
  address <- "URL/2.1/data/REM_FLOW_BILATERAL/USA+DEU./all/?startPeriod=2020&endPeriod=2021&format="
  keep(form, readSDMX(paste0(address, form)))
}
addSDMXServiceProvider(SDMXServiceProvider(
  agencyId = "IIMD", name = "hub", scale = "international", country = NA_character_,
  builder = SDMXREST21RequestBuilder(regUrl = "URL/2.1", repoUrl = "URL/2.1", compliant = TRUE)))
data <- readSDMX(providerId = "IIMD", resource = "data", flowRef = "REM_FLOW_BILATERAL", key = "USA.MEX",
  start = 2020, end = 2021, dsd = TRUE)
keep("labelled", as.data.frame(data, labels = TRUE))
"""
READSDMX = """
for (form in c("genericdata", "structurespecificdata")) {
  found <- readsdmx::read_sdmx(paste0("URL/2.1/data/REM_FLOW_BILATERAL/USA+DEU./all?format=", form))
  write.csv(found, paste0(form, ".csv"), row.names = FALSE)
}
"""


def run(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    assert R is not None
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "R_LIBS") if name in os.environ}
    return subprocess.run(
        [R, "--vanilla", "-e", script],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env=kept | {"LC_ALL": "C.UTF-8", "NO_PROXY": "localhost,127.0.0.1"},
    )


def tables(package: str, script: str, service: str, folder: Path) -> dict[str, list[dict[str, str]]]:
    """What the script leaves behind, by name; the test is skipped where R or the package is not installed."""
    has = f'quit(status = if (requireNamespace("{package}", quietly = TRUE)) 0 else 1)'
    if R is None or run(has, folder).returncode:
        pytest.skip(f"R has no {package} here")
    done = run(script.replace("URL", service), folder)
    assert done.returncode == 0, done.stderr
    return {
        path.stem: list(csv.DictReader(path.read_text(encoding="utf-8").splitlines())) for path in folder.glob("*.csv")
    }


def values(rows: list[dict[str, str]], time: str, value: str) -> dict[tuple[str, ...], float]:
    """Values by key. R writes fifteen digits, which is one or two less than there are."""
    key = ("REF_AREA", "COUNTERPART_AREA", time)
    return {tuple(row[each] for each in key): float(row[value]) for row in rows if row[value] not in ("", "NA")}


def stored(**where: list[str]) -> dict[tuple[str, ...], float]:
    release = queries.published_release("REM_FLOW_BILATERAL")
    assert release is not None
    rows = queries.rows(release, Selection(where=where))
    return {
        tuple(row[each] for each in release.definition.key): pytest.approx(row["OBS_VALUE"], rel=1e-14) for row in rows
    }


def test_rsdmx_reads_flows_structures_labels_and_data(service: str, tmp_path: Path) -> None:
    found = tables("rsdmx", RSDMX, service, tmp_path)

    assert {row["id"] for row in found["flows"]} == set(definitions.all_definitions())
    assert {row["Name.fr"] for row in found["flows"] if row["id"] == "REM_INFLOW"} == {"Envois de fonds reçus"}
    wanted = stored(REF_AREA=["USA", "DEU"])
    assert values(found["genericdata"], "obsTime", "obsValue") == wanted
    assert values(found["structurespecificdata"], "TIME_PERIOD", "OBS_VALUE") == wanted
    labels = {(row["REF_AREA_label.en"], row["COUNTERPART_AREA_label.es"]) for row in found["labelled"]}
    assert labels == {("United States", "México")}
    assert values(found["labelled"], "obsTime", "obsValue") == stored(REF_AREA=["USA"], COUNTERPART_AREA=["MEX"])


def test_readsdmx_reads_data(service: str, tmp_path: Path) -> None:
    found = tables("readsdmx", READSDMX, service, tmp_path)

    wanted = stored(REF_AREA=["USA", "DEU"])
    assert values(found["genericdata"], "ObsDimension", "ObsValue") == wanted
    assert values(found["structurespecificdata"], "TIME_PERIOD", "OBS_VALUE") == wanted
