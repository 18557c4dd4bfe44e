"""Facts that only the person knows, and quotas. Pure."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from regulations.rules import tree
from regulations.rules.applicant import Applicant
from regulations.rules.comparisons.base import Comparison, Detail
from regulations.rules.durations import in_unit
from regulations.rules.held import Held, number_of
from regulations.rules.money import usable
from regulations.rules.record import Claim
from regulations.rules.states import MET, NOT_MET, UNKNOWN, State, agreed
from regulations.values import Duration, Money, Number, StatedNone

QUOTA_LEFT = "quota_left"


class Fact(Comparison):
    """A named fact: yes or no, one of some words, or a number within limits. One of another kind is as if not said."""

    __slots__ = ("_yes", "high", "low", "name", "words")

    def __init__(self, leaf: tree.FactIs, claims: tuple[Claim, ...], held: Held) -> None:
        super().__init__(leaf, claims)
        self.name, self.words = leaf.fact, leaf.one_of
        self.low, self.high = leaf.min, leaf.max
        if leaf.unit is not None:
            self.low, self.high = _limits(leaf.unit, claims)
        self._yes = leaf.is_ is not False

    @staticmethod
    def can(leaf: tree.FactIs, claims: tuple[Claim, ...]) -> bool:
        """Does the provision give a limit, where the leaf wants one from there?"""
        return leaf.unit is None or _limits(leaf.unit, claims) != (None, None)

    def state(self, applicant: Applicant) -> State:
        """The fact against what is wanted."""
        stated = self._stated(applicant)
        if stated is None:
            return UNKNOWN
        if isinstance(stated, bool):
            return MET if stated == self._yes else NOT_MET
        if isinstance(stated, str):
            return MET if self.words and stated in self.words else NOT_MET
        low, high = self.low, self.high
        return MET if (low is None or stated >= low) and (high is None or stated <= high) else NOT_MET

    def detail(self, applicant: Applicant) -> Detail:
        """Both sides; a margin for numbers."""
        stated = self._stated(applicant)
        needs = self._needs()
        if stated is None:
            return Detail(needs=needs, asks=(self.name,))
        margin = None
        if isinstance(stated, Decimal) and not isinstance(stated, bool):
            distances = [stated - self.low] if self.low is not None else []
            distances += [self.high - stated] if self.high is not None else []
            margin = {"number": min(distances)}
        return Detail(needs=needs, has={self.name: stated}, margin=margin)

    def _needs(self) -> dict[str, Any]:
        if self.words:
            return {"one_of": list(self.words)}
        if self.low is None and self.high is None:
            return {self.name: self._yes}
        limits = {"min": self.low, "max": self.high}
        return {name: limit for name, limit in limits.items() if limit is not None}

    def _stated(self, applicant: Applicant) -> bool | Decimal | str | None:
        """The fact if it is of the kind that is wanted."""
        stated = applicant.facts.get(self.name)
        if stated is None and self.name == "hours_per_week" and applicant.salary is not None:
            stated = applicant.salary.hours_per_week
        kind: type = str if self.words else bool if self.low is None and self.high is None else Decimal
        return stated if isinstance(stated, kind) else None


def _limits(unit: str, claims: tuple[Claim, ...]) -> tuple[Decimal | None, Decimal | None]:
    """The strictest limits that the claims set, in `unit`."""
    lows: list[Decimal] = []
    highs: list[Decimal] = []
    for claim in claims:
        value = claim.value
        if isinstance(value, Duration) and unit in ("year", "month", "day"):
            upper = value.bound in ("max", "range_high")
            (highs if upper else lows).append(in_unit(value, unit))  # type: ignore[arg-type]
        elif isinstance(value, Money) and unit == "amount" and usable(value.amount):
            lows.append(value.amount)
        elif isinstance(value, Number) and (number := number_of(value)) is not None:
            (highs if value.op == "<=" else lows).append(number)
    return max(lows, default=None), min(highs, default=None)


class Quota(Comparison):
    """Room in a quota. Its use is not held: above nought only somebody who knows can tell."""

    __slots__ = ("_states",)

    def __init__(self, leaf: tree.QuotaAvailable, claims: tuple[Claim, ...], held: Held) -> None:
        super().__init__(leaf, claims)
        self._states = [_room(claim) for claim in claims]

    def state(self, applicant: Applicant) -> State:
        """Decided by the quota alone where that is possible."""
        decided = agreed(self._states)
        if decided != UNKNOWN:
            return decided
        left = applicant.facts.get(QUOTA_LEFT)
        return (MET if left else NOT_MET) if isinstance(left, bool) else UNKNOWN

    def detail(self, applicant: Applicant) -> Detail:
        """The ceiling, and what the person knows of it."""
        claim = self.claims[0]
        ceiling = number_of(claim.value)
        needs: dict[str, Any] = {"quota": ceiling, "unit": getattr(claim.value, "unit", None)}
        if len(self.claims) > 1:
            needs["quota"] = [number_of(each.value) for each in self.claims]
        needs = {name: wanted for name, wanted in needs.items() if wanted is not None}
        left = applicant.facts.get(QUOTA_LEFT)
        if self.state(applicant) == UNKNOWN:
            return Detail(needs=needs, asks=(QUOTA_LEFT,))
        return Detail(needs=needs, has={QUOTA_LEFT: left} if isinstance(left, bool) else None)


def _room(claim: Claim) -> State:
    if isinstance(claim.value, StatedNone):
        return MET
    return NOT_MET if number_of(claim.value) == 0 else UNKNOWN
