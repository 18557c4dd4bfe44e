"""What is known of every corridor now: the latest flow, price and savings, in one table that a process keeps.

A release never changes, so the table of one set of releases is computed once. A corridor is named here by people, as on
pages: they go from the origin to the destination, and the money goes back, from REF_AREA (the destination) to
COUNTERPART_AREA (the origin).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

import polars as pl

from datasets import queries
from datasets.models import Release

FLOW, PRICE, SAVING = "REM_FLOW_BILATERAL", "REM_PRICE_CORRIDOR", "REM_SAVING"
DATASETS = (FLOW, PRICE, SAVING)
WORLD = "001"


@dataclass(frozen=True, slots=True)
class Value:
    """A figure and where it stands. The unit is that of the dataset."""

    dataset: str
    release: int
    period: str
    value: float | None
    status: str
    indicator: str = ""


@dataclass(frozen=True, slots=True)
class Corridor:
    """A corridor, people going from `origin` to `destination`, with its latest figures; None where there is none."""

    origin: str
    destination: str
    flow: Value | None = None
    price: Value | None = None
    savings: tuple[Value, ...] = ()

    @property
    def code(self) -> str:
        """As in addresses: PHL-DEU."""
        return f"{self.origin}-{self.destination}"


Releases = tuple[Release, ...]


def releases_in_force() -> Releases:
    """The releases that corridors are made of at this moment."""
    return tuple(Release.objects.published().filter(dataset__in=DATASETS).order_by("dataset"))


def last_published(releases: Releases) -> datetime | None:
    """When the newest of them was published."""
    return max((each.published_at for each in releases if each.published_at), default=None)


def corridor(releases: Releases, origin: str, destination: str) -> Corridor:
    """One corridor, by three small reads of an index."""
    pair = {"REF_AREA": [destination], "COUNTERPART_AREA": [origin]}
    found = {release.dataset_id: [value for _pair, value in _latest(release, pair)] for release in releases}
    return _put_together((origin, destination), found)


def corridors(releases: Releases) -> tuple[Corridor, ...]:
    """All corridors with a price, or with a flow above nought, by their codes."""
    return _corridors(tuple(release.pk for release in releases))


def between(found: Iterable[Corridor], origin: str | None, destination: str | None) -> list[Corridor]:
    """Those with this origin and this destination; None stands for any."""
    return [each for each in found if origin in {None, each.origin} and destination in {None, each.destination}]


@lru_cache(maxsize=2)
def _corridors(keys: tuple[int, ...]) -> tuple[Corridor, ...]:
    found: dict[str, dict[tuple[str, str], list[Value]]] = {name: {} for name in DATASETS}
    for release in Release.objects.filter(pk__in=keys):
        for pair, value in _latest(release, {}):
            # Most of the matrix is noughts: pairs of countries between which nobody thinks that money flows.
            if release.dataset_id != FLOW or value.value:
                found[release.dataset_id].setdefault(pair, []).append(value)
    listed = found[FLOW].keys() | found[PRICE].keys()
    return tuple(_put_together(pair, {name: found[name].get(pair, []) for name in DATASETS}) for pair in sorted(listed))


def _put_together(pair: tuple[str, str], found: Mapping[str, list[Value]]) -> Corridor:
    flow, price = (next(iter(found.get(name, ())), None) for name in (FLOW, PRICE))
    return Corridor(*pair, flow, price, tuple(found.get(SAVING, ())))


def _latest(release: Release, where: Mapping[str, list[str]]) -> Iterator[tuple[tuple[str, str], Value]]:
    """The last observation of each series, by origin and destination; totals for the world left out."""
    series = ["REF_AREA", "COUNTERPART_AREA", *(["INDICATOR"] if release.dataset_id == SAVING else [])]
    table = queries.frame(release, where, columns=[*series, "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS"])
    last = (
        table.filter((pl.col("REF_AREA") != WORLD) & (pl.col("COUNTERPART_AREA") != WORLD))
        .sort(*series, "TIME_PERIOD")
        .group_by(series, maintain_order=True)
        .last()
    )
    for row in last.iter_rows(named=True):
        value = Value(
            release.dataset_id,
            release.number,
            row["TIME_PERIOD"],
            row["OBS_VALUE"],
            row["OBS_STATUS"],
            row.get("INDICATOR", ""),
        )
        yield (row["COUNTERPART_AREA"], row["REF_AREA"]), value
