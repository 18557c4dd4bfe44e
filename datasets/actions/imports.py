"""Importing a file: read, check, store, compare. It becomes a checked release, or leaves nothing but what was wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import polars as pl
from django.db import transaction
from django.utils import timezone

from datasets import checks, codes, liveness, queries
from datasets.actions.files import forget_refused
from datasets.checks import Findings
from datasets.code_version import code_version
from datasets.definition import Definition
from datasets.importing import Importer, Problem, Reading, Refused, importers_of
from datasets.loading import changed_percent, make_release
from datasets.models import Dataset, ImportProblem, ImportRun, Release, SourceFile
from datasets.progress import Cancelled, Progress, unwatched
from workflow.people import Person


def import_file(
    *,
    dataset: Dataset,
    source_file: SourceFile,
    actor: Person,
    at: datetime,
    path: Path | None = None,
    read_sha256: str = "",
    vintage: str = "",
    notes: Sequence[str] = (),
    importers: Sequence[Importer] = (),
    force: bool = False,
    progress: Progress = unwatched,
) -> ImportRun:
    """Make a checked release of a file, all or nothing; the run says what became of it.

    `path`, `read_sha256` and `importers` name the tidy table that the project carries in place of `source_file`, and
    what reads it; left out, they are the kept file and the importers of the definition. The same file is
    not imported twice, unless by `force`. Cancelled comes through after it was noted; so does whatever is no refusal.
    """
    run = ImportRun.objects.create(
        dataset=dataset,
        source_file=source_file,
        file_name=source_file.name,
        started_at=at,
        started_by=actor.identifier,
    )
    read_sha256 = read_sha256 or source_file.sha256
    earlier = imported_before(dataset, read_sha256)
    if earlier and not force:
        return _finish(run, ImportRun.State.UNCHANGED, release=earlier)
    findings = Findings()
    with liveness.at_work(run_name(run)):
        try:
            return _import(
                run,
                actor=actor,
                at=at,
                path=path or Path(source_file.stored.path),
                read_sha256=read_sha256,
                vintage=vintage,
                notes=notes,
                importers=importers,
                findings=findings,
                progress=progress,
            )
        except Refused as refused:
            _refuse(run, findings, refused.problems)
        except Cancelled:
            _finish(run, ImportRun.State.CANCELLED)
            raise
        except Exception:
            # Not a refusal but a fault of ours: noted, so that the run does not look as if it went on, then reported.
            _finish(run, ImportRun.State.FAILED)
            raise
    return run


def note_refusal(*, dataset: Dataset, name: str, actor: Person, at: datetime, problems: Iterable[Problem]) -> ImportRun:
    """Note a file that was refused before it could be read at all; nothing of it is kept but what was wrong."""
    run = ImportRun(dataset=dataset, file_name=Path(name).name[:255], started_at=at, started_by=actor.identifier)
    with transaction.atomic():
        run.save()
        _refuse(run, Findings(), problems)
    return run


def run_name(run: ImportRun) -> str:
    """What whoever works on a run holds, see liveness."""
    return f"datasets.run:{run.pk}"


def imported_before(dataset: Dataset, sha256: str) -> Release | None:
    """The release that was made of this content under the dataset's present definition, unless it was put aside."""
    return (
        dataset.releases.filter(read_sha256=sha256, definition_digest=dataset.definition.digest)
        .exclude(status__in=[Release.Status.WITHDRAWN, Release.Status.DISCARDED])
        .first()
    )


