"""The steps that fill an empty database, in order. Whoever has something to load adds a line to STEPS.

A step is a command of its own (`manage.py load_countries`) that may run any number of times. What it has read
is remembered, so that a start with nothing new to load takes no longer than a look at the files.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.utils import timezone

from iimd.models import SetupStep


class SetupRefused(Exception):
    """The database is not one that this kind of hub may use; the message says why and what to do."""


@dataclass(frozen=True)
class Step:
    """A command, and the files (patterns from the repository's root) that say whether it must run again."""

    command: str
    reads: tuple[str, ...]
    demo: bool = False


STEPS: tuple[Step, ...] = (
    Step("load_countries", reads=("countries/data/*.csv", "countries/*.py")),
    Step("sync_datasets", reads=("*/datasets/*.toml", "datasets/definition.py")),
    # Reference content of every installation; what focal points have taken over is left alone.
    Step(
        "load_permit_facts",
        reads=(
            "regulations/content/*.toml",
            "regulations/content/conditions/*.json",
            "regulations/content/texts/*/*.toml",
            "regulations/carried/*.py",
            "regulations/actions/carried/*.py",
        ),
    ),
    # Computed from the permits: anew when the content, the engine or the way of computing changes, and by a worker
    # whenever somebody publishes a rule.
    Step(
        "compute_openness",
        reads=(
            "regulations/content/*.toml",
            "regulations/content/conditions/*.json",
            "regulations/derived.py",
            "regulations/rules/**/*.py",
            "regulations/datasets/*.toml",
        ),
    ),
    Step("load_demo_people", reads=("accounts/*.py", "accounts/actions/*.py"), demo=True),
    # What is computed from the carried tables is computed anew when the functions change.
    Step("load_demo_data", reads=("*/data/manifest.toml", "*/datasets/*.toml", "*/derived.py"), demo=True),
)


def refuse_mixed_people() -> None:
    """Raise SetupRefused where invented people, whom anybody may become, would meet real ones."""
    people = get_user_model().objects
    invented, real = people.filter(is_demo=True).exists(), people.filter(is_demo=False).exists()
    if invented and not settings.DEMO:
        raise SetupRefused(
            "This database holds the invented people of the demonstration, with their roles. "
            "Use another database, or start with DEMO=1."
        )
    if real and not invented and settings.DEMO:
        raise SetupRefused(
            "This database holds real people, and in the demonstration anybody may sign in as anyone invented. "
            "Use another database, or start with DEMO=0."
        )


def expected_steps() -> list[Step]:
    """The steps of this installation: those of the demonstration only where it is shown."""
    return [step for step in STEPS if settings.DEMO or not step.demo]


def unfinished_steps() -> list[str]:
    """The commands that have never ended well here."""
    done = set(SetupStep.objects.values_list("name", flat=True))
    return [step.command for step in expected_steps() if step.command not in done]


def run_steps(*, again: bool = False) -> Iterator[tuple[Step, bool]]:
    """Run what is new (with `again`: everything), in order; yields each step and whether it had to run."""
    done = dict(SetupStep.objects.values_list("name", "fingerprint"))
    for step in expected_steps():
        fingerprint = fingerprint_of(step)
        stale = again or done.get(step.command) != fingerprint
        if stale:
            call_command(step.command)
            SetupStep.objects.update_or_create(
                name=step.command, defaults={"fingerprint": fingerprint, "finished_at": timezone.now()}
            )
        yield step, stale


def fingerprint_of(step: Step, root: Path | None = None) -> str:
    """SHA-256 over the names and contents of what the step reads."""
    root = root or settings.BASE_DIR
    digest = hashlib.sha256(b"demo" if settings.DEMO else b"")
    paths = {path for pattern in step.reads for path in root.glob(pattern) if path.is_file()}
    for path in sorted(paths):
        if path.suffix != ".pyc":
            digest.update(path.relative_to(root).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
