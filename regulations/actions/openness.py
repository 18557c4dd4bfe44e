"""Publishing REG_OPENNESS: computed from the record of permits, a release only where a figure differs."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

import polars as pl
from django.core.cache import cache
from django.db import transaction

from datasets import codes, liveness
from datasets import queries as data
from datasets.actions import jobs
from datasets.actions.derived import checked
from datasets.actions.releases import publish
from datasets.code_version import code_version
from datasets.definition import Definition, Derived, load
from datasets.digest import digest
from datasets.loading import make_release
from datasets.models import Release
from datasets.people import BY_RULE
from datasets.progress import unwatched
from regulations.derived import openness
from regulations.queries.record import records, stamp

DATASET: Final = "REG_OPENNESS"
# Armed forces are no occupation that a work permit is for.
CIVILIAN: Final = "123456789"
_SEEN: Final = "regulations:openness"


def compute_openness(*, at: datetime) -> Release | None:
    """Compute the dataset from the rules of the day and publish it by rule; None where no figure differs.

    What rests on a new release is asked to be computed, which whoever looks after waiting jobs delivers to a worker.
    Earlier years stand as they were computed last. Costs one query where the record, the day and the definition are
    those of the last time. Two at once make one release: the second finds nothing that differs.
    """
    definition = load(DATASET)
    derived = definition.derived
    if derived is None:
        raise ValueError(f"{DATASET} declares no function")
    seen = (stamp(), at.astimezone(UTC).date(), definition.digest, code_version(derived.module))
    if cache.get(_SEEN) == seen and data.published_release(DATASET):
        return None
    with transaction.atomic():
        liveness.one_at_a_time(_SEEN)
        release = _publish(definition, derived, at)
    cache.set(_SEEN, seen, timeout=None)
    return release


def sub_major_groups() -> list[str]:
    """The civilian groups of ISCO-08 with two digits."""
    listed = codes.known(load(DATASET)).codes["OCCUPATION"]
    return sorted(code for code in listed if len(code) == 2 and code[0] in CIVILIAN)


def _publish(definition: Definition, derived: Derived, at: datetime) -> Release | None:
    day = at.astimezone(UTC).date()
    computed = openness(records(now=at).values(), sub_major_groups(), derived.parameters, day)
    current = data.published_release(DATASET)
    table = checked(definition, _with_earlier_years(computed, current))
    content = digest(table, columns=definition.columns)
    if current and current.digest == content and current.definition_digest == definition.digest:
        return None
    release, _ = make_release(
        definition=definition,
        table=table,
        actor=BY_RULE,
        at=at,
        code_version=code_version(derived.module),
        progress=unwatched,
        parameters=derived.parameters,
        content_digest=content,
    )
    jobs.request_recompute(asked_by=BY_RULE.identifier)
    return publish(release=release, actor=BY_RULE, at=at)


def _with_earlier_years(computed: pl.DataFrame, current: Release | None) -> pl.DataFrame:
    """The rows of this year, and those of years gone by as they were computed last."""
    if current is None:
        return computed
    earlier = data.frame(current).filter(~pl.col("TIME_PERIOD").is_in(computed["TIME_PERIOD"].unique().to_list()))
    return pl.concat([computed, earlier], how="diagonal_relaxed")
