"""The world map of npm plotly.js read from its own script: arcs and lands in degrees."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Ring = list[Point]

# The bundle holds one topology a line; the finest of the world is marked so.
_MARK = '"dist/topojson/world_50m.json"(exports, module)'
_ASSIGNED = "module.exports = "
_KEY = re.compile(r"([{,] ?)([A-Za-z_]\w*): ")


@dataclass(frozen=True, slots=True)
class Topology:
    """Borders (arcs, each shared by the lands on its two sides) and lands made of them."""

    arcs: list[Ring]
    lands: Mapping[str, list[list[list[int]]]]  # code: polygons of rings of arc numbers
    centres: Mapping[str, Point]

    def rings(self, code: str) -> Iterator[tuple[bool, Ring]]:
        """The rings of a land, each with whether it is an outer one."""
        for polygon in self.lands[code]:
            for place, ring in enumerate(polygon):
                yield place == 0, self._joined(ring)

    def _joined(self, ring: list[int]) -> Ring:
        points: Ring = []
        for number in ring:
            part = self.arcs[number] if number >= 0 else self.arcs[~number][::-1]
            points += part if not points else part[1:]
        return points


def read(script: Path) -> Topology:
    """The finest world map in `plotly-geo-assets.js`, which is script and not JSON: its keys bear no quotes."""
    lines = iter(script.read_text("utf-8").splitlines())
    if not any(_MARK in line for line in lines):
        raise ValueError(f"{script} holds no world_50m topology: plotly.js 3.7.0 keeps it in dist/plotly-geo-assets.js")
    text = next(lines).strip().removeprefix(_ASSIGNED).removesuffix(";")
    return decode(json.loads(_KEY.sub(r'\1"\2": ', text), parse_float=_number))


def decode(document: dict[str, Any]) -> Topology:
    """TopoJSON with quantised, delta-coded arcs, as degrees."""
    (scale_x, scale_y), (shift_x, shift_y) = document["transform"]["scale"], document["transform"]["translate"]
    arcs: list[Ring] = []
    for deltas in document["arcs"]:
        x = y = 0
        points: Ring = []
        for step_x, step_y in deltas:
            x, y = x + step_x, y + step_y
            points.append((x * scale_x + shift_x, y * scale_y + shift_y))
        arcs.append(points)
    lands: dict[str, list[list[list[int]]]] = {}
    centres: dict[str, Point] = {}
    for geometry in document["objects"]["countries"]["geometries"]:
        polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
        lands.setdefault(geometry["id"], []).extend(polygons)
        centres.setdefault(geometry["id"], tuple(geometry["properties"]["ct"]))
    return Topology(arcs, lands, centres)


def _number(text: str) -> float:
    """The bundler shortens 1000 to 1e3, which JSON takes for a fraction."""
    number = float(text)
    return int(number) if number.is_integer() else number
