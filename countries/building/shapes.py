"""Makes `data/world.json`: a path for each land, a centre, and a dot for those too small to see."""

from __future__ import annotations

from typing import Any

from countries.building.projection import HEIGHT, WIDTH, Ring, area, cut, project, simplified
from countries.building.topology import Topology

TOLERANCE = 0.7  # pixels at a width of 1000: coasts stay recognisable, the file stays under 130 KB
SMALLEST_PIECE = 0.4  # square pixels; smaller islands are dust on the page
SMALL_LAND = 6.0  # square pixels of the largest piece; below it the eye needs a dot
MAIN_PIECE = 0.25  # of the largest piece: Alaska (0.21) is left out of a view on the United States, Sulawesi is in

# Lands the source has no shape for: where their dot stands (longitude, latitude). Kosovo's borders are not
# drawn, as the United Nations' map does not draw them.
PLACES = {
    "IOT": (71.9, -6.3),
    "SMR": (12.46, 43.94),
    "UMI": (166.65, 19.28),  # Wake Island, the only one of them at all times inhabited
    "VAT": (12.45, 41.90),
    "WLF": (-176.2, -13.3),
    "XKX": (20.9, 42.6),
}


def build(topology: Topology, codes: set[str]) -> dict[str, Any]:
    """The map of the countries `codes`; every other feature of the source is an area in dispute."""
    plain = Topology([simplified(arc, TOLERANCE) for arc in topology.arcs], topology.lands, topology.centres)
    drawn = {code: _land(plain, code) for code in sorted(topology.lands)}
    dots = {code: _dot(*place) for code, place in PLACES.items()}
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "lands": {code: (drawn | dots)[code] for code in sorted(codes)},
        "disputed": {code: land["path"] for code, land in drawn.items() if code not in codes},
    }


def _land(topology: Topology, code: str) -> dict[str, Any]:
    outlines: list[Ring] = []
    path = ""
    for is_outer, ring in topology.rings(code):
        for piece in cut(ring):
            if is_outer:
                outlines.append(piece)
            if area(piece) >= SMALLEST_PIECE:
                path += _drawn(piece)
    largest = max((area(piece) for piece in outlines), default=0.0)
    if not path:
        return _dot(*topology.centres[code])
    main = [point for piece in outlines if area(piece) >= MAIN_PIECE * largest for point in piece]
    return {
        "path": path,
        "centre": _rounded(project(*topology.centres[code])),
        "box": _box(main),
        "small": largest < SMALL_LAND,
    }


def _dot(longitude: float, latitude: float) -> dict[str, Any]:
    place = _rounded(project(longitude, latitude))
    return {"path": "", "centre": place, "box": [*place, *place], "small": True}


def _drawn(piece: Ring) -> str:
    return "M" + "L".join(f"{x:.1f},{y:.1f}".replace(".0", "") for x, y in piece) + "z"


def _box(points: Ring) -> list[float]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return [round(edge, 1) for edge in (min(xs), min(ys), max(xs), max(ys))]


def _rounded(point: tuple[float, float]) -> list[float]:
    return [round(point[0], 1), round(point[1], 1)]
