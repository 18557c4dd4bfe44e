"""A line small enough to stand in a sentence or a table."""

from __future__ import annotations

from dataclasses import dataclass

from charts.line import Writer


@dataclass(frozen=True)
class Sparkline:
    """Values over evenly spaced periods, without axes; None is a gap."""

    title: str
    periods: tuple[str, ...]
    values: tuple[float | None, ...]
    write: Writer
    period_heading: str = ""
    description: str = ""
    name: str = "spark"
