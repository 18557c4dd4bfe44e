from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from workflow.manual import page
from workflow.registry import registered


class Command(BaseCommand):
    help = "Writes a page of the manual for each workflow, with its diagram, into docs/reference/workflows."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", type=Path, default=settings.BASE_DIR / "docs/reference/workflows")
        parser.add_argument("--check", action="store_true", help="write nothing; fail when a page is not in step")

    def handle(self, *, folder: Path, check: bool, **options: Any) -> None:
        pages = {folder / f"{name}.md": page(workflow) for name, workflow in registered().items()}
        stale = sorted(path for path in folder.glob("*.md") if path not in pages)
        changed = [path for path, text in pages.items() if not path.exists() or path.read_text() != text]
        if check and (stale or changed):
            names = ", ".join(path.name for path in [*changed, *stale])
            raise CommandError(f"not in step with the tables: {names}; run manage.py workflow_diagrams")
        folder.mkdir(parents=True, exist_ok=True)
        for path in stale:
            path.unlink()
        for path in changed:
            path.write_text(pages[path])
            self.stdout.write(f"wrote {path.name}")
