from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.actions.demo import load_people


class Command(BaseCommand):
    help = "Load the invented people and organisations of the demonstration. Safe to run again. Needs IIMD_DEMO=1."

    def handle(self, *_args: object, **_options: object) -> None:
        if not settings.DEMO:
            raise CommandError("These people are invented and belong to the demonstration only: set IIMD_DEMO=1.")
        count = load_people(at=timezone.now())
        self.stdout.write(f"{count} invented people are here. Sign in as one of them on /en/demo/.")
