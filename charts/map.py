"""Maps of the world: values by country, or one corridor. Shapes come from the caller as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from charts.line import Writer


@dataclass(frozen=True, slots=True)
class Land:
    """A country or area on the map: an SVG path, the place of its middle, and whether it is too small to be seen.

    A disputed area belongs to nobody here: it is hatched whatever the values say.
    """

    code: str
    path: str
    x: float
    y: float
    tiny: bool = False
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Shapes:
    """All lands in one projection, `width` by `height` units."""

    width: float
    height: float
    lands: tuple[Land, ...]


@dataclass(frozen=True)
class WorldMap:
    """Countries coloured in up to six steps of one hue; no value is hatched, never pale.

    `breaks` are the lower limits of the second and later classes (see `charts.scales.breaks`); `tick` writes them
    shorter than `write` does. `names` holds every land that may be spoken of, `addresses` the page it leads to.
    """

    title: str
    description: str
    name_heading: str
    value_heading: str
    shapes: Shapes
    values: Mapping[str, float]
    names: Mapping[str, str]
    breaks: tuple[float, ...]
    write: Writer
    no_data: str
    tick: Writer | None = None
    addresses: Mapping[str, str] = field(default_factory=dict)
    legend: bool = True
    name: str = "map"


@dataclass(frozen=True)
class CorridorMap:
    """Two countries and the arc between them; everything else is ground.

    `view` is the part of the map to show: left, top, width, height; the whole of it when left out.
    """

    title: str
    description: str
    shapes: Shapes
    origin: str
    destination: str
    names: Mapping[str, str]
    view: tuple[float, float, float, float] | None = None
    name: str = "corridor-map"
