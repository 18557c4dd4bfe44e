"""The one way in for the carried content: everything, or nothing at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from audit.actions import record
from regulations.actions.carried.conflicts import bring_conflicts
from regulations.actions.carried.describing import describe, translate
from regulations.actions.carried.figures import bring_conditions, bring_indicator_values
from regulations.actions.carried.quotas import bring_quotas
from regulations.actions.carried.telling import tell_readers
from regulations.actions.carried.versions import CARRIER, Moved, bring_versions
from regulations.carried.content import Content
from regulations.models import Citation, Provision, ProvisionVersion

Done = Callable[[str], object]


@dataclass(frozen=True)
class Loaded:
    """What a load did."""

    published: int
    ended: int
    left_alone: int
    others: int

    @property
    def changed(self) -> bool:
        """Whether anything is now other than before."""
        return bool(self.published or self.ended or self.others)


STEPS = ("descriptions", "facts", "indicators", "quotas", "conflicts", "conditions", "translations")


@transaction.atomic
def load(*, content: Content, at: datetime, done: Done | None = None) -> Loaded:
    """Bring the record to what `content` says; `done` hears each of STEPS.

    A second load of the same content writes nothing: no version, no event, no stamp. A provision that a person has
    written, ended or certified a version of is theirs and is left alone.
    """
    tell = done or (lambda _: None)
    others = describe(content)
    tell("descriptions")
    moved = bring_versions(content, at=at)
    if moved.published:
        _look_at_the_tables()
    tell("facts")
    others += bring_indicator_values(content, at=at)
    tell("indicators")
    others += bring_quotas(content, at=at)
    tell("quotas")
    others += bring_conflicts(content, at=at)
    tell("conflicts")
    others += bring_conditions(content, at=at)
    tell("conditions")
    others += translate(content)
    tell("translations")
    tell_readers(moved, at=at)
    _record(moved, at)
    return Loaded(len(moved.published), len(moved.ended), moved.left_alone, others)


def _look_at_the_tables() -> None:
    """Tell the planner that empty tables have filled up; it would take them for empty until the next autovacuum."""
    tables = [model._meta.db_table for model in (Provision, ProvisionVersion, Citation)]
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE " + ", ".join(map(connection.ops.quote_name, tables)))


def _record(moved: Moved, at: datetime) -> None:
    """One event a jurisdiction, naming every provision of which the record changed."""
    published, ended = _by_jurisdiction(moved.published), _by_jurisdiction(moved.ended)
    for code in sorted(published.keys() | ended.keys()):
        data: dict[str, Any] = {"published": published.get(code, {}), "ended": ended.get(code, {})}
        record(action="permit_content.load", actor=CARRIER, subject=f"jurisdiction:{code}", data=data, occurred_at=at)


def _by_jurisdiction(versions: Iterable[Any]) -> dict[str, dict[str, int]]:
    """How many versions of each provision, by jurisdiction."""
    counted: dict[str, Counter[str]] = {}
    for version in versions:
        code = version.provision.permit.jurisdiction_id
        counted.setdefault(code, Counter())[str(version.provision)] += 1
    return {code: dict(sorted(counter.items())) for code, counter in counted.items()}
