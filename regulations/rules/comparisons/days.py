"""Which shape of a rule governs: decided by the day alone, before anybody is asked. Pure."""

from __future__ import annotations

from regulations.rules import tree
from regulations.rules.applicant import Applicant
from regulations.rules.comparisons.base import Comparison, Detail
from regulations.rules.held import Held
from regulations.rules.record import Claim
from regulations.rules.states import MET, NOT_MET, State


class Dated(Comparison):
    """The governing day lies between two days of law. `fixed`: nobody can change it, and no reader is told to try."""

    __slots__ = ("_days", "fixed")

    def __init__(self, leaf: tree.Dated, claims: tuple[Claim, ...], held: Held) -> None:
        super().__init__(leaf, claims)
        self._days = {"from": leaf.from_, "before": leaf.before}
        day = held.day(leaf)
        begun = leaf.from_ is None or leaf.from_ <= day
        self.fixed: State = MET if begun and (leaf.before is None or day < leaf.before) else NOT_MET

    def state(self, applicant: Applicant) -> State:
        """What the day decided."""
        return self.fixed

    def detail(self, applicant: Applicant) -> Detail:
        """The days between which the rule has this shape."""
        return Detail(needs={name: day for name, day in self._days.items() if day})
