"""The tiles of a country's profile that are not series: each with a formula page, "not measured" as a value."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from datasets import definition as definitions
from datasets.blocks import KeyFigure
from datasets.codes import labels
from datasets.shelf import Shelf
from remittances.blocks.datasets import INDICATOR
from remittances.indicators import UNITS
from web_pages import numbers

# What the country page does not show as a series already.
SHOWN = (
    "CONCENTRATION",
    "DEPENDENCE_RISK",
    "PRICE_WORST",
    "SAVING_USD",
    "SAVING_SHARE",
    "EMIGRANTS",
    "EMIGRANT_RATE",
    "SKILLED_RATE",
    "RECRUITMENT_COST",
)


def figures(shelf: Shelf, code: str) -> list[KeyFigure]:
    """The tiles of a country; none where no profile is published for it."""
    rows = {row["INDICATOR"]: row for row in shelf.rows(INDICATOR, REF_AREA=code)}
    if not rows:
        return []
    words = labels(definitions.load(INDICATOR).dimension("INDICATOR"), shelf.language)
    return [_tile(shelf, words[name], rows[name]) for name in SHOWN if name in rows]


def _tile(shelf: Shelf, label: str, row: dict[str, Any]) -> KeyFigure:
    estimated = row["OBS_STATUS"] == "E"
    return KeyFigure(
        label=label,
        value=_written(shelf, row),
        when=numbers.period(row["FIGURE_PERIOD"], shelf.language) if row["FIGURE_PERIOD"] else "",
        badge="estimate" if estimated else "",
        badge_text=_("estimate") if estimated else "",
        source=_("formula"),
        address=reverse("indicator", args=[row["INDICATOR"]]),
    )


def _written(shelf: Shelf, row: dict[str, Any]) -> str:
    """The value as its unit is written; nothing where it is not measured."""
    value, unit = row["OBS_VALUE"], UNITS[row["INDICATOR"]]
    if value is None:
        return ""
    if unit == "PERCENT":
        return numbers.percent(value, shelf.language, 2)
    if unit == "USD_MILLION":
        return _("USD %(amount)s") % {"amount": numbers.million(value, shelf.language)}
    return numbers.number(value, shelf.language, 2 if unit == "INDEX" else 0)
