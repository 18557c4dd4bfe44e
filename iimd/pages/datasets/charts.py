"""Charts of any dataset, chosen by its structure: a map for areas, a ranking for pairs of areas, lines over time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import polars as pl
from django.urls import reverse
from django.utils.translation import gettext as _

from charts.bar import Bar, BarChart
from charts.line import LineChart, Series
from charts.map import WorldMap
from charts.scales import breaks
from charts.svg import Spec
from countries.shapes import BOUNDARY_NOTE
from datasets import codes, queries
from datasets.definition import Definition, Dimension
from datasets.models import Release
from iimd import numbers
from iimd.pages.datasets import spans
from iimd.pages.datasets.question import Question
from iimd.pages.datasets.words import names_of, tick, writer
from iimd.pages.figures import Figure
from iimd.pages.places import names as country_names
from iimd.pages.places import world

WORLD = "001"
RANKED, DRAWN = 12, 5
# Rows that a single period must have to be the one shown, as a share of those of the fullest period.
ENOUGH = 0.8
LATEST_DAYS = 260  # working days of a year: what is drawn of a daily series unless a reader asks for more

Key = tuple[str, ...]


def kept_codes(release: Release, column: str) -> tuple[str, ...]:
    """The codes or periods that occur in a release: a release never changes, so they are read once a process."""
    return _kept_codes(release, column)


@lru_cache(maxsize=256)
def _kept_codes(release: Release, column: str) -> tuple[str, ...]:
    return tuple(queries.available_codes(release, column))


def figures(release: Release, question: Question, language: str, citation: str) -> tuple[Figure, ...]:
    """The charts that show what was asked for; none where nothing fits."""
    return _figures(release, replace_page(question), language, citation)


def replace_page(question: Question) -> Question:
    """The question without its place in the table, which charts don't care about."""
    return Question(question.where, question.start, question.end, question.period)


@lru_cache(maxsize=64)
def _figures(release: Release, question: Question, language: str, citation: str) -> tuple[Figure, ...]:
    drawing = Drawing(release, question, language, citation)
    return tuple(drawing.figures())


