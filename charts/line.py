"""Lines over time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Writer = Callable[[float], str]


@dataclass(frozen=True, slots=True)
class Series:
    """One line. `values` holds one value for each period; None is a gap, never bridged.

    `lower` and `upper` draw a band where both are known. A muted series stays in the background.
    """

    name: str
    values: tuple[float | None, ...]
    lower: tuple[float | None, ...] = ()
    upper: tuple[float | None, ...] = ()
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Goal:
    """A level to compare with, such as the 3 % of the Sustainable Development Goals."""

    value: float
    label: str


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the method or the data change, before the period at `index`."""

    index: int
    label: str


@dataclass(frozen=True, slots=True)
class Annotation:
    """A few words at one point of one series."""

    series: int
    index: int
    text: str


@dataclass(frozen=True)
class LineChart:
    """Several series over evenly spaced periods.

    `periods` are written in words and hold the gaps too; `axis` is what stands under the picture ("" for nothing).
    `write` turns a value into words with its unit; `tick` does it shorter for the axis.
    """

    title: str
    description: str
    period_heading: str
    periods: tuple[str, ...]
    series: tuple[Series, ...]
    write: Writer
    tick: Writer | None = None
    axis: tuple[str, ...] = ()
    goals: tuple[Goal, ...] = ()
    breaks: tuple[Break, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    from_zero: bool = True
    name: str = "line"
    width: int = 960

    def __post_init__(self) -> None:
        for series in self.series:
            if len(series.values) != len(self.periods):
                raise ValueError(
                    f"series {series.name!r} has {len(series.values)} values for {len(self.periods)} periods"
                )
