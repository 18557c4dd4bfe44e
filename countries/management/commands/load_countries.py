from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from countries import actions


class Command(BaseCommand):
    help = "Bring the tables of countries, areas, currencies and languages to what countries/data says."

    def handle(self, *_args: Any, **_options: Any) -> None:
        with tqdm(total=actions.tables(), unit="table", disable=None) as bar:

            def done(table: str, rows: int) -> None:
                bar.set_description(f"{table}: {rows}")
                bar.update()

            loaded = actions.load(done=done)
        self.stdout.write("Countries are loaded." if loaded else "Countries are up to date.")
