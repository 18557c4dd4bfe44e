"""Makes the tables under remittances/data/ from the published files."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from tqdm import tqdm

from remittances import demo


class Command(BaseCommand):
    requires_system_checks = ()  # needs no database
    help = "Make the carried tables and their manifest from a folder with the published files."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="where rpw/, knomad/, wdi/ and fx/ lie")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        wanted = demo.sources()
        missing = [source.source_file for source in wanted if not (folder / source.source_file).exists()]
        if missing:
            raise CommandError(_("These files are not in %(folder)s: %(files)s") % {"folder": folder, "files": missing})
        with tqdm(total=len(wanted), unit="table", disable=None) as bar:
            for table in demo.build(folder):
                bar.set_description(table.file)
                bar.update()
        total = sum((demo.FOLDER / table.file).stat().st_size for table in demo.manifest())
        self.stdout.write(
            _("%(tables)d tables, %(kilobytes)d kB") % {"tables": len(wanted), "kilobytes": total // 1000}
        )
