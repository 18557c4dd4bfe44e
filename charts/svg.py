"""Any specification as SVG: `render(spec)` for wide places, `render(spec, narrow=True)` for phones.

Colours are classes that the stylesheet of the page paints, so dark mode costs nothing; `standalone` gives a file
that stands alone, in the colours of paper.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from charts.bar import BarChart
from charts.drawing import bar, line, spark
from charts.drawing import map as world
from charts.line import LineChart
from charts.map import CorridorMap, WorldMap
from charts.markup import element, plain
from charts.palette import STYLE
from charts.spark import Sparkline

Spec = LineChart | BarChart | WorldMap | CorridorMap | Sparkline

_WRITERS: dict[type, Callable[..., str]] = {
    LineChart: line.draw,
    BarChart: bar.draw,
    WorldMap: world.draw,
    CorridorMap: world.draw_corridor,
    Sparkline: spark.draw,
}


def render(spec: Spec, narrow: bool = False) -> str:
    """The picture as an <svg> element for a page."""
    return _WRITERS[type(spec)](spec, narrow)


def standalone(spec: Spec, **options: Any) -> str:
    """The picture as a file of its own, with its colours and a white ground."""
    head, rest = render(spec, **options).split(">", 1)
    title = element("title", plain(spec.title))
    ground = element("rect", class_="ground", width="100%", height="100%")
    return f"{head}>{title}{element('style', STYLE)}{ground}{rest}"
