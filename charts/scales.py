"""Scales: numbers to places on the picture, round tick marks, classes for maps."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight line from [low, high] to [start, end]; a domain without extent lands in the middle."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        if self.high == self.low:
            return (self.start + self.end) / 2
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def finite(values: Iterable[float | None]) -> list[float]:
    """The values that can be drawn: neither missing, nor infinite, nor "not a number"."""
    return [value for value in values if value is not None and math.isfinite(value)]


def step(span: float, count: int) -> float:
    """The round step (1, 2, 2.5 or 5 times a power of ten) that cuts `span` into about `count` parts."""
    raw = span / max(count, 1)
    power = 10.0 ** math.floor(math.log10(raw))
    return next(power * lead for lead in (1, 2, 2.5, 5, 10) if power * lead >= raw * (1 - 1e-9))


def ticks(low: float, high: float, count: int = 4) -> list[float]:
    """Round numbers that enclose [low, high], evenly apart; nought is among them when it lies between."""
    span = high - low
    if not span > abs(high) * 1e-9:
        low, high = min(low, 0.0), max(high, 0.0)
        if low == high:
            high = 1.0
        span = high - low
    size = step(span, count)
    first, last = math.floor(low / size + 1e-9), math.ceil(high / size - 1e-9)
    return [round(i * size, 12) if abs(size) > 1e-9 else i * size for i in range(first, last + 1)]


def breaks(values: Sequence[float], count: int = 6) -> tuple[float, ...]:
    """Upper limits of the lower classes of a map: quantiles, rounded to two figures so that a legend can be read.

    Quantiles, because money and people are so unequal between countries that equal steps would paint nearly all
    of them in one colour. Rounding may join classes. A value on a limit belongs to the upper class.
    """
    ranked = sorted(finite(values))
    if not ranked:
        return ()
    cuts = (_two_figures(ranked[min(len(ranked) * i // count, len(ranked) - 1)]) for i in range(1, count))
    return tuple(sorted({cut for cut in cuts if ranked[0] < cut <= ranked[-1]}))


def class_of(value: float, limits: Sequence[float]) -> int:
    """The class of `value`: 0 below the first limit, len(limits) from the last one on."""
    return sum(value >= limit for limit in limits)


def _two_figures(value: float) -> float:
    return float(f"{value:.1e}")
