"""Every label of a place in the published files of ../shared, with the file it stands in.

The tables below say where the labels stand; a file that is in none of them, and not in WITHOUT_PLACES, is new and
fails the test until somebody has looked at it.
"""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator
from pathlib import Path

from python_calamine import CalamineWorkbook

# Workbooks: sheet (None for every one but the first), line of labels across the top or None, first line of data,
# columns of labels.
WORKBOOKS: dict[str, list[tuple[str | None, int | None, int, tuple[int, ...]]]] = {
    "remittances/knomad/bilateral_migrant_stocks_2017.xlsx": [
        ("Bilateral_Migration_2017", 1, 2, (0,)),
        ("countries-comparison", None, 1, (0, 2, 3, 4)),
    ],
    "remittances/knomad/bilateral_remittances_2017.xlsx": [("Bilateral_Remittances_2017", 1, 2, (0,))],
    "remittances/knomad/bilateral_remittances_2021.xlsx": [("FINAL BRM 2021 ", 1, 2, (0,))],
    "remittances/knomad/gdp_per_capita_2017.xlsx": [("Data", None, 1, (2, 3)), ("ypc2017", None, 1, (0,))],
    "remittances/knomad/remittance-inflows-2000-2022_june2023.xlsx": [("Inward remittance flows", None, 1, (0,))],
    "remittances/knomad/remittance-inflows_apr2013.xls": [("RemittanceInflows", None, 1, (0,))],
    "remittances/knomad/remittance-outflows-2000-2022_june2023.xlsx": [("Outward remittance flows", None, 1, (0,))],
    "remittances/migration_dev/iab_brain_drain_stocks_gender_1980_2010.xls": [(None, None, 2, (0,))],
} | {
    f"remittances/wdi/{name}.xls": [("Data", None, 4, (0, 1)), ("Metadata - Countries", None, 1, (0, 4))]
    for name in (
        "personal-remittances-paid",
        "personal-remittances-received",
        "remittances-received-percent-gdp",
        "sending-cost-from-country",
        "sending-cost-to-country",
    )
}

# Tables of text: lines before the header, columns of labels.
TABLES: dict[str, tuple[int, tuple[str, ...]]] = {
    "remittances/rpw/rpw_databank_corridors_2011Q1_2020Q3.csv": (
        0,
        (
            "Sending Countries Name",
            "Sending Countries Code",
            "Receiving Countries  Name",
            "Receiving Countries  Code",
        ),
    ),
    "remittances/rpw/rpw_east_africa_2025_3Q.csv": (
        0,
        ("SOURCE_CODE", "SOURCE_NAME", "DESTINATION_CODE", "DESTINATION_NAME"),
    ),
    "remittances/fx/fx_usd_annual.csv": (0, ("Country",)),
    "remittances/fx/fx_usd_monthly.csv": (0, ("Country",)),
    "remittances/wdi/BM.TRF.PWKR.CD.DT_oct2021.csv": (4, ("Country Name", "Country Code")),
    "labour/classifications/iom_countrynames.csv": (
        0,
        ("iso2", "iso3", "name", "name_sort", "name_text", "region", "subregion", "intregion"),
    ),
    "labour/covariates/cldr_territory_languages.csv": (0, ("iso2",)),
    "labour/covariates/iom_wdi_selected.csv": (0, ("geo",)),
    "labour/covariates/passport_index_tidy_iso3_2025.csv": (0, ("Passport", "Destination")),
    "labour/covariates/thg_country_region.csv": (0, ("Country ISO", "Region")),
    "labour/covariates/thg_iso_lookup.csv": (0, ("Country", "Alpha-2 code", "Alpha-3 code", "Numeric")),
    "labour/migration/abel_cohen_flows_5y_6methods.csv.gz": (0, ("orig", "dest")),
    "labour/migration/abel_cohen_flows_5y_by_sex_pb_closed.csv.gz": (0, ("orig", "dest")),
    "labour/migration/lka_remittance_inflow_by_country_2023.csv": (0, ("Country",)),
    "labour/migration/lka_slbfe_by_destination_skill_sex_2020_2021_2023.csv": (0, ("destination",)),
    "labour/migration/ph_cfo_emigrants_by_country_1981_2020.csv": (0, ("COUNTRY",)),
    "labour/migration/thg_wpp2024_net_migration.csv": (0, ("Country ISO",)),
    "labour/migration/undesa_ims2020_bilateral_sex.csv.gz": (0, ("geo", "from")),
    "labour/migration/undesa_ims2024_bilateral_sex.csv.gz": (0, ("geo", "from")),
}
TABLES |= {
    f"labour/covariates/thg_{name}.csv": (0, ("Origin ISO", "Destination ISO"))
    for name in ("col", "dist", "lang", "relig")
}
TABLES |= {f"labour/covariates/thg_{name}.csv": (0, ("Country ISO",)) for name in ("eu", "gdp", "ucdp")}
TABLES |= {
    f"remittances/migration_dev/gapminder_{name}.csv": (0, ("country",))
    for name in ("emigrant_n", "emigrant_pc", "gdp_pcap", "immigrant_n", "immigrant_pc")
}