@dataclass(frozen=True)
class Drawing:
    """What the charts of one question share."""

    release: Release
    question: Question
    language: str
    citation: str

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

    def figures(self) -> Iterator[Figure]:
        at = self.at(self.period)
        if len(self.things) == len(self.areas) == 1:
            yield from self._map(at)
        elif len(self.areas) > 1:
            yield from self._ranking(at)
        chosen = self._chosen(at)
        if not self.definition.accumulates:
            yield from self._lines(chosen)
        elif len(chosen) == 1:
            yield from self._bars_over_time(chosen[0])

    # What is drawn ----------------------------------------------------------------------

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

    def _chosen(self, at: dict[Key, float]) -> list[Key]:
        """The series drawn over time: the total where there is one and nothing is chosen, else the first few."""
        total = (WORLD,) * len(self.things)
        if not self.question.where and total in at:
            return [total]
        return list(at)[: 1 if len(self.areas) > 1 and not self.question.where else DRAWN]

    # Words ------------------------------------------------------------------------------

    @cached_property
    def names(self) -> list[dict[str, str]]:
        return [dict(names_of(each, self.language)) for each in self.things]

    def name(self, key: Key) -> str:
        """What a series is called."""
        said = [
            names.get(code, code)
            for thing, names, code in zip(self.things, self.names, key, strict=True)
            if not self._goes_without_saying(thing)
        ]
        return " – ".join(said)

    def _goes_without_saying(self, thing: Dimension) -> bool:
        """The one currency that all others are compared with stands in the subtitle, not beside each name."""
        return thing.codelist == codes.CURRENCY and len(kept_codes(self.release, thing.id)) == 1

    def subtitle(self, *when: str) -> str:
        """What is measured, and in which unit."""
        fixed = [
            names_of(self.definition.dimension(name), self.language).get(code, code)
            for name, code in self.pinned.items()
        ]
        alone = [
            f"{thing.label[self.language]}: {names.get(code, code)}"
            for thing, names in zip(self.things, self.names, strict=True)
            for code in kept_codes(self.release, thing.id)
            if self._goes_without_saying(thing)
        ]
        return "; ".join([*fixed, self.definition.measure.label[self.language], *alone, *when])

    def in_words(self, period: str) -> str:
        return numbers.period(period, self.language)

    def figure(self, spec: Spec, subtitle: str, note: str = "") -> Figure:
        source = self.definition.source
        asked = [*self.question.asked, ("release", str(self.release.number))]
        if self.question.period:
            asked.append(("period", self.question.period))
        return Figure(
            spec=spec,
            subtitle=subtitle,
            sources=((f"{source.name} ({source.licence.name})", source.url),),
            citation=self.citation,
            method="#method",
            note=note,
            asked=tuple(asked),
        )

    # The charts -------------------------------------------------------------------------

    def _map(self, at: dict[Key, float]) -> Iterator[Figure]:
        values = {key[0]: value for key, value in at.items() if key[0] in country_names()}
        if not values:
            return
        write = writer(self.definition, self.language)
        most = next(iter(values))
        words = {"name": country_names()[most], "value": write(values[most]), "period": self.in_words(self.period)}
        spec = WorldMap(
            title=_("%(name)s: %(value)s in %(period)s, the highest on the map") % words,
            description=self.subtitle(self.in_words(self.period)),
            name_heading=self.things[0].label[self.language],
            value_heading=self.definition.measure.label[self.language],
            shapes=world(),
            values=values,
            names=country_names(),
            breaks=breaks(list(values.values())),
            write=write,
            no_data=_("No data"),
            tick=tick(self.definition, self.language),
            addresses={code: reverse("country", args=[code]) for code in country_names()},
            name="map",
        )
        yield self.figure(spec, self.subtitle(self.in_words(self.period)), _(BOUNDARY_NOTE))

    def _ranking(self, at: dict[Key, float]) -> Iterator[Figure]:
        total = (WORLD,) * len(self.things)
        first = [key for key in at if key != total][:RANKED]
        if len(first) < 2:
            return
        write = writer(self.definition, self.language)
        words = {"name": self.name(first[0]), "value": write(at[first[0]]), "period": self.in_words(self.period)}
        spec = BarChart(
            title=_("%(name)s: %(value)s in %(period)s, the highest of all") % words,
            description=self.subtitle(self.in_words(self.period)),
            name_heading=" – ".join(each.label[self.language] for each in self.things),
            value_heading=self.definition.measure.label[self.language],
            bars=tuple(Bar(self.name(key), at[key], self._address(key)) for key in first),
            write=write,
            unknown=_("not known"),
            name="ranking",
        )
        yield self.figure(spec, self.subtitle(self.in_words(self.period)))

    def _address(self, key: Key) -> str:
        """The page of a corridor, which people name: money from the first goes to where its people come from."""
        sender, receiver = key[0], key[-1]
        if sender == receiver or not {sender, receiver} <= country_names().keys():
            return ""
        return reverse("corridor", args=[receiver, sender])

    def _lines(self, chosen: list[Key]) -> Iterator[Figure]:
        if not chosen:
            return
        table = self._over_time(chosen)
        periods = spans.every(self.definition.time.format, table["TIME_PERIOD"].to_list())
        drawn = spans.thinned(periods)
        if not drawn:
            return
        spec = LineChart(
            title=self._line_title(table, chosen),
            description=self.subtitle(),
            period_heading=_("Period"),
            periods=tuple(self.in_words(each) for each in drawn),
            series=tuple(self._series(table, key, drawn) for key in chosen),
            write=writer(self.definition, self.language),
            tick=tick(self.definition, self.language),
            axis=spans.marks(drawn),
            from_zero=len(self.areas) > 0,
            name="over-time",
        )
        note = _("The line joins the last day of each month or year; the table below holds every day.")
        yield self.figure(spec, self.subtitle(), note if len(drawn) < len(periods) else "")

    def _over_time(self, chosen: list[Key]) -> pl.DataFrame:
        start, end = self.question.start, self.question.end
        if self.definition.time.format == "day" and not start and not end:
            start = kept_codes(self.release, "TIME_PERIOD")[-LATEST_DAYS:][0]
        table = self._frame(start, end, chosen)
        wanted = pl.DataFrame(chosen, schema=[thing.id for thing in self.things], orient="row")
        return table.join(wanted, on=wanted.columns, how="semi").filter(pl.col("OBS_VALUE").is_not_null())

    def _series(self, table: pl.DataFrame, key: Key, periods: Sequence[str]) -> Series:
        mine = table.filter(*(pl.col(thing.id) == code for thing, code in zip(self.things, key, strict=True)))
        columns = ("TIME_PERIOD", "OBS_VALUE", "LOWER_BOUND", "UPPER_BOUND")
        values = {period: known for period, *known in mine.select(columns).iter_rows()}
        value, lower, upper = (tuple(values.get(each, (None,) * 3)[i] for each in periods) for i in range(3))
        bounded = any(each is not None for each in lower) and any(each is not None for each in upper)
        return Series(self.name(key), value, *((lower, upper) if bounded else ()))

    def _line_title(self, table: pl.DataFrame, chosen: list[Key]) -> str:
        last = table.filter(pl.col("TIME_PERIOD") == table["TIME_PERIOD"].max())
        best = last.sort("OBS_VALUE", descending=True).row(0, named=True)
        key = tuple(best[thing.id] for thing in self.things)
        words = {
            "name": self.name(key),
            "value": writer(self.definition, self.language)(best["OBS_VALUE"]),
            "period": self.in_words(best["TIME_PERIOD"]),
        }
        if len(chosen) == 1:
            return _("%(name)s: %(value)s in %(period)s") % words
        return _("%(name)s: %(value)s in %(period)s, the highest of those drawn") % words

    def _bars_over_time(self, key: Key) -> Iterator[Figure]:
        """Periods that come from files made in different ways are set side by side, not joined by a line."""
        table = self._over_time([key]).sort("TIME_PERIOD")
        known = list(table.select("TIME_PERIOD", "OBS_VALUE").iter_rows())
        if not known:
            return
        period, value = known[-1]
        write = writer(self.definition, self.language)
        words = {"name": self.name(key), "value": write(value), "period": self.in_words(period)}
        spec = BarChart(
            title=_("%(name)s: %(value)s in %(period)s") % words,
            description=self.subtitle(),
            name_heading=_("Period"),
            value_heading=self.definition.measure.label[self.language],
            bars=tuple(Bar(self.in_words(each), amount) for each, amount in known),
            write=write,
            unknown=_("not known"),
            name="over-time",
        )
        note = _("Each period was made by its own method, so the difference between two is not growth.")
        yield self.figure(spec, self.subtitle(), note)
