"""What changes when a release is published, ready to be read: counts, totals, the largest changes by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from datasets.desk import names
from datasets.models import Release


@dataclass(frozen=True)
class Change:
    """One observation whose value differs; `percent` is empty where it was nought or unknown before."""

    key: tuple[str, ...]
    period: str
    before: float | None
    after: float | None

    @property
    def step(self) -> float | None:
        """By how much it changed, in the unit of the dataset."""
        return None if self.before is None or self.after is None else self.after - self.before

    @property
    def percent(self) -> float | None:
        """By how much it changed against what it was."""
        return 100 * self.step / abs(self.before) if self.step is not None and self.before else None


@dataclass(frozen=True)
class Preview:
    """The difference between a release and the one it was compared with."""

    added: int
    changed: int
    removed: int
    unchanged: int
    rows_before: int | None
    rows_after: int | None
    total_before: float | None
    total_after: float | None
    headings: tuple[str, ...]
    largest: tuple[Change, ...]
    largest_relative: tuple[Change, ...]

    @property
    def nothing_changed(self) -> bool:
        """Whether the observations are the same to the last bit."""
        return not (self.added or self.changed or self.removed)

    @property
    def rows_step(self) -> int | None:
        """By how many the observations grew."""
        if self.rows_before is None or self.rows_after is None:
            return None
        return self.rows_after - self.rows_before

    @property
    def total_step(self) -> float | None:
        """By how much the sum of all values changed."""
        if self.total_before is None or self.total_after is None:
            return None
        return self.total_after - self.total_before


def preview(release: Release) -> Preview | None:
    """None where there was nothing to compare with, or where the two are laid out differently."""
    found: Mapping[str, Any] | None = release.difference
    if not found or "changed" not in found:
        return None
    before, after = found.get("before", {}), found.get("after", {})
    return Preview(
        added=found["added"],
        changed=found["changed"],
        removed=found["removed"],
        unchanged=found["unchanged"],
        rows_before=before.get("rows"),
        rows_after=after.get("rows"),
        total_before=before.get("total"),
        total_after=after.get("total"),
        headings=tuple(names.label(each) for each in release.definition.dimensions),
        largest=_changes(release, found.get("largest_absolute", [])),
        largest_relative=_changes(release, found.get("largest_relative", [])),
    )


def _changes(release: Release, rows: list[dict[str, Any]]) -> tuple[Change, ...]:
    called = names.code_names(release.definition)
    return tuple(
        Change(
            key=tuple(called[each].get(row["key"][each], row["key"][each]) for each in called),
            period=row["key"]["TIME_PERIOD"],
            before=row["before"],
            after=row["after"],
        )
        for row in rows
    )
