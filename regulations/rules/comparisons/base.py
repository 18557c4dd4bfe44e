"""What every comparison is: a state for the fast path, a detail that explains the same state. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

import msgspec

from regulations.rules.applicant import Applicant
from regulations.rules.record import Claim
from regulations.rules.states import MET, NOT_MET, UNKNOWN, State
from regulations.rules.tree import Leaf

# Why a leaf is unknown although nobody could tell: no value of the provision, no rate of the currency, claims that
# contradict one another, a period that doesn't convert, a band within which the threshold lies.
Reason: TypeAlias = Literal["", "no_value_held", "no_rate", "claims_disagree", "period", "within_band"]


class Detail(msgspec.Struct, frozen=True, kw_only=True):
    """Why a leaf is in its state: what is needed, what the person has, and by how much more or less than needed.

    Numbers are in the unit of the source. `asks` names the facts that would settle an unknown; `reason` says why it is
    not settled here, beside a question where somebody may know, without one where nobody can tell. `claims` holds one
    entry for each of several competing claims.
    """

    needs: Mapping[str, Any] | None = None
    has: Mapping[str, Any] | None = None
    margin: Mapping[str, Any] | None = None
    asks: tuple[str, ...] = ()
    reason: Reason = ""
    claims: tuple[Mapping[str, Any], ...] = ()


class Comparison:
    """A leaf and the claims that govern it in one branch. Subclasses answer for one kind of leaf."""

    __slots__ = ("claims", "leaf")

    def __init__(self, leaf: Leaf, claims: tuple[Claim, ...]) -> None:
        self.leaf, self.claims = leaf, claims

    def state(self, applicant: Applicant) -> State:
        """Met, not met or unknown."""
        raise NotImplementedError

    def detail(self, applicant: Applicant) -> Detail:
        """Why."""
        raise NotImplementedError


class NotHeld(Comparison):
    """No value of the provision is held on the day: unknown, whoever asks."""

    __slots__ = ()

    def state(self, applicant: Applicant) -> State:
        """Unknown."""
        return UNKNOWN

    def detail(self, applicant: Applicant) -> Detail:
        """Because no value is held."""
        return Detail(reason="no_value_held")


class Told(Comparison):
    """A comparison whose figure may not be held here: as long as it is not, a yes or no of the person settles it."""

    __slots__ = ("fact", "inner")

    def __init__(self, inner: Comparison, fact: str) -> None:
        super().__init__(inner.leaf, inner.claims)
        self.inner, self.fact = inner, fact

    def state(self, applicant: Applicant) -> State:
        """The comparison's own, if it has all that it needs."""
        state = self.inner.state(applicant)
        if state != UNKNOWN or self.inner.detail(applicant).asks:
            return state
        told = applicant.facts.get(self.fact)
        return UNKNOWN if not isinstance(told, bool) else MET if told else NOT_MET

    def detail(self, applicant: Applicant) -> Detail:
        """The comparison's own, with the person's word or the question for it."""
        detail = self.inner.detail(applicant)
        if detail.asks or self.inner.state(applicant) != UNKNOWN:
            return detail
        told = applicant.facts.get(self.fact)
        if isinstance(told, bool):
            return msgspec.structs.replace(detail, has={**(detail.has or {}), self.fact: told}, reason="")
        return msgspec.structs.replace(detail, asks=(self.fact,))
