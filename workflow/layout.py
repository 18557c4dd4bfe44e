"""Where the boxes of a diagram stand: columns from left to right, every arrow one column long.

The usual layered drawing (Sugiyama, Tagawa and Toda 1981) in its simplest form: arrows that close a circle are turned
round, a box stands one column after the last that leads to it, long arrows pass through an empty place in each column
between, and the boxes of a column are ordered by where their arrows come from and go to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

Edge = tuple[str, str]
SWEEPS = 4  # more did not move a box in any workflow of the hub


@dataclass(frozen=True, slots=True)
class Layout:
    """`columns` hold names from top to bottom; `routes` lists the places each edge passes, in reading direction.

    A place that is no box is called "source>target/column". A route that was turned round runs from its target.
    """

    columns: tuple[tuple[str, ...], ...]
    routes: dict[Edge, tuple[str, ...]]
    turned: frozenset[Edge]


def layout(names: Sequence[str], edges: Sequence[Edge]) -> Layout:
    """Places `names`, the first of which is leftmost, for `edges` between different names."""
    turned = _closing(names, edges)
    forward = {edge: edge[::-1] if edge in turned else edge for edge in edges}
    rank = _ranks(names, set(forward.values()))
    columns: list[list[str]] = [[] for _ in range(max(rank.values()) + 1)]
    for name in names:
        columns[rank[name]].append(name)
    routes = {}
    for edge, (start, end) in forward.items():
        between = [f"{start}>{end}/{column}" for column in range(rank[start] + 1, rank[end])]
        for column, place in enumerate(between, rank[start] + 1):
            if place not in columns[column]:
                columns[column].append(place)
        routes[edge] = (start, *between, end)
    _order(columns, list(routes.values()))
    return Layout(tuple(map(tuple, columns)), routes, frozenset(turned))


def _closing(names: Sequence[str], edges: Sequence[Edge]) -> set[Edge]:
    """The edges that lead back to where a walk from the first name already is."""
    found, done, walking = set(), set(), []

    def walk(name: str) -> None:
        walking.append(name)
        for edge in edges:
            if edge[0] == name and edge[1] in walking:
                found.add(edge)
            elif edge[0] == name and edge[1] not in done:
                walk(edge[1])
        done.add(walking.pop())

    for name in names:
        if name not in done:
            walk(name)
    return found


def _ranks(names: Sequence[str], edges: set[Edge]) -> dict[str, int]:
    """One column further than the last that leads here; edges close no circle any more."""
    rank = dict.fromkeys(names, 0)
    for _ in names:
        for start, end in edges:
            rank[end] = max(rank[end], rank[start] + 1)
    return rank


def _order(columns: list[list[str]], routes: list[tuple[str, ...]]) -> None:
    """Sorts each column by the middle of its neighbours, left to right and back again."""
    steps = [step for route in routes for step in pairwise(route)]
    for sweep in range(SWEEPS):
        to_the_right = sweep % 2 == 0
        order = range(1, len(columns)) if to_the_right else range(len(columns) - 2, -1, -1)
        for column in order:
            beside = columns[column - 1 if to_the_right else column + 1]
            at = {name: (place + 0.5) / len(beside) for place, name in enumerate(beside)}
            middle = {}
            for place, name in enumerate(columns[column]):
                near = [
                    at[step[1 - side]]
                    for step in steps
                    for side in (0, 1)
                    if step[side] == name and step[1 - side] in at
                ]
                middle[name] = sum(near) / len(near) if near else (place + 0.5) / len(columns[column])
            columns[column].sort(key=middle.__getitem__)
