from django.conf import settings
from django.core.management.base import BaseCommand

from accounts.documentation import access_page

PAGE = settings.BASE_DIR / "docs" / "reference" / "access.md"


class Command(BaseCommand):
    help = "Write docs/reference/access.md from the access matrix."

    def handle(self, *_args: object, **_options: object) -> None:
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        PAGE.write_text(access_page(), encoding="utf-8")
        self.stdout.write(f"Written: {PAGE.relative_to(settings.BASE_DIR)}")
