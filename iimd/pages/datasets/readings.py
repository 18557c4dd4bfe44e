"""What charts of a dataset read: which dimensions are compared, which period, which series, and their figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import polars as pl

from datasets import codes, queries
from datasets.definition import Definition, Dimension
from datasets.models import Release
from iimd.pages.datasets.question import Question

WORLD = "001"
DRAWN = 5
# Figures that a period must have to be the one shown, as a share of those of the fullest period.
ENOUGH = 0.8
BEST_KNOWN = ("USD", "EUR", "GBP")
LATEST_DAYS = 260  # working days of a year: what is drawn of a daily series unless a reader asks for more

Key = tuple[str, ...]


@lru_cache(maxsize=256)
def kept_codes(release: Release, column: str) -> tuple[str, ...]:
    """The codes or periods that occur in a release: a release never changes, so they are read once a process."""
    return tuple(queries.available_codes(release, column))


@dataclass(frozen=True)
class Readings:
    """The figures that answer one question, in the ways in which charts need them."""

    release: Release
    question: Question

    @cached_property
    def definition(self) -> Definition:
        return self.release.definition

    @cached_property
    def areas(self) -> tuple[Dimension, ...]:
        return tuple(each for each in self.definition.dimensions if each.codelist == codes.AREA)

    @cached_property
    def pinned(self) -> dict[str, str]:
        """Dimensions that are no place and no money, such as an indicator: a chart shows one code of each."""
        others = [each for each in self.definition.dimensions if each.codelist not in {codes.AREA, codes.CURRENCY}]
        return {each.id: (self.question.codes(each.id) or kept_codes(self.release, each.id))[0] for each in others}

    @cached_property
    def things(self) -> tuple[Dimension, ...]:
        """The dimensions whose codes are compared."""
        return tuple(each for each in self.definition.dimensions if each.id not in self.pinned)

    @property
    def of_all(self) -> Question:
        """The question without its choice of countries."""
        areas = {each.id for each in self.areas}
        return replace(self.question, where=tuple(each for each in self.question.where if each[0] not in areas))

    @cached_property
    def period(self) -> str:
        """The period of the map or ranking: the one asked for, else the last that is well covered."""
        if self.question.period:
            return self.question.period
        end = (self.question.end or "") + "~" if self.question.end else "~"
        periods = [each for each in kept_codes(self.release, "TIME_PERIOD") if each <= end]
        return self._well_covered(periods[-8:]) if periods else self.release.period_end

    def _well_covered(self, periods: Sequence[str]) -> str:
        if self.definition.time.format == "day" or self.definition.accumulates or len(periods) == 1:
            return periods[-1]
        found = self._frame(start=periods[0], end=periods[-1]).filter(pl.col("OBS_VALUE").is_not_null())
        counts = dict(found.group_by("TIME_PERIOD").len().iter_rows())
        enough = ENOUGH * max(counts.values(), default=0)
        return max((period for period, count in counts.items() if count >= enough), default=periods[-1])

    def _frame(self, start: str | None, end: str | None, keys: Sequence[Key] = ()) -> pl.DataFrame:
        where = {name: list(wanted) for name, wanted in self.question.where}
        where |= {name: [code] for name, code in self.pinned.items()}
        if keys:
            where |= {thing.id: sorted({key[i] for key in keys}) for i, thing in enumerate(self.things)}
        columns = [*(thing.id for thing in self.things), "TIME_PERIOD", "OBS_VALUE", "LOWER_BOUND", "UPPER_BOUND"]
        return queries.frame(self.release, where=where, start_period=start, end_period=end, columns=columns)

    def at(self, period: str) -> dict[Key, float]:
        """The values of one period, largest first."""
        table = self._frame(period, period).filter(pl.col("OBS_VALUE").is_not_null())
        ids = [each.id for each in self.things]
        ranked = table.sort(-pl.col("OBS_VALUE"), *ids).select(*ids, "OBS_VALUE")
        return {tuple(key): value for *key, value in ranked.iter_rows()}

    def chosen(self, at: dict[Key, float]) -> list[Key]:
        """The series drawn over time: what a reader chose, else the total where there is one, else the first few."""
        if self.question.where:
            return self._largest_now()
        total = (WORLD,) * len(self.things)
        if total in at:
            return [total]
        if not self.areas:
            # The currency with the largest number is no more than that; the best known one says more.
            return [key for code in BEST_KNOWN for key in at if key[0] == code][:1] or list(at)[:1]
        return list(at)[: 1 if len(self.areas) > 1 else DRAWN]

    def _largest_now(self) -> list[Key]:
        """The first few of the series chosen, by their last known value, be it old."""
        ids = [each.id for each in self.things]
        known = self._frame(self.question.start, self.question.end).filter(pl.col("OBS_VALUE").is_not_null())
        last = known.sort("TIME_PERIOD").group_by(ids, maintain_order=True).last()
        ranked = last.sort(-pl.col("OBS_VALUE"), *ids).select(ids).head(DRAWN)
        return [tuple(row) for row in ranked.iter_rows()]

    @property
    def is_latest_only(self) -> bool:
        return self.definition.time.format == "day" and not self.question.start and not self.question.end

    def over_time(self, chosen: list[Key]) -> pl.DataFrame:
        start, end = self.question.start, self.question.end
        if self.is_latest_only:
            start = kept_codes(self.release, "TIME_PERIOD")[-LATEST_DAYS:][0]
        table = self._frame(start, end, chosen)
        wanted = pl.DataFrame(chosen, schema=[thing.id for thing in self.things], orient="row")
        return table.join(wanted, on=wanted.columns, how="semi").filter(pl.col("OBS_VALUE").is_not_null())
