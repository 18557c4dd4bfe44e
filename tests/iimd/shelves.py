"""A shelf of paper: releases that are frames in memory, so that pages about money need no import to be tested."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import polars as pl

from datasets.shelf import Shelf

PUBLISHED = dt.datetime(2024, 5, 1, 12, tzinfo=dt.UTC)


@dataclass(frozen=True)
class PaperShelf(Shelf):
    """Reads frames where a real shelf reads tables."""

    frames: dict[str, pl.DataFrame] = field(default_factory=dict, hash=False)

    def release(self, dataset_id: str) -> Any:
        if dataset_id not in self.frames:
            return None
        last = self.frames[dataset_id]["TIME_PERIOD"].max()
        return SimpleNamespace(dataset_id=dataset_id, number=3, published_at=PUBLISHED, period_end=last)

    def rows(self, dataset_id: str, **codes: str) -> list[dict[str, Any]]:
        found = self.frame(dataset_id, {name: [code] for name, code in codes.items()})
        return [] if found is None else list(found.sort("TIME_PERIOD").iter_rows(named=True))

    def frame(self, dataset_id, where=None, start_period=None):
        found = self.frames.get(dataset_id)
        if found is None:
            return None
        for column, codes in (where or {}).items():
            found = found.filter(pl.col(column).is_in(list(codes)))
        return found if start_period is None else found.filter(pl.col("TIME_PERIOD") >= start_period)
