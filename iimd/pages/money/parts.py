"""What blocks about money are made of: key figures, series over time, and the words around them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from charts.svg import Spec
from iimd import numbers
from iimd.pages.figures import Figure
from iimd.pages.money.shelf import Origin, Shelf

Point = tuple[str, float]  # a period and a value
Row = Mapping[str, Any]


class Known(NamedTuple):
    """A series with a value in each of its periods, in order of time, and the dataset it comes from."""

    dataset_id: str
    points: Sequence[Point]


class Partner(NamedTuple):
    """The other end of a corridor: the year of the estimate, the country, million US dollars."""

    year: str
    code: str
    amount: float


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """What `components/figure.html` shows."""

    label: str
    value: str
    unit: str = ""
    when: str = ""
    change: str = ""
    direction: str = ""
    badge: str = ""
    badge_text: str = ""
    source: str = ""
    address: str = ""


@dataclass(frozen=True)
class Block:
    """What one room says on a page of several rooms."""

    template: str
    answer: str
    key_figures: tuple[KeyFigure, ...]
    figures: tuple[Figure, ...]
    origins: tuple[Origin, ...]
    remarks: tuple[str, ...] = field(default=())
    details: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def drawn(self) -> SafeString:
        """The block as it stands on the page. Written once: drawing it takes longer than all the rest of a page."""
        return render_to_string(self.template, {"block": self})

    def __getitem__(self, key: str) -> Figure:
        """A chart by its key, for templates: `block.price`; KeyError where there is none."""
        found = next((figure for figure in self.figures if figure.key == key), None)
        if found is None:
            raise KeyError(key)
        return found


def points(rows: Iterable[Row]) -> list[Point]:
    """Periods with a value, in order of time."""
    return [(str(row["TIME_PERIOD"]), float(row["OBS_VALUE"])) for row in rows if row["OBS_VALUE"] is not None]


def quarters(first: str, last: str) -> list[str]:
    """Every quarter from the first to the last, those without a survey too."""
    start, end = _count(first), _count(last)
    return [f"{number // 4}-Q{number % 4 + 1}" for number in range(start, end + 1)]


def years(first: str, last: str) -> list[str]:
    """Every year from the first to the last."""
    return [str(year) for year in range(int(first), int(last) + 1)]


def values_at(periods: Sequence[str], known: Iterable[Point]) -> tuple[float | None, ...]:
    """The values of a series at all periods; None at those it does not cover."""
    values = dict(known)
    return tuple(values.get(period) for period in periods)


def year_marks(periods: Sequence[str]) -> tuple[str, ...]:
    """For a time axis of quarters: the year at its first quarter, nothing at the others."""
    return tuple(period[:4] if period.endswith("Q1") else "" for period in periods)


def usd(million: float, language: str) -> str:
    """An amount given in million US dollars, in words: "USD 52.6 billion"."""
    return _("USD %(amount)s") % {"amount": numbers.million(million, language)}


def percent_tick(value: float, language: str) -> str:
    """A percentage on an axis: as short as it can be."""
    digits = len(f"{value:.3f}".rstrip("0").partition(".")[2])
    return numbers.percent(value, language, digits)


def since(shelf: Shelf, value: float, before: Point, digits: int = 1) -> tuple[str, str]:
    """How a percentage moved, in percentage points, and whether that is good for those who send."""
    change = round(value - before[1], digits)
    words = {"points": numbers.number(abs(change), shelf.language, digits)}
    words["period"] = numbers.period(before[0], shelf.language)
    if change < 0:
        return _("%(points)s points lower than in %(period)s") % words, "better"
    if change > 0:
        return _("%(points)s points higher than in %(period)s") % words, "worse"
    return _("the same as in %(period)s") % words, ""


def figure(
    shelf: Shelf, spec: Spec, subtitle: str, dataset_ids: Sequence[str], *, note: str = "", where: Row | None = None
) -> Figure:
    """A chart with the sources it is drawn from. The first dataset says how it was made, and gives `where` by API."""
    origins = shelf.origins(dataset_ids)
    return Figure(
        spec=spec,
        subtitle=subtitle,
        sources=tuple((f"{origin.source} ({origin.licence})", origin.address) for origin in origins),
        citation=" ".join(origin.citation for origin in origins),
        method=origins[0].method if origins else "",
        data=_in_api(origins[0], where or {}) if origins else "",
        note=note,
        asked=shelf.asked,
    )


def _in_api(origin: Origin, where: Row) -> str:
    """The address of these observations, of this release for good."""
    query = {name.lower(): code for name, code in where.items()} | {"release": origin.release}
    return f"/api/v1/datasets/{origin.dataset_id}/data?{urlencode(query)}"


def _count(quarter: str) -> int:
    return int(quarter[:4]) * 4 + int(quarter[-1]) - 1
