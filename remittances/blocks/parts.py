"""Words and small tuples that the blocks about money share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from datasets.shelf import Shelf
from web_pages import numbers
from web_pages.series import Point


class Known(NamedTuple):
    """A series with a value in each of its periods, in order of time, and the dataset it comes from."""

    dataset_id: str
    points: Sequence[Point]


class Partner(NamedTuple):
    """The other end of a corridor: the year of the estimate, the country, million US dollars."""

    year: str
    code: str
    amount: float


def usd(million: float, language: str) -> str:
    """An amount given in million US dollars, in words: "USD 52.6 billion"."""
    return _("USD %(amount)s") % {"amount": numbers.million(million, language)}


def usd_million(million: float, language: str) -> str:
    """The same in full, for whoever quotes it: "USD 52,595 million"."""
    return _("USD %(amount)s million") % {"amount": numbers.number(million, language, 0 if million >= 100 else 2)}


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


def shelf_on(as_of: dt.date | None) -> Shelf:
    """The releases about money that were in force on a day; those of now for None."""
    return Shelf.on(as_of, "remittances")
