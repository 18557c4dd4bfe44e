"""Publish a checked release."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.models import User
from datasets import actions, sentences
from datasets.models import Release
from datasets.people import Acting
from workflow.engine import TransitionRefused


class Command(BaseCommand):
    """In the name of a person, who must not be the one who imported it; then computes what rests on it."""

    help = "Publishes a checked release, such as REM_INFLOW 3, in the name of a person"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("dataset")
        parser.add_argument("number", type=int)
        parser.add_argument("--as", dest="email", required=True, help="e-mail address of the person who publishes")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            person = User.objects.get(email=options["email"].lower())
            release = Release.objects.get(dataset=options["dataset"], number=options["number"])
            actions.publish(release=release, actor=Acting(person), at=timezone.now())
        except (User.DoesNotExist, Release.DoesNotExist) as error:
            raise CommandError(str(error)) from error
        except TransitionRefused as refused:
            said = [
                f"{sentences.problem(each.code, each.params)} {sentences.mend(each.code, each.params)}"
                for each in refused.refusals
            ]
            raise CommandError("\n".join(said)) from refused
        self.stdout.write(f"{release} is published")
        for name, outcome in actions.recompute(at=timezone.now()).items():
            self.stdout.write(f"{name}: {outcome}")
