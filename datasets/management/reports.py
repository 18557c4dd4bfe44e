"""How commands tell what became of an import."""

from __future__ import annotations

from collections.abc import Iterator

from datasets import sentences
from datasets.importing import Refused
from datasets.models import ImportRun


def lines_of(run: ImportRun) -> Iterator[str]:
    """What became of a run, its problems first, each with its place and how to mend it."""
    for each in run.problems.all():
        place = sentences.where(sheet=each.sheet, row=each.row, column=each.column)
        value = f"“{each.value}”" if each.value else ""
        said = " ".join(part for part in (each.severity, place, value) if part)
        words = f"{sentences.problem(each.code, each.params)} {sentences.mend(each.code, each.params)}"
        yield f"  {said}: {words}"
    release = f" as {run.release}" if run.release else ""
    yield f"{run.file_name}: {run.get_state_display()}{release}"


def lines_of_refusal(refused: Refused) -> Iterator[str]:
    """The problems of a file that could not even be registered."""
    for each in refused.problems:
        yield f"{sentences.problem(each.code, each.params)} {sentences.mend(each.code, each.params)}"
