"""The graph of datasets as floors: imported ones below, each computed one above all it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from datasets import queries
from datasets.actions.derived import is_stale
from datasets.desk import names
from datasets.models import Release

_WIDE, _HIGH, _GAP_ACROSS, _GAP_DOWN, _EDGE = 250, 44, 110, 16, 2


@dataclass(frozen=True)
class Node:
    """One dataset: what it is computed from, what is published, and whether that is out of date."""

    id: str
    title: str
    inputs: tuple[tuple[str, str], ...]
    published: Release | None
    stale: bool


@dataclass(frozen=True)
class Box:
    """A dataset in the picture, in its units."""

    id: str
    x: int
    y: int
    computed: bool

    @property
    def text_x(self) -> int:
        """Where its name begins."""
        return self.x + 14

    @property
    def middle(self) -> int:
        """Where its name stands."""
        return self.y + _HIGH // 2


@dataclass(frozen=True)
class Picture:
    """Boxes and the lines between them; the list beside it says the same in words."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[str, ...]
    box_width: int = _WIDE
    box_height: int = _HIGH


def levels(inputs: Mapping[str, tuple[str, ...]], order: tuple[str, ...]) -> dict[str, int]:
    """How many computations lie between a dataset and imported ones at the most."""
    found: dict[str, int] = {}
    for name in order:
        found[name] = 1 + max((found[each] for each in inputs[name]), default=-1)
    return found


def floors() -> list[list[Node]]:
    """Datasets by level, in the order in which they are computed."""
    graph = queries.dependency_graph()
    order = graph.order()
    level = levels(graph.inputs, order)
    published = {each.dataset_id: each for each in Release.objects.published()}
    shown: list[list[Node]] = [[] for _ in range(max(level.values(), default=-1) + 1)]
    for name in order:
        rests_on = tuple((each, names.dataset_title(each)) for each in graph.inputs[name])
        stale = bool(rests_on) and is_stale(name)
        shown[level[name]].append(Node(name, names.dataset_title(name), rests_on, published.get(name), stale))
    return shown


def picture() -> Picture:
    """Only datasets that something rests on or that rest on something: the others would be boxes without lines."""
    graph = queries.dependency_graph()
    level = levels(graph.inputs, graph.order())
    tied = {name for edge in graph.edges() for name in edge}
    places: dict[int, int] = {}
    boxes: dict[str, Box] = {}
    for name in graph.order():
        if name in tied:
            place = places[level[name]] = places.get(level[name], -1) + 1
            x, y = _EDGE + level[name] * (_WIDE + _GAP_ACROSS), _EDGE + place * (_HIGH + _GAP_DOWN)
            boxes[name] = Box(name, x, y, bool(graph.inputs[name]))
    lines = tuple(_line(boxes[source], boxes[target]) for source, target in graph.edges())
    return Picture(
        width=max((box.x + _WIDE for box in boxes.values()), default=0) + _EDGE,
        height=max((box.y + _HIGH for box in boxes.values()), default=0) + _EDGE,
        boxes=tuple(boxes.values()),
        lines=lines,
    )


_BEND: Final = _GAP_ACROSS // 2


def _line(source: Box, target: Box) -> str:
    x, end = source.x + _WIDE, target.x - 6
    return f"M{x} {source.middle}C{x + _BEND} {source.middle} {end - _BEND} {target.middle} {end} {target.middle}"
