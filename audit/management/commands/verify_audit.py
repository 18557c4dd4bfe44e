from __future__ import annotations

from argparse import ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from audit.chain import BEGINNING, Break, Checkpoint
from audit.models import Event
from audit.queries import verify_chain

WHAT = {
    "missing": "event {0.sequence} is missing",
    "unlinked": "event {0.sequence} does not continue the event before it: it names {0.found}, not {0.expected}",
    "altered": "event {0.sequence} was altered: what it says has the hash {0.expected}, it carries {0.found}",
    "replaced": "event {0.sequence} is not the one of the checkpoint: it has {0.found}, not {0.expected}",
}


class Command(BaseCommand):
    help = (
        "Recomputes the hash chain of the audit; ends with status 1 and the place of the first break if it is broken."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--since",
            type=_checkpoint,
            default=BEGINNING,
            metavar="SEQUENCE:HASH",
            help="a checkpoint this command printed before; only from there on is verified, "
            "and events cut off or rewritten since are noticed",
        )

    def handle(self, *, since: Checkpoint, **options: Any) -> None:
        total = Event.objects.filter(sequence__gte=since.sequence).count()
        with tqdm(total=total, unit=" events", disable=None) as bar:
            count, head, broken = verify_chain(progress=bar.update, since=since)
        if broken:
            raise CommandError(f"The chain is broken: {_what(broken)}. Before it {count} events hold.")
        self.stdout.write(f"The chain holds: {count} events. Checkpoint to keep outside this database: {head}")


def _what(broken: Break) -> str:
    return WHAT[broken.code].format(broken)


def _checkpoint(text: str) -> Checkpoint:
    try:
        return Checkpoint.parse(text)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from None
