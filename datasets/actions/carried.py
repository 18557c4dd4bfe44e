"""Loading the published figures the project carries: the same way as any file, published by rule."""

from __future__ import annotations

from datetime import datetime
from pathlib import PurePosixPath
from typing import Final

from datasets import filetypes
from datasets.actions.files import note_carried_file
from datasets.actions.imports import import_file
from datasets.actions.releases import publish
from datasets.importers import tidy
from datasets.importing import Problem, Refused
from datasets.manifest import CarriedTable
from datasets.models import Dataset, ImportRun, Release
from datasets.progress import Progress, unwatched
from datasets.workflow import RULE, STATISTICIAN
from workflow.people import Holder

CARRIER: Final = Holder("system:carried-data", frozenset({RULE, STATISTICIAN}))


def load_carried(*, table: CarriedTable, at: datetime, progress: Progress = unwatched) -> ImportRun | None:
    """Make a published release of a carried table; the run says `unchanged` where it was loaded before.

    None, and nothing is done, where somebody else's release is in force: it may be newer than what the project
    carries, and no rule takes back what a person published. Raises Refused where the file is not the one the
    manifest speaks of.
    """
    if not table.path.exists() or filetypes.sha256_of(table.path) != table.sha256:
        raise Refused([Problem(code="carried_table_differs", params={"file": f"{table.folder}/{table.file}"})])
    dataset = Dataset.objects.get(pk=table.dataset)
    current = Release.objects.published().filter(dataset=dataset).first()
    if current and current.imported_by != CARRIER.identifier:
        return None
    source = note_carried_file(
        sha256=table.source_sha256,
        name=PurePosixPath(table.source_file).name,
        address=table.source_url,
        publisher=table.publisher,
        licence=table.licence,
        retrieved_on=table.retrieved_on,
    )
    run = import_file(
        dataset=dataset,
        source_file=source,
        actor=CARRIER,
        at=at,
        path=table.path,
        read_sha256=table.sha256,
        vintage=table.vintage,
        notes=table.notes,
        importers=[tidy.Importer(dataset.definition)],
        progress=progress,
    )
    if run.release and run.release.status == Release.Status.CHECKED:
        publish(release=run.release, actor=CARRIER, at=at)
    return run
