"""From a checked table to a checked release, all inside the caller's transaction: nothing is left if anything fails."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

import polars as pl
from django.db.models import Max

from audit.actions import record
from datasets import liveness, store
from datasets.definition import Definition, as_declared
from datasets.digest import digest
from datasets.importing import Problem, Refused, Total
from datasets.models import Dataset, Release, SourceFile
from datasets.progress import Progress
from datasets.workflow import RELEASE
from workflow import engine
from workflow.people import Person


def make_release(
    *,
    definition: Definition,
    table: pl.DataFrame,
    actor: Person,
    at: datetime,
    code_version: str,
    progress: Progress,
    source_file: SourceFile | None = None,
    read_sha256: str = "",
    vintage: str = "",
    notes: Sequence[str] = (),
    parameters: dict[str, Any] | None = None,
    totals: Sequence[Total] = (),
    content_digest: str = "",
) -> tuple[Release, list[Problem]]:
    """Store a prepared and checked table, verify its totals, seal it; the release and the warnings of its totals.

    Must run in a transaction. Raises Refused where a total does not match.
    """
    dataset = Dataset.objects.get(pk=definition.id)
    liveness.one_at_a_time(f"datasets.load:{dataset.pk}")
    number = (dataset.releases.aggregate(last=Max("number"))["last"] or 0) + 1
    name = store.table_name(dataset.pk, number)
    store.create(definition, name)
    with ThreadPoolExecutor(max_workers=1) as beside:
        # While the server stores, this process has little to do.
        counted = beside.submit(lambda: content_digest or digest(table, columns=definition.columns))
        store.copy_in(definition, name, table, progress=lambda done, total: progress("store", done, total))
    progress("verify")
    warnings = verify_totals(definition, name, totals)
    store.seal(name)
    release = Release.objects.create(
        dataset=dataset,
        number=number,
        kind=Release.Kind.IMPORTED if source_file else Release.Kind.DERIVED,
        source_file=source_file,
        read_sha256=read_sha256,
        vintage=vintage,
        table_name=name,
        row_count=table.height,
        digest=counted.result(),
        period_start=str(table["TIME_PERIOD"].min()),
        period_end=str(table["TIME_PERIOD"].max()),
        definition_digest=definition.digest,
        declared=as_declared(definition),
        code_version=code_version,
        parameters=parameters or {},
        notes=list(notes),
        imported_at=at,
        imported_by=actor.identifier,
    )
    progress("compare")
    compare(release)
    engine.perform(RELEASE, release, "check", person=actor, at=at, record=record, subject=release.subject)
    return release, warnings


def verify_totals(definition: Definition, name: str, totals: Sequence[Total]) -> list[Problem]:
    """Compare the sums the file states with what is stored; the warnings, or Refused with every mismatch."""
    problems = []
    for total, found in zip(totals, store.totals(definition, name, totals), strict=True):
        if abs((found or 0.0) - total.value) > total.tolerance:
            where = " ".join(f"{key}={value}" for key, value in total.where.items())
            params = {"stated": total.value, "found": found or 0.0, "where": where, "tolerance": total.tolerance}
            problems.append(
                Problem(
                    code="total_does_not_match",
                    sheet=total.sheet,
                    row=total.row,
                    column=total.column,
                    value=f"{total.value:.15g}",
                    params=params,
                    severity=total.severity,
                )
            )
    if any(each.severity == "error" for each in problems):
        raise Refused(problems)
    return problems


def compare(release: Release) -> None:
    """Record how a release differs from the one in force; nothing where it is the first."""
    current = Release.objects.published().filter(dataset=release.dataset_id).first()
    release.compared_with = current
    if current is None:
        release.difference = None
    elif current.definition.key != release.definition.key:
        release.difference = {"structure_changed": True}
    elif current.digest == release.digest:
        release.difference = _nothing_changed(release)
    else:
        release.difference = store.difference(release.definition, current.table_name, release.table_name)
    release.save(update_fields=["compared_with", "difference"])


def _nothing_changed(release: Release) -> dict[str, Any]:
    same = {"added": 0, "removed": 0, "changed": 0, "unchanged": release.row_count}
    return same | {"largest_absolute": [], "largest_relative": []}


def changed_percent(release: Release) -> float | None:
    """The share of the earlier observations that changed or went, in per cent; None without an earlier one."""
    found = release.difference
    if not found or "changed" not in found:
        return None
    earlier = found["unchanged"] + found["changed"] + found["removed"]
    return 100 * (found["changed"] + found["removed"]) / earlier if earlier else None
