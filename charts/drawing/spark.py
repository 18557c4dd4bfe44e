"""A sparkline as SVG."""

from __future__ import annotations

from charts.drawing.line import runs
from charts.markup import element, picture, short
from charts.scales import Scale, finite
from charts.spark import Sparkline

WIDTH, HEIGHT, EDGE = 120, 28, 4


def draw(spec: Sparkline, narrow: bool = False) -> str:
    """A line from the first to the last period, with a dot on the last known value. Narrow is the same picture."""
    known = finite(spec.values)
    x = Scale(0, max(len(spec.values) - 1, 0), EDGE, WIDTH - EDGE)
    y = Scale(min(known, default=0), max(known, default=1), HEIGHT - EDGE, EDGE)
    parts = []
    places: list[tuple[float, float]] = []
    for run in runs(spec.values):
        places = [(x(i), y(spec.values[i] or 0)) for i in run]
        parts.append(element("path", d="M" + "L".join(f"{short(a)},{short(b)}" for a, b in places), class_="line s1"))
    if places:
        parts.append(element("circle", cx=places[-1][0], cy=places[-1][1], r=3, class_="mark s1"))
    name = spec.name + ("-narrow" if narrow else "")
    return picture((WIDTH, HEIGHT), spec.title, spec.description, *parts, name=name)
