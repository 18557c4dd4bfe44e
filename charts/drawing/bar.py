"""A bar chart as SVG."""

from __future__ import annotations

from collections.abc import Iterator

from charts.bar import Bar, BarChart
from charts.markup import cut, element, label, picture, width_of
from charts.scales import Scale, finite

ROW = 30
THICK = 20
TEXT = 13


def draw(spec: BarChart, narrow: bool = False) -> str:
    """The picture: names left of the bars, or above them when it is narrow; values at their ends."""
    width = 360 if narrow else spec.width
    row = ROW + 16 if narrow else ROW
    known = finite(bar.value for bar in spec.bars)
    words = [spec.write(value) for value in known] + [spec.unknown]
    names = max((width_of(bar.name) for bar in spec.bars), default=0) + 12
    left = 0.0 if narrow else min(names, width * 0.34)
    room = max(width_of(text) for text in words) + 12
    low = min([0.0, *known])
    start = left + (room if low < 0 else 0)
    x = Scale(low, max([0.0, *known]) or 1.0, start, max(width - room, start + 40))
    rows: list[str] = []
    for i, bar in enumerate(spec.bars):
        if narrow:
            rows += [label(cut(bar.name, width), 0, i * row + 13, "ink", size=TEXT)]
        else:
            rows += [label(cut(bar.name, left - 12), left - 12, i * row + 19, "ink", anchor="end", size=TEXT)]
        rows += _bar(spec, bar, i * row + (16 if narrow else 0) + ROW / 2, x)
    name = spec.name + ("-narrow" if narrow else "")
    return picture((width, max(row * len(spec.bars), 1)), spec.title, spec.description, *rows, name=name)


def _bar(spec: BarChart, bar: Bar, middle: float, x: Scale) -> Iterator[str]:
    """The bar with its value at its end, or the word for unknown."""
    known = finite([bar.value])
    if not known:
        yield label(spec.unknown, x(0) + 6, middle + 4, size=TEXT)
        return
    value = known[0]
    start, end = sorted((x(0), x(value)))
    said = spec.write(value)
    yield element(
        "rect",
        x=start,
        y=middle - THICK / 2,
        width=max(end - start, 1),
        height=THICK,
        rx=2,
        class_="bar muted" if bar.muted else "bar s1",
        data_tip=f"{bar.name}\n{said}",
    )
    place, anchor = (end + 6, None) if value >= 0 else (start - 6, "end")
    yield label(said, place, middle + 4, "strong", anchor=anchor, size=TEXT)
