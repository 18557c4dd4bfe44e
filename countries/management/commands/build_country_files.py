from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from countries.building.files import Sources, build
from countries.files import DATA


class Command(BaseCommand):
    help = (
        "For maintainers: make countries/data/*.csv anew from Babel, pycountry, countries/authored, "
        "an M49 table and a WDI workbook. The README says where the two come from."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("m49_table", type=Path, help="iom_countrynames.csv of iom/gdidata")
        parser.add_argument("wdi_workbook", type=Path, help='any .xls of the WDI with the sheet "Metadata - Countries"')
        parser.add_argument(
            "--income-as-of", type=date.fromisoformat, required=True, help="first day of the workbook's fiscal year"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        sources = Sources(options["m49_table"], options["wdi_workbook"], options["income_as_of"])
        for _table in tqdm(build(sources, DATA), unit="table", disable=None):
            pass
        self.stdout.write("countries/data is made anew: read the difference before you commit it.")
