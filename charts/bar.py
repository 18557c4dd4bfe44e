"""Bars: one quantity compared between things."""

from __future__ import annotations

from dataclasses import dataclass

from charts.line import Writer


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar. A value of None is written as unknown, not drawn. `address`: the page the name leads to in the table."""

    name: str
    value: float | None
    address: str = ""
    muted: bool = False


@dataclass(frozen=True)
class BarChart:
    """Horizontal bars in the order given, so that names of any length can be read."""

    title: str
    description: str
    name_heading: str
    value_heading: str
    bars: tuple[Bar, ...]
    write: Writer
    unknown: str
    name: str = "bars"
    width: int = 960
