"""From degrees to the map: Equal Earth, simplified borders, rings cut at the date line.

Equal Earth keeps areas true, so that no continent looks richer in cases than it is (Šavrič, Patterson and
Jenny 2018, DOI 10.1080/13658816.2018.1504949).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

Point = tuple[float, float]
Ring = list[Point]

WIDTH, HEIGHT = 1000, 487
_SCALE = 184.7  # pixels a unit, so that 360 degrees of the equator fill the width
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_M = math.sqrt(3) / 2


def project(longitude: float, latitude: float) -> Point:
    """A place in degrees as pixels of the map."""
    angle = math.asin(_M * math.sin(math.radians(latitude)))
    square, sixth = angle**2, angle**6
    slope = _A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square)
    x = math.radians(longitude) * math.cos(angle) / (_M * slope)
    y = angle * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))
    return WIDTH / 2 + _SCALE * x, HEIGHT / 2 - _SCALE * y


def simplified(line: Ring, tolerance: float) -> Ring:
    """Douglas-Peucker on the projected points: none lies further than `tolerance` pixels off; the ends stay.

    Done on the borders before they are joined, so that neighbours keep one common line.
    """
    points = [project(*place) for place in line]
    keep, stack = {0, len(points) - 1}, [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        distance, furthest = max(
            ((_off(points[place], points[first], points[last]), place) for place in range(first + 1, last)),
            default=(0.0, 0),
        )
        if distance > tolerance:
            keep.add(furthest)
            stack += [(first, furthest), (furthest, last)]
    return [line[place] for place in sorted(keep)]


def cut(ring: Ring) -> Iterator[Ring]:
    """A ring in degrees as one or more projected rings within 180 degrees west and east.

    Without it Russia, Fiji and Antarctica draw a band over the whole map.
    """
    flat = _unrolled(ring)
    for turn in (-360, 0, 360):
        part = [(x + turn, y) for x, y in flat]
        for edge, side in ((-180, 1), (180, -1)):
            part = _clipped(part, edge, side)
        if len(part) > 2:
            yield [project(*place) for place in part]


def area(ring: Ring) -> float:
    """Square pixels within a projected ring."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True))) / 2


def _off(point: Point, start: Point, end: Point) -> float:
    """How far `point` lies off the line from `start` to `end`; off the point where both are one."""
    across, down = end[0] - start[0], end[1] - start[1]
    length = math.hypot(across, down)
    if not length:
        return math.hypot(point[0] - start[0], point[1] - start[1])
    return abs(across * (start[1] - point[1]) - (start[0] - point[0]) * down) / length


def _unrolled(ring: Ring) -> Ring:
    """The ring with longitudes that run on past 180 degrees; one round a pole is closed over it."""
    flat, shift = [ring[0]], 0
    for (before, _), (longitude, latitude) in pairwise(ring):
        step = longitude - before
        shift += 360 if step < -180 else -360 if step > 180 else 0
        flat.append((longitude + shift, latitude))
    if abs(flat[-1][0] - flat[0][0]) > 180:
        pole = math.copysign(90, flat[0][1])
        flat += [(flat[-1][0], pole), (flat[0][0], pole), flat[0]]
    return flat


def _clipped(ring: Ring, edge: int, side: int) -> Ring:
    """The part of `ring` on one side of a meridian (Sutherland-Hodgman)."""
    inside: Ring = []
    for (x, y), (next_x, next_y) in zip(ring, ring[1:] + ring[:1], strict=True):
        here, there = (x - edge) * side >= 0, (next_x - edge) * side >= 0
        if here:
            inside.append((x, y))
        if here != there:
            inside.append((edge, y + (next_y - y) * (edge - x) / (next_x - x)))
    return inside
