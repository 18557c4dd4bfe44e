"""Ranges of days that overlap. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from regulations.carried.reading import Found

F = TypeVar("F", bound="Found[Any]")


def overlap(timeline: Sequence[F]) -> Iterator[tuple[F, F]]:
    """Pairs of entries that hold on a same day. An open start or end reaches as far as time does."""
    for one, other in combinations(timeline, 2):
        if _begins_before_end(one, other) and _begins_before_end(other, one):
            yield one, other


def _begins_before_end(one: Found[Any], other: Found[Any]) -> bool:
    start: date | None = one.entry.valid_from
    end: date | None = other.entry.valid_to
    return start is None or end is None or start < end
