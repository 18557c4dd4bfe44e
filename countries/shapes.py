"""The world as ready SVG paths in Equal Earth, and views on a part of it. Pure: reads `data/world.json` once.

Who draws must show `BOUNDARY_NOTE` beside the map, draw every `small` land as a dot at its centre, and draw the
disputed areas in a colour of their own: they belong to no land's figure.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from countries.files import DATA
from countries.vocabulary import gettext_noop

BOUNDARY_NOTE = gettext_noop(
    "The boundaries and names shown and the designations used on this map do not imply official endorsement or "
    "acceptance by the United Nations."
)
"""Translate with `gettext(BOUNDARY_NOTE)` where it is shown."""

NARROWEST = 90.0  # pixels of the world's 1000: closer up the simplified coasts look broken


class Box(NamedTuple):
    """A part of the map in pixels of the world's width; `str()` of it is an SVG viewBox."""

    x: float
    y: float
    width: float
    height: float

    def __str__(self) -> str:
        return " ".join(f"{number:g}" for number in self)


@dataclass(frozen=True, slots=True)
class Land:
    """A country on the map.

    `path` is an SVG path, empty where the land is a dot only; `centre` is where its dot or an arrow's end
    stands; `small` lands need a dot; `box` encloses its main pieces (not Alaska, not far islands).
    """

    path: str
    centre: tuple[float, float]
    small: bool
    box: Box


@dataclass(frozen=True, slots=True)
class WorldShapes:
    """The whole map: lands by alpha-3 code, disputed areas by the X… code of the source."""

    width: int
    height: int
    lands: Mapping[str, Land]
    disputed: Mapping[str, str]


@lru_cache(maxsize=1)
def world() -> WorldShapes:
    """The map of all countries in use; read once a process."""
    document = json.loads((DATA / "world.json").read_text("utf-8"))
    lands = {
        code: Land(land["path"], (land["centre"][0], land["centre"][1]), land["small"], _box(*map(float, land["box"])))
        for code, land in document["lands"].items()
    }
    return WorldShapes(document["width"], document["height"], lands, document["disputed"])


def focus(codes: Iterable[str], *, aspect: float = 1.6, padding: float = 0.15) -> Box:
    """The view that shows the given lands, `padding` of its size free on each side, `aspect` = width / height.

    Never closer than simplified coasts bear, never beyond the map; without a known land the whole world.
    """
    shapes = world()
    boxes = [shapes.lands[code].box for code in codes if code in shapes.lands]
    if not boxes:
        return Box(0, 0, shapes.width, shapes.height)
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    right = max(box.x + box.width for box in boxes)
    bottom = max(box.y + box.height for box in boxes)
    room = 1 + 2 * padding
    width = max((right - left) * room, (bottom - top) * room * aspect, NARROWEST)
    width = min(width, shapes.width)
    height = min(width / aspect, shapes.height)
    x = _kept_within((left + right - width) / 2, shapes.width - width)
    y = _kept_within((top + bottom - height) / 2, shapes.height - height)
    return Box(round(x, 1), round(y, 1), round(width, 1), round(height, 1))


def _box(left: float, top: float, right: float, bottom: float) -> Box:
    return Box(left, top, round(right - left, 1), round(bottom - top, 1))


def _kept_within(start: float, last: float) -> float:
    return max(0.0, min(start, last))
