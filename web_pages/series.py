"""Series over time on the way from observations to a chart: periods in order, gaps kept as gaps. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Point = tuple[str, float]  # a period and a value
Row = Mapping[str, Any]


def points(rows: Iterable[Row]) -> list[Point]:
    """Periods with a value, in order of time."""
    return [(str(row["TIME_PERIOD"]), float(row["OBS_VALUE"])) for row in rows if row["OBS_VALUE"] is not None]


def quarters(first: str, last: str) -> list[str]:
    """Every quarter from the first to the last, those without a survey too."""
    start, end = _count(first), _count(last)
    return [f"{number // 4}-Q{number % 4 + 1}" for number in range(start, end + 1)]


def years(first: str, last: str) -> list[str]:
    """Every year from the first to the last."""
    return [str(year) for year in range(int(first), int(last) + 1)]


def values_at(periods: Sequence[str], known: Iterable[Point]) -> tuple[float | None, ...]:
    """The values of a series at all periods; None at those it does not cover."""
    values = dict(known)
    return tuple(values.get(period) for period in periods)


def year_marks(periods: Sequence[str]) -> tuple[str, ...]:
    """For a time axis of quarters: the year at its first quarter, nothing at the others."""
    return tuple(period[:4] if period.endswith("Q1") else "" for period in periods)


def _count(quarter: str) -> int:
    return int(quarter[:4]) * 4 + int(quarter[-1]) - 1