# The one matrix in text: Latin-1, semicolons, labels on both sides.
MATRIX = "remittances/knomad/bilateral_remittances_2010.csv"

WITHOUT_PLACES = {
    "remittances/README.md",
    "remittances/fx/ecb_eurofxref_hist_daily.zip",  # columns are currencies
    "labour/classifications/iom_isco_major_group_skill.csv",
    "labour/classifications/isco08_structure.csv",
    "labour/classifications/isco08_to_onetsoc10.csv",
    "labour/classifications/isco88_to_isco08.xlsx",
    "labour/classifications/isic_rev4_en.json",
    "labour/classifications/nesta_esco_onet_crosswalk_nov2020.csv",
    "labour/migration/ph_cfo_emigrants_by_education_1988_2020.csv",
    "labour/migration/ph_cfo_emigrants_by_occupation_1981_2020.csv",
}

FOLDERS = ("remittances", "labour/classifications", "labour/covariates", "labour/migration")

# Notes under a table stand in the column of the labels.
NOTE_BEGINNINGS = ("Data from", "Date:", "For ", "GDP data", "Last Updated", "Note", "Source:", "These ", "When ")
LONGEST_LABEL = 60


def files(data: Path) -> set[str]:
    """Every file in the folders that hold data by country."""
    return {
        path.relative_to(data).as_posix() for folder in FOLDERS for path in (data / folder).rglob("*") if path.is_file()
    }


def known_files() -> set[str]:
    """The files somebody has looked at."""
    return {*WORKBOOKS, *TABLES, MATRIX, *WITHOUT_PLACES}


def labels(data: Path, name: str) -> set[str]:
    """The labels of places in one file, without the notes beneath its table."""
    read = _workbook if name in WORKBOOKS else _matrix if name == MATRIX else _table
    return {label for text in read(data, name) if (label := _label(str(text).strip())) and not _is_note(label)}


def _workbook(data: Path, name: str) -> Iterator[object]:
    book = CalamineWorkbook.from_path(data / name)
    for sheet, top, first, columns in WORKBOOKS[name]:
        for title in [sheet] if sheet else book.sheet_names[1:]:
            lines = book.get_sheet_by_name(title).to_python()
            if top is not None:
                yield from lines[top][1:]
            for line in lines[first:]:
                yield from (line[column] for column in columns if column < len(line))


def _table(data: Path, name: str) -> Iterator[object]:
    before, columns = TABLES[name]
    opened = gzip.open if name.endswith(".gz") else open
    with opened(data / name, "rt", encoding="utf-8-sig", newline="") as lines:
        for _ in range(before):
            next(lines)
        for row in csv.DictReader(lines):
            yield from (row[column] or "" for column in columns)


def _matrix(data: Path, name: str) -> Iterator[object]:
    with (data / name).open(encoding="latin-1", newline="") as lines:
        header, *rows = csv.reader(lines, delimiter=";")
    yield from header[1:]
    yield from (row[0] for row in rows)


def _label(text: str) -> str:
    """Numeric codes are three digits; spreadsheets lose the noughts in front."""
    return text.zfill(3) if text.isdigit() else text


def _is_note(label: str) -> bool:
    return len(label) > LONGEST_LABEL or label.startswith(NOTE_BEGINNINGS)
