"""Charts of any dataset, chosen by its structure: a map for areas, a ranking for pairs of areas, lines over time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
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
from datasets import codes
from datasets.definition import Dimension
from datasets.models import Release
from datasets.shelf import source_name
from iimd.pages.datasets import spans
from iimd.pages.datasets.question import Question
from iimd.pages.datasets.readings import WORLD, Key, Readings, kept_codes
from iimd.pages.datasets.words import names_of, tick, writer
from web_pages import numbers
from web_pages.figures import Figure
from web_pages.places import names as country_names
from web_pages.places import world

RANKED = 12


def figures(release: Release, question: Question, language: str, citation: str) -> tuple[Figure, ...]:
    """The charts that show what was asked for; none where nothing fits."""
    return _figures(release, replace(question, after=()), language, citation)


@lru_cache(maxsize=64)
def _figures(release: Release, question: Question, language: str, citation: str) -> tuple[Figure, ...]:
    drawing = Drawing(release, question, language, citation)
    return tuple(drawing.figures())


@dataclass(frozen=True)
class Drawing(Readings):
    """The charts of one question in one language."""

    language: str
    citation: str

    def figures(self) -> Iterator[Figure]:
        at = self.at(self.period)
        if len(self.things) == len(self.areas) == 1:
            compared = self._map()
        else:
            compared = self._ranking(at) if len(self.areas) > 1 else iter(())
        # Who chose countries wants to see those first.
        chosen = [self._over_time_of(at), compared] if self.question.where else [compared, self._over_time_of(at)]
        yield from (figure for figures in chosen for figure in figures)

    def _over_time_of(self, at: dict[Key, float]) -> Iterator[Figure]:
        chosen = self.chosen(at)
        if not self.definition.accumulates:
            yield from self._lines(chosen)
        elif len(chosen) == 1:
            yield from self._bars_over_time(chosen[0])

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
        return " – ".join(dict.fromkeys(said))

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
        return " · ".join([*fixed, self.definition.measure.label[self.language], *alone, *when])

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
            sources=((f"{source_name(self.definition)} ({source.licence.name})", source.url),),
            citation=self.citation,
            method="#method",
            note=note,
            asked=tuple(asked),
        )

    def _map(self) -> Iterator[Figure]:
        # A map of the chosen countries alone would call all others unknown.
        at = replace(self, question=self.of_all).at(self.period)
        values = {key[0]: value for key, value in at.items() if key[0] in country_names()}
        if not values:
            return
        write = writer(self.definition, self.language)
        most = next(iter(values))
        words = {"name": country_names()[most], "value": write(values[most]), "period": self.in_words(self.period)}
        spec = WorldMap(
            title=_("%(name)s: %(value)s, the highest on the map (%(period)s)") % words,
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
        chosen = _("%(name)s: %(value)s, the highest of those chosen (%(period)s)")
        everywhere = _("%(name)s: %(value)s, the highest of all (%(period)s)")
        spec = BarChart(
            title=(chosen if self.question.where else everywhere) % words,
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
        table = self.over_time(chosen)
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
            axis=spans.marks(drawn, self.in_words),
            from_zero=len(self.areas) > 0,
            name="over-time",
        )
        yield self.figure(spec, self.subtitle(), self._note(len(periods), len(drawn)))

    def _note(self, known: int, drawn: int) -> str:
        if drawn < known:
            return _("The line joins the last figure of each month or year; the table below holds them all.")
        if self.is_latest_only:
            return _("The last year is drawn. Choose a first period to see more.")
        return ""

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
            return _("%(name)s: %(value)s (%(period)s)") % words
        return _("%(name)s: %(value)s, the highest of those drawn (%(period)s)") % words

    def _bars_over_time(self, key: Key) -> Iterator[Figure]:
        """Periods that come from files made in different ways are set side by side, not joined by a line."""
        table = self.over_time([key]).sort("TIME_PERIOD")
        known = list(table.select("TIME_PERIOD", "OBS_VALUE").iter_rows())
        if not known:
            return
        period, value = known[-1]
        write = writer(self.definition, self.language)
        words = {"name": self.name(key), "value": write(value), "period": self.in_words(period)}
        spec = BarChart(
            title=_("%(name)s: %(value)s (%(period)s)") % words,
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
