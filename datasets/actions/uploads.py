"""Handing in a file: into the ledger and on to an import, once however often the button was pressed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from datasets.actions.files import register_file, unfinished_imports
from datasets.actions.imports import note_refusal
from datasets.actions.jobs import request_import
from datasets.importing import Refused
from datasets.models import Dataset, Job, SourceFile
from datasets.people import Acting


def hand_in(
    *,
    dataset: Dataset,
    path: Path,
    name: str,
    person: User,
    address: str = "",
    retrieved_on: date | None = None,
    vintage: str = "",
    year: int | None = None,
) -> tuple[Job, bool]:
    """The job that imports a file, and whether it is new: the same file waits or runs at most once for a dataset.

    Raises Refused for a file that can't be opened at all, once it is noted among the refused ones.
    """
    try:
        with transaction.atomic():
            file = _registered(
                dataset=dataset, path=path, name=name, person=person, address=address, retrieved_on=retrieved_on
            )
            # The row of the file is locked: of two who press at once the second waited, and finds the job of the first.
            if waiting := unfinished_imports(file).filter(dataset=dataset).first():
                return waiting, False
            return request_import(
                dataset=dataset, source_file=file, asked_by=person.actor, vintage=vintage, year=year
            ), True
    except Refused as refused:
        note_refusal(dataset=dataset, name=name, actor=Acting(person), at=timezone.now(), problems=refused.problems)
        raise


def _registered(
    *, dataset: Dataset, path: Path, name: str, person: User, address: str, retrieved_on: date | None
) -> SourceFile:
    source = dataset.definition.source
    return register_file(
        path=path,
        name=name,
        uploaded_by=person,
        address=address or source.url,
        publisher=source.publisher,
        licence=source.licence.id,
        retrieved_on=retrieved_on,
    )
