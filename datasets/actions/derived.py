"""Computing derived datasets: from published releases, by pure functions, only where something changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import polars as pl
from django.db import transaction

from datasets import checks, codes, queries
from datasets import definition as definitions
from datasets.actions.releases import publish
from datasets.code_version import code_version
from datasets.definition import Definition, Derived
from datasets.digest import digest
from datasets.importing import Problem, Reading, Refused, resolve
from datasets.loading import make_release
from datasets.models import Release, ReleaseInput
from datasets.people import BY_RULE
from datasets.progress import Progress, unwatched


class InputMissing(Exception):
    """A dataset that is needed has no published release; `dataset` is its id."""

    def __init__(self, dataset: str) -> None:
        super().__init__(f"{dataset} has no published release")
        self.dataset = dataset


@dataclass(frozen=True)
class Computation:
    """A derived dataset and the releases it would be computed from now."""

    definition: Definition
    derived: Derived
    inputs: Mapping[str, Release]

    @property
    def code_version(self) -> str:
        """Of the function and all that it rests on."""
        return code_version(self.derived.module)

    def made(self, release: Release | None) -> bool:
        """Whether a release came from exactly this: inputs, parameters, definition and code."""
        return (
            release is not None
            and release.code_version == self.code_version
            and release.definition_digest == self.definition.digest
            and release.parameters == self.derived.parameters
            and self.same_inputs(release)
        )

    def same_inputs(self, release: Release) -> bool:
        """Whether a release was computed from the same releases."""
        used = set(release.inputs.values_list("input_id", flat=True))
        return used == {each.pk for each in self.inputs.values()}

    def table(self) -> pl.DataFrame:
        """What the function makes of the inputs, checked as any table is; Refused where it breaks a rule."""
        frames = {name: queries.frame(release) for name, release in self.inputs.items()}
        return checked(self.definition, resolve(self.derived.function)(frames, self.derived.parameters))


def checked(definition: Definition, computed: pl.DataFrame) -> pl.DataFrame:
    """A computed table, completed, sorted and checked as any is; Refused where it breaks a rule of its definition."""
    reading = Reading(table=computed)
    if missing := checks.missing_columns(definition, reading):
        raise Refused([Problem(code="column_missing", column=name, params={"expected": name}) for name in missing])
    table = checks.prepare(definition, reading)
    found = checks.check(definition, table, codes.known(definition))
    if found.errors:
        raise Refused(found.problems)
    return table


def computation(dataset_id: str) -> Computation:
    """What a derived dataset would be computed from now; InputMissing where it can't be."""
    definition = definitions.load(dataset_id)
    if definition.derived is None:
        raise ValueError(f"{dataset_id} is imported, not computed")
    inputs = {}
    for name in definition.derived.rests_on:
        release = queries.published_release(name)
        if release is not None:
            inputs[name] = release
        elif name in definition.derived.inputs:
            raise InputMissing(name)
    return Computation(definition, definition.derived, inputs)


def is_stale(dataset_id: str) -> bool:
    """Whether computing would rest on anything else than the published release does; False where inputs are missing."""
    try:
        return not computation(dataset_id).made(queries.published_release(dataset_id))
    except InputMissing:
        return False


def rebuild(*, dataset_id: str, at: datetime, progress: Progress = unwatched) -> Release | None:
    """Compute a derived dataset and publish it by rule; None where the same inputs gave the same observations.

    Raises InputMissing, and Refused where the result breaks the rules of its definition.
    """
    progress("read")
    wanted = computation(dataset_id)
    progress("compute")
    table = wanted.table()
    content = digest(table, columns=wanted.definition.columns)
    current = queries.published_release(dataset_id)
    if current and current.digest == content and wanted.same_inputs(current):
        return None
    with transaction.atomic():
        release, _ = make_release(
            definition=wanted.definition,
            table=table,
            actor=BY_RULE,
            at=at,
            code_version=wanted.code_version,
            progress=progress,
            parameters=wanted.derived.parameters,
            content_digest=content,
        )
        ReleaseInput.objects.bulk_create(ReleaseInput(release=release, input=each) for each in wanted.inputs.values())
        return publish(release=release, actor=BY_RULE, at=at)


def recompute(*, at: datetime, only: frozenset[str] = frozenset(), progress: Progress = unwatched) -> dict[str, str]:
    """Compute every derived dataset that is out of date, each once and after its inputs; what became of each.

    Outcomes: "published N", "unchanged", "no input", "refused: CODE", "waits for ID". `only` names datasets to look
    at; empty means all.
    """
    outcomes: dict[str, str] = {}
    graph = definitions.dependencies()
    derived = [name for name in graph.order() if graph.inputs[name] and (not only or name in only)]
    for position, name in enumerate(derived):
        progress(name, position, len(derived))
        failed = next((each for each in graph.inputs[name] if outcomes.get(each, "").startswith(_FAILED)), None)
        outcomes[name] = f"waits for {failed}" if failed else _outcome(name, at)
    return outcomes


_FAILED = ("refused", "waits")


def failed(outcomes: Mapping[str, str]) -> list[str]:
    """The datasets that could not be computed and should have been."""
    return [name for name, outcome in outcomes.items() if outcome.startswith(_FAILED)]


def _outcome(name: str, at: datetime) -> str:
    if not is_stale(name):
        return "unchanged" if queries.published_release(name) else "no input"
    try:
        release = rebuild(dataset_id=name, at=at)
    except Refused as refused:
        return f"refused: {refused.problems[0].code}"
    return f"published {release.number}" if release else "unchanged"
