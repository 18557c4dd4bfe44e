"""Every published file passes the checks that stand before publication."""

from __future__ import annotations

import polars as pl
import pytest

from datasets import checks, codes, definition
from datasets.importing import Problem, Reading
from tests.remittances.readings import reading

pytestmark = [pytest.mark.shared, pytest.mark.slow]

FILES = [
    ("REM_MIGRANT_STOCK", "knomad/bilateral_migrant_stocks_2017.xlsx"),
    ("REM_INCOME_USD", "knomad/gdp_per_capita_2017.xlsx"),
    ("REM_INCOME_PPP", "migration_dev/gapminder_gdp_pcap.csv"),
    ("MIG_EMIGRANT", "migration_dev/gapminder_emigrant_n.csv"),
    ("MIG_EMIGRANT_RATE", "migration_dev/gapminder_emigrant_pc.csv"),
    ("REM_PRICE_SERVICE", "rpw/rpw_east_africa_2025_3Q.csv"),
    ("REM_PRICE_DATABANK", "rpw/rpw_databank_corridors_2011Q1_2020Q3.csv"),
    ("REM_FLOW_BILATERAL", "knomad/bilateral_remittances_2017.xlsx"),
    ("REM_FLOW_BILATERAL", "knomad/bilateral_remittances_2021.xlsx"),
    ("REM_INFLOW", "knomad/remittance-inflows-2000-2022_june2023.xlsx"),
    ("REM_INFLOW", "knomad/remittance-inflows_apr2013.xls"),
    ("REM_OUTFLOW", "knomad/remittance-outflows-2000-2022_june2023.xlsx"),
    ("REM_INFLOW_WDI", "wdi/personal-remittances-received.xls"),
    ("REM_OUTFLOW_WDI", "wdi/personal-remittances-paid.xls"),
    ("REM_OUTFLOW_WDI", "wdi/BM.TRF.PWKR.CD.DT_oct2021.csv"),
    ("REM_INFLOW_GDP", "wdi/remittances-received-percent-gdp.xls"),
    ("REM_COST_RECEIVING", "wdi/sending-cost-to-country.xls"),
    ("REM_COST_SENDING", "wdi/sending-cost-from-country.xls"),
    ("FX_MONTHLY", "fx/fx_usd_monthly.csv"),
    ("FX_DAILY", "fx/ecb_eurofxref_hist_daily.zip"),
]


def _errors(dataset: str, found: Reading) -> list[Problem]:
    """What the general checks and the printed totals find wrong with a reading."""
    declared = definition.load(dataset)
    prepared = checks.prepare(declared, found)
    problems = list(checks.check(declared, prepared, codes.known(declared)).problems)
    for total in found.totals:
        rows = found.table.filter(*[pl.col(name) == code for name, code in total.where.items()])
        if abs((rows["OBS_VALUE"].sum() or 0.0) - total.value) > total.tolerance and total.severity == "error":
            problems.append(Problem(code="total_does_not_match", row=total.row, column=total.column))
    return problems


@pytest.mark.parametrize(("dataset", "path"), FILES, ids=[path for _, path in FILES])
def test_every_published_file_passes_every_check(dataset: str, path: str) -> None:
    found = reading(dataset, path)

    assert _errors(dataset, found) == []
    assert [problem for problem in found.problems if problem.severity == "error"] == []
