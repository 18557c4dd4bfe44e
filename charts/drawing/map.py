"""Maps as SVG."""

from __future__ import annotations

from collections.abc import Iterator
from math import hypot

from charts.map import CorridorMap, Land, WorldMap
from charts.markup import element, label, picture, short
from charts.scales import class_of, finite

DOT = 3.2  # radius of a land too small to be seen
SWATCH = 96
STEPS = {1: (4,), 2: (2, 5), 3: (2, 4, 6), 4: (1, 3, 5, 6), 5: (1, 2, 3, 5, 6), 6: (1, 2, 3, 4, 5, 6)}


def colours(classes: int) -> tuple[int, ...]:
    """The steps of the six-step hue that `classes` classes use, spread over its whole length."""
    return STEPS[max(1, min(classes, 6))]


def draw(spec: WorldMap, narrow: bool = False) -> str:
    """The world in the colours of its classes. The legend stands below; a page may write its own instead."""
    hatch = f"{spec.name}{'-narrow' if narrow else ''}-hatch"
    lands = [_land(spec, land, hatch) for land in sorted(spec.shapes.lands, key=lambda land: land.tiny)]
    legend = list(_legend(spec, hatch)) if spec.legend else []
    height = spec.shapes.height + (64 if spec.legend else 0)
    name = spec.name + ("-narrow" if narrow else "")
    parts = [_hatching(hatch), *lands, *legend]
    return picture((spec.shapes.width, height), spec.title, spec.description, *parts, name=name)


def draw_corridor(spec: CorridorMap, narrow: bool = False) -> str:
    """Two countries in colour and the way between them, cut to the part of the world that holds both."""
    places = {land.code: land for land in spec.shapes.lands}
    ends = [places[code] for code in (spec.origin, spec.destination) if code in places]
    left, top, width, height = spec.view or (0, 0, spec.shapes.width, spec.shapes.height)
    unit = width / spec.shapes.width
    ground = [_ground(spec, land, unit) for land in spec.shapes.lands if land not in ends]
    marked = [_end(spec, land, unit) for land in ends]
    way = [_arc(ends[0], ends[1], unit)] if len(ends) == 2 else []
    name = spec.name + ("-narrow" if narrow else "")
    parts = (*ground, *marked, *way, *(_dot(spec, land, unit) for land in ends))
    return picture((width, height), spec.title, spec.description, *parts, name=name, corner=(left, top))


def _hatching(name: str) -> str:
    ground = element("rect", width=6, height=6, class_="hatch-ground")
    line = element("path", d="M0,6L6,0", class_="hatch-line")
    pattern = element("pattern", ground, line, id=name, width=6, height=6, patternUnits="userSpaceOnUse")
    return element("defs", pattern)


def _land(spec: WorldMap, land: Land, hatch: str) -> str:
    known = [] if land.disputed else finite([spec.values.get(land.code)])
    name = spec.names.get(land.code, "")
    said = spec.write(known[0]) if known else spec.no_data
    kind = f" q{colours(len(spec.breaks) + 1)[class_of(known[0], spec.breaks)]}" if known else ""
    return _shape(
        land,
        class_=("tiny land" if land.tiny else "land") + kind,
        fill=None if known else f"url(#{hatch})",
        data_tip=f"{name}\n{said}" if name else None,
        data_href=spec.addresses.get(land.code),
    )


def _shape(land: Land, unit: float = 1, **attributes: str | float | None) -> str:
    if land.tiny or not land.path:
        return element("circle", cx=land.x, cy=land.y, r=DOT * unit, **attributes)
    return element("path", d=land.path, **attributes)


def _legend(spec: WorldMap, hatch: str) -> Iterator[str]:
    """Swatches with the limits between them, then the hatching."""
    top = spec.shapes.height + 16
    steps = colours(len(spec.breaks) + 1)
    left = max(20.0, (spec.shapes.width - SWATCH * (len(steps) + 2)) / 2)
    for i, step in enumerate(steps):
        yield element("rect", x=left + SWATCH * i, y=top, width=SWATCH - 2, height=14, class_=f"q{step}")
        if i:
            yield label(
                (spec.tick or spec.write)(spec.breaks[i - 1]), left + SWATCH * i, top + 34, anchor="middle", size=15
            )
    end = left + SWATCH * len(steps) + 24
    yield element("rect", x=end, y=top, width=SWATCH / 2, height=14, fill=f"url(#{hatch})")
    yield label(spec.no_data, end + SWATCH / 2 + 8, top + 13, size=15)


def _ground(spec: CorridorMap, land: Land, unit: float) -> str:
    return _shape(land, unit, class_="land rest", stroke_width=1.2 * unit, data_tip=spec.names.get(land.code))


def _end(spec: CorridorMap, land: Land, unit: float) -> str:
    kind = "from" if land.code == spec.origin else "to"
    return _shape(land, unit, class_=f"land {kind}", stroke_width=1.2 * unit, data_tip=spec.names.get(land.code))


def _dot(spec: CorridorMap, land: Land, unit: float) -> str:
    kind = "from" if land.code == spec.origin else "to"
    return element("circle", cx=land.x, cy=land.y, r=11 * unit, class_=f"end {kind}", stroke_width=4 * unit)


def _arc(start: Land, end: Land, unit: float) -> str:
    """A bow above the straight way, higher the longer the way is."""
    height = hypot(end.x - start.x, end.y - start.y) * 0.28
    middle = ((start.x + end.x) / 2, (start.y + end.y) / 2 - height)
    path = f"M{short(start.x)},{short(start.y)}Q{short(middle[0])},{short(middle[1])} {short(end.x)},{short(end.y)}"
    return element("path", d=path, class_="arc", stroke_width=5 * unit)
