"""Exchange rates out of the published datasets on money, read by id as any reader of theirs would."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from datasets import queries
from datasets.models import Release
from datasets.selection import Selection
from regulations.exchange import DOLLAR, EURO, Quote, Rates

DAILY, MONTHLY = "FX_DAILY", "FX_MONTHLY"
# Holidays leave gaps in the daily table, late statistics in the monthly one; an older rate is none for today.
DAYS_BACK, MONTHS_BACK = 10, 3


def rates_on(day: dt.date) -> Rates:
    """The last rates up to a day in the releases in force now; two queries, none when asked again."""
    found = tuple(queries.published_release(dataset_id) for dataset_id in (DAILY, MONTHLY))
    return _rates(day, *((release.pk, release.dataset_id) if release else None for release in found))


@lru_cache(maxsize=64)
def _rates(day: dt.date, daily: tuple[Any, str] | None, monthly: tuple[Any, str] | None) -> Rates:
    """Kept by releases: they never change, so neither do the rates of a day."""
    return Rates(
        by_euro=_latest(daily, EURO, day, dt.timedelta(days=DAYS_BACK)),
        by_dollar=_latest(monthly, DOLLAR, day, dt.timedelta(days=31 * MONTHS_BACK)),
    )


def _latest(key: tuple[Any, str] | None, denom: str, day: dt.date, back: dt.timedelta) -> Mapping[str, Quote]:
    if key is None:
        return {}
    release = Release.objects.get(pk=key[0])
    end = min(day.isoformat()[: len(release.period_end)], release.period_end)
    first = max(_first_day(end) - dt.date.min, back) - back + dt.date.min  # there is no day before the first
    start = first.isoformat()[: len(end)]
    wanted = Selection(where={"CURRENCY_DENOM": [denom]}, start_period=start, end_period=end)
    return {row["CURRENCY"]: _quote(row, release) for row in _in_time(queries.rows(release, wanted))}


def _in_time(rows: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Oldest first, so that of each currency the last is kept; gaps left out."""
    return sorted((row for row in rows if row["OBS_VALUE"]), key=lambda row: str(row["TIME_PERIOD"]))


def _quote(row: Mapping[str, Any], release: Release) -> Quote:
    rate = Decimal(str(row["OBS_VALUE"]))
    period = str(row["TIME_PERIOD"])
    return Quote(row["CURRENCY"], row["CURRENCY_DENOM"], period, rate, release.dataset_id, release.number)


def _first_day(period: str) -> dt.date:
    return dt.date.fromisoformat(period if len(period) == 10 else f"{period}-01")