def _import(
    run: ImportRun,
    *,
    actor: Person,
    at: datetime,
    path: Path,
    read_sha256: str,
    vintage: str,
    notes: Sequence[str],
    importers: Sequence[Importer],
    findings: Findings,
    progress: Progress,
) -> ImportRun:
    definition = run.dataset.definition
    progress("read")
    importer = _importer_for(definition, path, importers or importers_of(definition))
    reading = importer.read(path)
    progress("check")
    _stop_at_errors(findings, reading.problems)
    _stop_at_errors(findings, _columns(definition, reading))
    base = queries.published_release(definition.id) if definition.accumulates else None
    if base:
        reading = _with_earlier_periods(base, reading)
    table = checks.prepare(definition, reading)
    known = codes.known(definition)
    found = checks.check(definition, table, known)
    findings.problems += found.problems
    findings.errors += found.errors
    findings.warnings += found.warnings
    _stop_at_errors(findings, importer.check(reading, known))
    with transaction.atomic():
        release, warnings = make_release(
            definition=definition,
            table=table,
            actor=actor,
            at=at,
            code_version=code_version(type(importer).__module__),
            progress=progress,
            source_file=run.source_file,
            read_sha256=read_sha256,
            vintage=vintage or reading.vintage,
            notes=[*reading.notes, *notes],
            totals=reading.totals,
        )
        if definition.accumulates and release.compared_with != base:
            # Published while the file was read: its periods are not in this release, and would be lost.
            raise Refused([Problem(code="base_replaced_meanwhile")])
        for warning in [*warnings, *_large_change(definition, release)]:
            findings.add(warning)
        _keep(run, findings)
        return _finish(run, ImportRun.State.SUCCEEDED, release=release)


def _importer_for(definition: Definition, path: Path, importers: Sequence[Importer]) -> Importer:
    for importer in importers:
        if importer.sniff(path):
            return importer
    raise Refused(
        [Problem(code="file_not_recognised", params={"dataset": definition.id, "source": definition.source.name})]
    )


def _with_earlier_periods(base: Release, reading: Reading) -> Reading:
    """The reading with the periods it does not hold, as they stand in the release in force."""
    held = reading.table["TIME_PERIOD"].unique().to_list()
    earlier = queries.frame(base).filter(~pl.col("TIME_PERIOD").is_in(held))
    return replace(reading, table=pl.concat([reading.table, earlier], how="diagonal_relaxed"))


def _columns(definition: Definition, reading: Reading) -> list[Problem]:
    missing = checks.missing_columns(definition, reading)
    return [Problem(code="column_missing", column=name, params={"expected": name}) for name in missing]


def _stop_at_errors(findings: Findings, problems: Iterable[Problem]) -> None:
    for problem in problems:
        findings.add(problem)
    if findings.errors:
        raise Refused([])


def _large_change(definition: Definition, release: Release) -> Sequence[Problem]:
    percent = changed_percent(release)
    if percent is None or percent <= definition.checks.changed_percent:
        return ()
    params = {"percent": round(percent, 1), "limit": definition.checks.changed_percent}
    return (Problem(code="many_observations_changed", params=params, severity="warning"),)


def _refuse(run: ImportRun, findings: Findings, more: Iterable[Problem]) -> None:
    for problem in more:
        findings.add(problem)
    with transaction.atomic():
        _keep(run, findings)
        _finish(run, ImportRun.State.REFUSED)
    if run.source_file:
        forget_refused(run.source_file, by=run.dataset)


def _keep(run: ImportRun, findings: Findings) -> None:
    """Keep what was found; errors first, because the first page is what people read."""
    ordered = sorted(findings.problems, key=lambda each: each.severity != "error")
    ImportProblem.objects.bulk_create(
        ImportProblem(
            run=run,
            position=position,
            severity=each.severity,
            code=each.code,
            sheet=each.sheet[:100],
            row=each.row,
            column=each.column[:200],
            value=each.value.replace("\0", "␀")[:300],
            params=dict(each.params),
        )
        for position, each in enumerate(ordered, start=1)
    )
    run.error_count, run.warning_count = findings.errors, findings.warnings


def _finish(run: ImportRun, state: ImportRun.State, release: Release | None = None) -> ImportRun:
    run.state, run.release, run.finished_at = state, release, max(timezone.now(), run.started_at)
    run.save()
    return run
