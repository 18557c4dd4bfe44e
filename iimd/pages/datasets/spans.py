"""Spans of time: every period between two, periods as readers write them, marks of an axis. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from datasets.periods import Frequency, is_period

# A quarter does not sort between months, so an end of a span may only be as fine as the dataset or nested in it.
COARSER: Final[dict[Frequency, tuple[Frequency, ...]]] = {
    "year": ("year",),
    "quarter": ("year", "quarter"),
    "month": ("year", "month"),
    "day": ("year", "month", "day"),
}
MOST_DRAWN: Final = 720  # points of one line: more than a screen has room for

_QUARTER = re.compile(r"(\d{4})[\s-]*[QT]([1-4])", re.IGNORECASE)


def read(written: str, frequency: Frequency) -> str | None:
    """A period as the dataset writes it ("2020 q3" is "2020-Q3"), of its frequency or a coarser one; None if none."""
    text = written.strip()
    if found := _QUARTER.fullmatch(text):
        text = f"{found[1]}-Q{found[2]}"
    return text if any(is_period(text, each) for each in COARSER[frequency]) else None


def every(frequency: Frequency, known: Sequence[str]) -> list[str]:
    """All periods from the first known to the last, the empty ones between them too; days only as they are known."""
    ranked = sorted(set(known))
    if not ranked or frequency == "day":
        return ranked
    first, last = (_count(ranked[place], frequency) for place in (0, -1))
    return [_written(number, frequency) for number in range(first, last + 1)]


def thinned(periods: Sequence[str]) -> list[str]:
    """At most MOST_DRAWN periods: the last of each month, or of each year, where there are more."""
    for length in (len("2024-05"), len("2024")):
        if len(periods) <= MOST_DRAWN:
            break
        periods = list({period[:length]: period for period in periods}.values())
    return list(periods)


def marks(periods: Sequence[str], write: Callable[[str], str]) -> tuple[str, ...]:
    """What stands under a time axis: each year once, at its first period; each month where there are few years."""
    years = [period[:4] for period in periods]
    if len(set(years)) > 2 or periods[0][4:5] == "":
        return _first(years, str)
    return _first([period if "Q" in period else period[:7] for period in periods], write)


def _first(names: Sequence[str], write: Callable[[str], str]) -> tuple[str, ...]:
    return tuple("" if i and name == names[i - 1] else write(name) for i, name in enumerate(names))


_STEPS: Final = {"year": 1, "quarter": 4, "month": 12}


def _count(period: str, frequency: Frequency) -> int:
    part = int(period[4:].lstrip("-Q") or 1)
    return int(period[:4]) * _STEPS[frequency] + part - 1


def _written(number: int, frequency: Frequency) -> str:
    year, part = divmod(number, _STEPS[frequency])
    return {"year": f"{year}", "quarter": f"{year}-Q{part + 1}", "month": f"{year}-{part + 1:02}"}[frequency]
