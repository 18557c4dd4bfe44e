"""The dates of sources, as exact as they are known: "2026", "2026-06", "2026-06-14" or "" for an undated text. Pure."""

from __future__ import annotations

from datetime import date


def first_day(source_date: str) -> date | None:
    """The first day the date may mean, so that no source is taken for newer than it is; None if undated."""
    if not source_date:
        return None
    year, month, day = (*map(int, source_date.split("-")), 1, 1)[:3]
    return date(year, month, day)
