"""A line chart as SVG."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isfinite

from charts.line import LineChart, Series
from charts.markup import HALF, cut, element, label, picture, short, width_of
from charts.scales import Scale, finite, ticks

COLOURS = 6
TEXT = 13
GAP = 17  # between two names at the end of lines


def draw(spec: LineChart, narrow: bool = False) -> str:
    """The picture. Wide: names stand at the end of their lines. Narrow: above the picture, where there is room."""
    return _Drawing(spec, narrow).picture()


class _Drawing:
    """Places shared by the parts of one picture."""

    def __init__(self, spec: LineChart, narrow: bool) -> None:
        self.spec, self.narrow = spec, narrow
        self.tick = spec.tick or spec.write
        known = [v for s in spec.series for v in finite((*s.values, *s.lower, *s.upper))] + [
            g.value for g in spec.goals
        ]
        low, high = min(known, default=0.0), max(known, default=1.0)
        self.levels = ticks(min(low, 0.0) if spec.from_zero else low, max(high, 0.0) if spec.from_zero else high)
        self.width = 360 if narrow else spec.width
        self.head = 18 * len(spec.series) + 22 if narrow and len(spec.series) > 1 else 26
        self.left = max(width_of(self.tick(level), TEXT) for level in self.levels) + 12
        names = [s.name for s in spec.series] + [g.label for g in spec.goals]
        room = max((width_of(name, TEXT) for name in names), default=0) + 14
        self.right = 14.0 if narrow else min(room, self.width * 0.28)
        self.height = 260 if narrow else 380 if spec.width > HALF else 320
        self.foot = 30
        last = max(len(spec.periods) - 1, 0)
        self.x = Scale(0, last, self.left, self.width - self.right)
        self.y = Scale(self.levels[0], self.levels[-1], self.height - self.foot, self.head)

    def picture(self) -> str:
        parts = [
            *self._levels(),
            *self._periods(),
            *self._breaks(),
            *self._goals(),
            *(band for i, s in enumerate(self.spec.series) for band in self._band(i, s)),
            *(line for i, s in sorted(enumerate(self.spec.series), key=_muted_first) for line in self._line(i, s)),
            *self._names(),
            *self._annotations(),
            *self._tips(),
        ]
        name = self.spec.name + ("-narrow" if self.narrow else "")
        return picture((self.width, self.height), self.spec.title, self.spec.description, *parts, name=name)

    def _levels(self) -> Iterator[str]:
        for level in self.levels:
            y = self.y(level)
            kind = "axis" if level == 0 else "grid"
            yield element("line", x1=self.left, x2=self.width - self.right, y1=y, y2=y, class_=kind)
            yield label(self.tick(level), self.left - 8, y + 4, anchor="end", size=TEXT)

    def _periods(self) -> Iterator[str]:
        """Marks of the time axis, thinned until they have room."""
        axis = self.spec.axis or self.spec.periods
        marked = [(i, text) for i, text in enumerate(axis) if text]
        if not marked:
            return
        room = (self.width - self.right - self.left) / (max(width_of(t, TEXT) for _i, t in marked) + 16)
        every = max(1, -(-len(marked) // max(1, int(room))))
        for i, text in marked[::every]:
            x = self.x(i)
            half = width_of(text, TEXT) / 2
            anchor = "start" if x - half < 0 else "end" if x + half > self.width else "middle"
            yield element("line", x1=x, x2=x, y1=self.height - self.foot, y2=self.height - self.foot + 5, class_="axis")
            yield label(text, x, self.height - 8, anchor=anchor, size=TEXT)

    def _breaks(self) -> Iterator[str]:
        for mark in self.spec.breaks:
            x = self.x(mark.index - 0.5)
            yield element("line", x1=x, x2=x, y1=self.head - 8, y2=self.height - self.foot, class_="break")
            anchor = "end" if x > self.width / 2 else "start"
            yield label(mark.label, x + (-6 if anchor == "end" else 6), self.head - 2, anchor=anchor, size=12)

    def _goals(self) -> Iterator[str]:
        for goal in self.spec.goals:
            y = self.y(goal.value)
            yield element("line", x1=self.left, x2=self.width - self.right, y1=y, y2=y, class_="goal")

    def _band(self, index: int, series: Series) -> Iterator[str]:
        pairs: list[float | None] = [
            i if known is not None and other is not None and isfinite(known) and isfinite(other) else None
            for i, (known, other) in enumerate(zip(series.lower, series.upper, strict=False))
        ]
        for run in runs(pairs):
            upper = [f"{short(self.x(i))},{short(self.y(series.upper[i] or 0))}" for i in run]
            lower = [f"{short(self.x(i))},{short(self.y(series.lower[i] or 0))}" for i in reversed(run)]
            yield element("path", d="M" + "L".join(upper + lower) + "z", class_=f"band {_colour(index, series)}")

    def _line(self, index: int, series: Series) -> Iterator[str]:
        colour = _colour(index, series)
        for run in runs(series.values):
            places = [(self.x(i), self.y(series.values[i] or 0)) for i in run]
            if len(run) == 1:
                yield element("circle", cx=places[0][0], cy=places[0][1], r=3.5, class_=f"mark {colour}")
            else:
                path = "M" + "L".join(f"{short(x)},{short(y)}" for x, y in places)
                yield element("path", d=path, class_=f"line {colour}")

    def _names(self) -> Iterator[str]:
        if self.narrow:
            for goal in self.spec.goals:
                yield label(goal.label, self.width - self.right, self.y(goal.value) - 5, "over", anchor="end", size=12)
            if len(self.spec.series) > 1:
                for i, series in enumerate(self.spec.series):
                    yield element("circle", cx=6, cy=18 * i + 9, r=5, class_=f"mark {_colour(i, series)}")
                    yield label(cut(series.name, self.width - 24), 18, 18 * i + 14, "strong", size=TEXT)
            return
        ends: list[tuple[float, str, str]] = [(self.y(g.value), g.label, "") for g in self.spec.goals]
        for i, series in enumerate(self.spec.series):
            last = next((j for j in range(len(series.values) - 1, -1, -1) if _known(series.values[j])), None)
            if last is not None:
                ends.append((self.y(series.values[last] or 0), series.name, f"name {_colour(i, series)}"))
        for place, (_y, text, kind) in zip(_apart([y for y, _t, _k in sorted(ends)]), sorted(ends), strict=True):
            start = self.width - self.right + 8
            yield label(cut(text, self.right - 8), start, place + 4, kind or None, size=TEXT)

    def _annotations(self) -> Iterator[str]:
        for note in self.spec.annotations:
            value = self.spec.series[note.series].values[note.index]
            if _known(value):
                x, y = self.x(note.index), self.y(value or 0)
                half = width_of(note.text, 12) / 2
                x_text = min(max(x, half), self.width - half)
                yield element("circle", cx=x, cy=y, r=4, class_=f"mark s{note.series % COLOURS + 1}")
                yield label(note.text, x_text, y - 10, "strong over", anchor="middle", size=12)

    def _tips(self) -> Iterator[str]:
        """One invisible column for each period, which the script reads to say its values."""
        last = len(self.spec.periods) - 1
        for i, period in enumerate(self.spec.periods):
            said = [
                f"{series.name}: {self.spec.write(value)}" if len(self.spec.series) > 1 else self.spec.write(value)
                for series in self.spec.series
                if (value := series.values[i]) is not None and isfinite(value)
            ]
            if said:
                start, end = self.x(max(i - 0.5, 0)), self.x(min(i + 0.5, last))
                size = {
                    "x": start,
                    "width": max(end - start, 1),
                    "y": self.head,
                    "height": self.height - self.foot - self.head,
                }
                yield element("rect", class_="hit", data_tip="\n".join([period, *said]), **size)


def _known(value: float | None) -> bool:
    return value is not None and isfinite(value)


def _colour(index: int, series: Series) -> str:
    return "muted" if series.muted else f"s{index % COLOURS + 1}"


def _muted_first(item: tuple[int, Series]) -> bool:
    return not item[1].muted


def runs(values: Sequence[float | None]) -> list[list[int]]:
    """The stretches without a gap, as lists of places."""
    runs: list[list[int]] = []
    for i, value in enumerate(values):
        if _known(value):
            if runs and runs[-1][-1] == i - 1:
                runs[-1].append(i)
            else:
                runs.append([i])
    return runs


def _apart(wanted: list[float]) -> list[float]:
    """Places at least GAP from each other, as near as can be to those wanted (which are sorted)."""
    places: list[float] = []
    for y in wanted:
        places.append(max(y, places[-1] + GAP) if places else y)
    return places
