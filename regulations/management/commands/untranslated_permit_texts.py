"""Print the texts of the permit content that a language lacks, as entries for a translator to fill in."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from regulations.carried import content
from regulations.carried.faults import ContentRefused
from regulations.carried.texts import LANGUAGES


class Command(BaseCommand):
    """What is translated already, in any file of the language, is left out."""

    help = "Prints the texts of the carried permit facts that a language lacks"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("language", choices=LANGUAGES)
        parser.add_argument("jurisdiction", nargs="?", help="such as DE; all if left out")

    def handle(self, *args: Any, language: str, jurisdiction: str | None, **options: Any) -> None:
        try:
            found = content.read()
        except ContentRefused as refused:
            raise CommandError("Mend the content first: manage.py load_permit_facts says what is wrong.") from refused
        done = {each.entry.en for each in found.translations if each.language == language}
        for text in sorted(found.texts(jurisdiction) - done):
            self.stdout.write(f'[[texts]]\nen = {json.dumps(text, ensure_ascii=False)}\ntext = ""\n')
        for each in found.stray_translations():
            if each.language == language:
                self.stderr.write(f"{each.place.file}, row {each.place.row}: translates a text that stands nowhere")
