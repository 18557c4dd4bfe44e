"""Bring an installation to the present state of the code. It may run any number of times."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.urls import reverse

from accounts.demo import PERSONAS
from iimd import translations
from iimd.setup import SetupRefused, refuse_mixed_people, run_steps
from iimd.static import collect


class Command(BaseCommand):
    help = "Translations, tables, static files, reference data and, where IIMD_DEMO is set, the demonstration."
    requires_system_checks: list[str] = []  # migrate runs the checks that matter here

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--again", action="store_true", help="run every step, also those that are up to date")

    def handle(self, *args: Any, again: bool, **options: Any) -> None:
        translations.compile_all()
        self._migrate()
        try:
            refuse_mixed_people()
        except SetupRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        if collect():
            self.stdout.write("static files: collected")
        for step, ran in run_steps(again=again):
            self.stdout.write(f"{step.command}: {'done' if ran else 'up to date'}")
        if settings.DEMO:
            self._introduce()

    def _introduce(self) -> None:
        """The people a visitor may be, for the terminal."""
        address = settings.SITE_URL + reverse("demo_people")
        self.stdout.write(f"Sign in with one click at {address} as one of these invented people:")
        for persona in PERSONAS:
            self.stdout.write(f"  {persona.name:18} {persona.can_do}")

    def _migrate(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", verbosity=0)
            self.stdout.write("tables: migrated")
        executor.loader.check_consistent_history(connection)
