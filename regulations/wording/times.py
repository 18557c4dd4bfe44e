"""Ranges of days in words. A start that was not read is said to be unknown; the last day is one that still counts."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from web_pages import numbers
from web_pages.places import language

ONE_DAY = dt.timedelta(days=1)


def held(valid_from: dt.date | None, valid_to: dt.date | None) -> str:
    """When a rule holds, `valid_to` being the first day it does not: "1 Jan 2026 to 31 Dec 2026"."""
    start = numbers.day(valid_from, language()) if valid_from else ""
    end = numbers.day(valid_to - ONE_DAY, language()) if valid_to else ""
    if start and end:
        return _("%(start)s to %(end)s") % {"start": start, "end": end}
    if start:
        return _("since %(start)s") % {"start": start}
    if end:
        return _("until %(end)s, start not known") % {"end": end}
    return _("start not known")


def partial(written: str) -> str:
    """The date of a source as exactly as it is known: "2026", "June 2026", "14 Jun 2026"."""
    return numbers.period(written, language()) if written else _("undated")
