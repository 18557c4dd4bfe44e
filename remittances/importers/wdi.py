"""World Development Indicators: the country files of one indicator as the World Bank's site gives them.

A workbook with sheets Data, Metadata - Countries and Metadata - Indicators (heading in row 4), or the Data sheet as
text (heading in line 5). Countries and the Bank's groups down, years across; blank where there is no figure. Amounts
come in current US dollars and leave here in millions, so that they stand beside the other series of this room.

The two price series are the snapshot of the third quarter of the year, averaged over services: 97.5 % of 358 receivers'
years with a single corridor agree with Q3 to 0.01 points, while Q1 and Q4 are 0.35-0.9 points away at the median.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from datasets.importing import Reading, Refused
from remittances.importers.base import SourceImporter
from remittances.importers.cells import text, year
from remittances.importers.files import Grid, csv_grid, is_workbook, open_workbook, refused, workbook_grid
from remittances.importers.findings import Findings
from remittances.importers.frames import COUNTRY, NORMAL, NOT_REPORTED, UNRELIABLE, Observation, tidy

WORLD = "001"
SHEET = "Data"
HEADINGS = ("Country Name", "Country Code", "Indicator Name", "Indicator Code")
COUNTRY_CODE, INDICATOR_CODE = 1, 3
FIRST_YEAR = len(HEADINGS)
# A world total is a sum over those who have reported: in the update of May 2023 the payments of 2022 are 11 % of 2021.
COMPLETE_SHARE = 0.75


@dataclass(frozen=True)
class Indicator:
    """An indicator of the World Bank; `divisor` brings its figures to our unit."""

    code: str
    divisor: float = 1.0
    zero_is_a_figure: bool = False


INDICATORS = {
    "REM_INFLOW_WDI": Indicator("BX.TRF.PWKR.CD.DT", divisor=1e6),
    "REM_OUTFLOW_WDI": Indicator("BM.TRF.PWKR.CD.DT", divisor=1e6),
    "REM_INFLOW_GDP": Indicator("BX.TRF.PWKR.DT.GD.ZS"),
    "REM_COST_RECEIVING": Indicator("SI.RMT.COST.IB.ZS", zero_is_a_figure=True),
    "REM_COST_SENDING": Indicator("SI.RMT.COST.OB.ZS", zero_is_a_figure=True),
}


class Importer(SourceImporter):
    """Reads the rows of one indicator, that of the dataset it was made for; files may hold several."""

    @property
    def indicator(self) -> Indicator:
        """The indicator that becomes this dataset."""
        return INDICATORS[self.dataset]

    def sniff(self, file: Path) -> bool:
        """True if the file is a WDI country file that holds the indicator."""
        try:
            grid, heading = _grid(file)
        except Refused:
            return is_workbook(file)  # so that `read` says what is wrong with it
        return _is_wdi(grid) and bool(self._rows(grid, heading))

    def read(self, file: Path) -> Reading:
        """The indicator by country and year; Refused with everything that is wrong."""
        grid, expected = _grid(file)
        findings = Findings(grid)
        heading = findings.heading_row(
            lambda row: bool(row) and text(row[0]) == HEADINGS[0], expected=expected, name=HEADINGS[0]
        )
        findings.headings(heading, HEADINGS)
        years = _years(findings, heading)
        rows = self._rows(grid, heading)
        if not rows:
            findings.add("indicator_missing", min(heading + 1, len(grid.rows) - 1), 3, expected=self.indicator.code)
            findings.stop()
        observations = [each for row in rows for each in _country(findings, row, years, self.indicator)]
        findings.stop()
        return Reading(
            table=tidy(COUNTRY, _marked(observations), grid),
            vintage=_updated(grid, heading),
            problems=tuple(findings.problems),
        )

    def _rows(self, grid: Grid, heading: int) -> list[int]:
        return [
            row
            for row in range(heading + 1, len(grid.rows))
            if len(grid.rows[row]) > INDICATOR_CODE and text(grid.rows[row][INDICATOR_CODE]) == self.indicator.code
        ]


def _grid(path: Path) -> tuple[Grid, int]:
    """The grid and the row, from 0, in which its layout has the heading."""
    if not is_workbook(path):
        grid = csv_grid(path, delimiter=",")
        blank_lines = [i for i, row in enumerate(grid.rows[:5]) if not any(text(cell) for cell in row)]
        return grid, 2 + len(blank_lines)
    workbook = open_workbook(path)
    if SHEET not in workbook.sheet_names:
        raise refused("sheet_missing", expected=SHEET)
    return workbook_grid(workbook, SHEET), 3


def _is_wdi(grid: Grid) -> bool:
    first = grid.rows[0] if grid.rows else []
    return len(first) > 1 and text(first[0]) == "Data Source" and "World Development Indicators" in text(first[1])


def _updated(grid: Grid, heading: int) -> str:
    for row in grid.rows[:heading]:
        if row and text(row[0]) == "Last Updated Date":
            return text(row[1])[:10]
    raise refused("vintage_missing", row=heading + 1)


def _years(findings: Findings, heading: int) -> list[tuple[int, str]]:
    years: list[tuple[int, str]] = []
    for column, cell in enumerate(findings.grid.rows[heading][FIRST_YEAR:], FIRST_YEAR):
        if not text(cell):
            continue  # the text layout ends every line with a comma
        found = year(cell)
        if found is None:
            findings.add("year_not_understood", heading, column)
        elif findings.once(("year", found[0]), heading, column):
            years.append((column, str(found[0])))
    if not years:
        findings.add("years_missing", heading, FIRST_YEAR - 1)
    findings.stop()
    return years


def _country(findings: Findings, row: int, years: list[tuple[int, str]], indicator: Indicator) -> list[Observation]:
    code = findings.place(row, COUNTRY_CODE, name=COUNTRY_CODE - 1)
    if code is None or not findings.once(code, row, COUNTRY_CODE):
        return []
    observations: list[Observation] = []
    for column, period in years:
        value = findings.number(row, column)
        if value is None:
            continue
        if value == 0 and not indicator.zero_is_a_figure:
            observations.append(Observation((code,), period, None, NOT_REPORTED, row, column))
        else:
            observations.append(Observation((code,), period, value / indicator.divisor, NORMAL, row, column))
    return observations


def _marked(observations: list[Observation]) -> list[Observation]:
    """World totals far below the year before are sums of the few who reported so far: status "unreliable"."""
    world = {each.period: each.value for each in observations if each.codes == (WORLD,)}

    def incomplete(each: Observation) -> bool:
        before = world.get(str(int(each.period) - 1))
        return each.codes == (WORLD,) and bool(before) and (each.value or 0.0) < COMPLETE_SHARE * (before or 0.0)

    return [replace(each, status=UNRELIABLE) if incomplete(each) else each for each in observations]
