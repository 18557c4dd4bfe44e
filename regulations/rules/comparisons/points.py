"""Points grids: factors that add up to a pass mark, each with the points that are certain and those possible. Pure."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple

from regulations.rules import tree
from regulations.rules.applicant import Applicant
from regulations.rules.comparisons.base import Comparison, Detail
from regulations.rules.held import Held, number_of, texts_of
from regulations.rules.nodes import Bound, undecided
from regulations.rules.record import Claim
from regulations.rules.states import MET, NOT_MET, UNKNOWN, State, agreed
from regulations.rules.tables import Row, parse_table, rows_for

_NONE = Decimal(0)


class Span(NamedTuple):
    """Points that are certain, and the most that are possible; `most` None: nobody can tell."""

    sure: Decimal
    most: Decimal | None


class Factor:
    """One factor of a grid, bound to its table or its rows."""

    __slots__ = ("rows", "table", "tree")

    def __init__(self, factor: tree.Factor, rows: tuple[tuple[Decimal, Bound], ...], held: Held) -> None:
        self.tree, self.rows = factor, rows
        claims = held.claims(factor)
        self.table: tuple[Row, ...] | None = None
        if factor.by:
            self.table = parse_table(text for claim in claims for text in texts_of(claim.value))
        elif not claims:
            self.rows = ()

    def span(self, applicant: Applicant) -> Span:
        """The points of this person, capped."""
        if self.tree.fact:
            return self._from_fact(self.tree.fact, applicant)
        sure, most = self._from_table(applicant) if self.table is not None else self._from_rows(applicant)
        cap = self.tree.max
        if cap is None:
            return Span(sure, most)
        return Span(min(sure, cap), cap if most is None else min(most, cap))

    def asks(self, applicant: Applicant) -> list[str]:
        """What would settle its points."""
        if self.tree.by:
            stated = self._years(applicant)
            return [] if stated is not None else ["age" if self.tree.by == "age" else "experience_years"]
        span = self.span(applicant)
        if self.tree.fact:
            return [] if span.sure == span.most else [self.tree.fact]
        leaves = (
            [] if span.sure == span.most else [leaf for _, when in self.rows for leaf in undecided(when, applicant)]
        )
        return [fact for leaf in leaves for fact in leaf.detail(applicant).asks]

    def _years(self, applicant: Applicant) -> Decimal | None:
        if self.tree.by == "age":
            return None if applicant.case.age is None else Decimal(applicant.case.age)
        return applicant.case.experience_years

    def _from_fact(self, name: str, applicant: Applicant) -> Span:
        """What the person says; a number that the factor cannot give is as if not said."""
        cap = self.tree.max or _NONE
        told = applicant.facts.get(name)
        if isinstance(told, Decimal) and _NONE <= told <= cap:
            return Span(told, told)
        return Span(_NONE, cap)

    def _from_table(self, applicant: Applicant) -> Span:
        """Years outside all rows earn nothing; a table that isn't held could give anything."""
        if not self.table:
            return Span(_NONE, None)
        years = self._years(applicant)
        if years is None:
            values = [row.value for row in self.table]
            return Span(min(_NONE, *values), max(_NONE, *values))
        value = max(rows_for(self.table, years), default=_NONE)
        return Span(value, value)

    def _from_rows(self, applicant: Applicant) -> Span:
        if not self.rows:
            return Span(_NONE, None)
        states = [(points, when.state(applicant)) for points, when in self.rows]
        met = [points for points, state in states if state == MET]
        open_ = [points for points, state in states if state == UNKNOWN]
        if self.tree.counts == "sum":
            sure = sum(met, _NONE)
            return Span(
                sure + sum((points for points in open_ if points < 0), _NONE),
                sure + sum((points for points in open_ if points > 0), _NONE),
            )
        if met:
            return Span(max(met), max(met + open_))
        return Span(min([_NONE, *open_]), max([_NONE, *open_]))


class Points(Comparison):
    """The sum of the factors against the pass mark."""

    __slots__ = ("_marks", "ask", "factors")

    def __init__(self, leaf: tree.PointsGrid, claims: tuple[Claim, ...], factors: tuple[Factor, ...]) -> None:
        super().__init__(leaf, claims)
        self.factors, self.ask = factors, leaf.ask
        found = [leaf.pass_mark] if leaf.pass_mark is not None else [number_of(claim.value) for claim in claims]
        self._marks = [mark for mark in found if mark is not None] if None not in found else []

    @property
    def has_mark(self) -> bool:
        """Is a pass mark held, or could the person tell it?"""
        return bool(self._marks) or self.ask is not None

    def state(self, applicant: Applicant) -> State:
        """Met if the certain points reach every pass mark, not met if the possible ones reach none."""
        marks = self._pass_marks(applicant)
        if not marks:
            return UNKNOWN
        sure, most = self._total([factor.span(applicant) for factor in self.factors])
        states: list[State] = [
            MET if sure >= mark else NOT_MET if most is not None and most < mark else UNKNOWN for mark in marks
        ]
        return agreed(states)

    def detail(self, applicant: Applicant) -> Detail:
        """The points of each factor, even where no pass mark is held."""
        spans = [factor.span(applicant) for factor in self.factors]
        sure, most = self._total(spans)
        has: dict[str, Any] = {"points": sure, "points_possible": most}
        has["factors"] = [
            {"factor": factor.tree.id, "points": span.sure, "points_possible": span.most, "max": factor.tree.max}
            for factor, span in zip(self.factors, spans, strict=True)
        ]
        state = self.state(applicant)
        asks = tuple(dict.fromkeys(fact for factor in self.factors for fact in factor.asks(applicant)))
        marks = self._pass_marks(applicant)
        if not marks:
            return Detail(has=has, asks=(self.ask, *asks) if self.ask else (), reason="no_value_held")
        mark = marks[0]
        reached = sure if state == MET or most is None else most
        return Detail(
            needs={"points": mark},
            has=has,
            margin={"points": reached - mark} if state != UNKNOWN else None,
            asks=asks if state == UNKNOWN else (),
            reason="" if state != UNKNOWN or asks else "no_value_held",
        )

    def _pass_marks(self, applicant: Applicant) -> list[Decimal]:
        """Those of the law, or the one that the person tells where somebody publishes it from time to time."""
        told = applicant.facts.get(self.ask) if self.ask and not self._marks else None
        return [told] if isinstance(told, Decimal) else self._marks

    @staticmethod
    def _total(spans: list[Span]) -> Span:
        most: Decimal | None = _NONE
        for span in spans:
            most = None if most is None or span.most is None else most + span.most
        return Span(sum((span.sure for span in spans), _NONE), most)
