"""Lengths of time in words: "P1Y10M" reads "1 year, 10 months".

A source's own unit is kept: 24 months are not turned into 2 years, nor 30 days into a month, for in law they differ.
"""

from __future__ import annotations

import re

from babel.units import format_unit
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from regulations.wording.phrase import listed
from web_pages import numbers

_ISO = re.compile(r"P(?:(?P<year>\d+)Y)?(?:(?P<month>\d+)M)?(?:(?P<week>\d+)W)?(?:(?P<day>\d+)D)?")


def length(iso8601: str, language: str, *, working: bool = False) -> str:
    """A duration of years, months, weeks and days; ValueError for text that is none. `working` counts working days."""
    found = _ISO.fullmatch(iso8601)
    units = {unit: int(count) for unit, count in found.groupdict().items() if count is not None} if found else {}
    if not units:
        raise ValueError(f"“{iso8601}” is no ISO 8601 duration of years, months, weeks and days")
    said = [_of(count, unit, language, working) for unit, count in units.items()]
    return listed(said)


def _of(count: int, unit: str, language: str, working: bool) -> str:
    if working and unit == "day":
        words = {"count": numbers.number(count, language)}
        return ngettext("%(count)s working day", "%(count)s working days", count) % words
    return format_unit(count, f"duration-{unit}", "long", locale=numbers.locale(language))


def bounded(text: str, bound: str | None) -> str:
    """The same with what it bounds: "at most 3 months", "at least 1 year"."""
    sentences = {
        "max": _("at most %(length)s"),
        "min": _("at least %(length)s"),
        "range_low": _("from %(length)s"),
        "range_high": _("up to %(length)s"),
    }
    return sentences[bound] % {"length": text} if bound in sentences else text
