"""How one record is asked: which dates choose among its versions, and the bound tree of each stretch of time. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Final, NamedTuple
from weakref import WeakKeyDictionary

from regulations.rules import tree
from regulations.rules.conditions import leaves
from regulations.rules.dates import Stretch, day_of, segments, stretch
from regulations.rules.held import Held, indicator_date, indicators_of, known_from, rule_date
from regulations.rules.moments import Moment
from regulations.rules.nodes import Bound
from regulations.rules.program import bind
from regulations.rules.record import PermitRecord
from regulations.rules.tree import DateKind

# More stretches of several unknown dates than a reader can use: such an answer is unknown.
MOST_BRANCHES: Final = 24
# Moments remembered for one record: those of today's visitors. Programs are few, as they go by stretches, not days.
MOMENTS_KEPT: Final = 512


class Branch(NamedTuple):
    """A bound tree and the stretches of unknown dates for which it stands; none where all dates are known."""

    bound: Bound
    stretches: tuple[Stretch, ...]


class Branches(NamedTuple):
    """Every branch of a moment; `complete` False where there were too many to go through."""

    every: tuple[Branch, ...]
    complete: bool


class Plan:
    """How to ask one record. It does not hold the record: plans are forgotten with their records."""

    def __init__(self, record: PermitRecord, conditions: tree.Conditions) -> None:
        self._conditions = conditions
        found: dict[DateKind, set[date]] = {}
        for kind, day in _boundaries(record, conditions):
            found.setdefault(kind, set()).add(day)
        self._boundaries = {kind: sorted(days) for kind, days in found.items()}
        self._programs: dict[tuple[int, ...], Bound] = {}
        self._branches: dict[Moment, Branches] = {}

    def branches(self, record: PermitRecord, asked: Moment) -> Branches:
        """The branches of a moment; `record` is the one for which the plan was made."""
        found = self._branches.get(asked)
        if found is None:
            if len(self._branches) >= MOMENTS_KEPT:
                self._branches.clear()
            found = self._branches[asked] = self._made(record, asked)
        return found

    def _made(self, record: PermitRecord, asked: Moment) -> Branches:
        ranges = {kind: segments(asked.windows[kind], days) for kind, days in self._boundaries.items()}
        complete = True
        while len(list_product := list(product(*ranges.values()))) > MOST_BRANCHES:
            widest = max(ranges, key=lambda kind: len(ranges[kind]))
            ranges[widest] = ranges[widest][:1]
            complete = False
        every = tuple(
            Branch(
                self._program(record, key),
                tuple(
                    stretch(kind, segment, among, self._boundaries[kind])
                    for (kind, among), segment in zip(ranges.items(), key, strict=True)
                    if len(among) > 1
                ),
            )
            for key in list_product
        )
        return Branches(every, complete)

    def _program(self, record: PermitRecord, key: tuple[int, ...]) -> Bound:
        found = self._programs.get(key)
        if found is None:
            days = dict.fromkeys(_EVERY_KIND, _ANY_DAY)
            for (kind, boundaries), segment in zip(self._boundaries.items(), key, strict=True):
                days[kind] = day_of(segment, boundaries)
            held = Held(record, days, self._conditions.date)
            found = self._programs[key] = bind(self._conditions.conditions, held)
        return found


_EVERY_KIND: Final[tuple[DateKind, ...]] = (
    "application",
    "receipt",
    "decision",
    "nomination",
    "contract",
    "entry",
    "issue",
)
# For a kind of date without boundaries any day will do: whatever holds, always holds.
_ANY_DAY: Final = date(2000, 1, 1)
_plans: WeakKeyDictionary[PermitRecord, Plan] = WeakKeyDictionary()


def plan_of(record: PermitRecord) -> Plan | None:
    """The plan of a record, made once; None where its conditions are not encoded."""
    found = _plans.get(record)
    if found is None and record.conditions is not None:
        found = _plans[record] = Plan(record, record.conditions)
    return found


def _boundaries(record: PermitRecord, conditions: tree.Conditions) -> Iterator[tuple[DateKind, date]]:
    """The first days of new versions, and the first days without one, by the kind of date that chooses among them."""
    for leaf in leaves(conditions.conditions):
        yield from _of_provision(record, leaf, conditions.date)
        if isinstance(leaf, tree.PointsGrid):
            for factor in leaf.factors:
                yield from _of_provision(record, factor, conditions.date)
        if isinstance(leaf, tree.Dated):
            kind = rule_date(record, leaf, conditions.date)
            yield from ((kind, day) for day in (leaf.from_, leaf.before) if day)
        if isinstance(leaf, tree.SalaryAtLeast):
            yield from _of_indicators(record, leaf, conditions.date)


def _of_provision(
    record: PermitRecord, leaf: tree.Leaf | tree.Factor, default: DateKind
) -> Iterator[tuple[DateKind, date]]:
    kind = rule_date(record, leaf, default)
    for claim in record.provisions.get(leaf.provision, ()):
        yield from ((kind, day) for day in (claim.valid_from, claim.valid_to) if day)


def _of_indicators(
    record: PermitRecord, leaf: tree.SalaryAtLeast, default: DateKind
) -> Iterator[tuple[DateKind, date]]:
    kind = indicator_date(record, leaf, default)
    for claim in record.provisions.get(leaf.provision, ()):
        for code in indicators_of(claim.value):
            for value in record.indicators.get(code, ()):
                days = (value.valid_from, value.valid_to, known_from(value))
                yield from ((kind, day) for day in days if day and day != date.max)
