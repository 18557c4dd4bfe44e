"""From a bound tree and an applicant to findings, questions and alternatives. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from regulations.rules.answer import Alternative, Finding, Question
from regulations.rules.applicant import Applicant
from regulations.rules.comparisons.base import Comparison, Detail
from regulations.rules.nodes import Bound, comparisons, decided_by, effective, routes, undecided
from regulations.rules.sets import Sets, changing
from regulations.rules.states import MET, NOT_MET, OUTCOMES, UNKNOWN


class Explanation:
    """One branch in full. Details of leaves are made once."""

    def __init__(self, bound: Bound, applicant: Applicant, when: str = "") -> None:
        self._bound, self._applicant, self._when = bound, applicant, when
        self.state = bound.state(applicant)
        self._details: dict[int, Detail] = {}

    def failing(self) -> tuple[Finding, ...]:
        """Nothing if it is met; the smallest set that stands in the way if not; else by how much others fail."""
        return self._findings(self._in_the_way(self._bound))

    def passing(self) -> tuple[Finding, ...]:
        """Every leaf that helps."""
        return self._findings(leaf for leaf, state in effective(self._bound, self._applicant) if state == MET)

    def not_known(self) -> tuple[Finding, ...]:
        """Every leaf that is unknown for want of a value or a rate."""
        unknown = (leaf for leaf, state in effective(self._bound, self._applicant) if state == UNKNOWN)
        return self._findings(leaf for leaf in unknown if self._detail(leaf).reason)

    def questions(self) -> tuple[Question, ...]:
        """What would settle it, the facts of the smallest set that is enough first."""
        places: dict[str, dict[str, None]] = {}
        for name, place in decided_by(self._bound):
            places.setdefault(name, {})[place] = None
        settles: dict[str, dict[str, str]] = {}
        for leaf in self._by_need(self._bound):
            for fact in self._detail(leaf).asks:
                for place in places[leaf.leaf.id]:
                    settles.setdefault(fact, {}).setdefault(place, leaf.leaf.provision)
        return tuple(
            Question(fact=fact, settles=tuple(found), provision=next(iter(found.values())))
            for fact, found in settles.items()
        )

    def alternatives(self) -> tuple[Alternative, ...]:
        """Each named route on its own."""
        return tuple(self._alternative(name, bound) for name, bound in routes(self._bound))

    def _alternative(self, name: str, bound: Bound) -> Alternative:
        leaves = list(comparisons(bound))
        margins = [margin for leaf in leaves if (margin := self._detail(leaf).margin)]
        in_money = [margin for margin in margins if "amount" in margin]
        state = bound.state(self._applicant)
        asked = [fact for leaf in self._by_need(bound) for fact in self._detail(leaf).asks]
        return Alternative(
            route=name,
            outcome=OUTCOMES[state],
            margin=next(iter(in_money + margins), None),
            failing=tuple(dict.fromkeys(leaf.leaf.id for leaf in self._in_the_way(bound))),
            questions=tuple(dict.fromkeys(asked)),
        )

    def _in_the_way(self, bound: Bound) -> Iterator[Comparison]:
        state = bound.state(self._applicant)
        if state == MET:
            return
        against = {leaf.leaf.id: leaf for leaf, each in effective(bound, self._applicant) if each == NOT_MET}
        if state == NOT_MET and (sets := changing(bound, self._applicant, NOT_MET)):
            named = self._nearest(sets, against)
            yield from (leaf for name, leaf in against.items() if name in named)
        else:
            # While it is open, whatever fails stands in an alternative that need not be taken. By how much is worth
            # telling; that a Briton is no national of the Union is not.
            yield from (leaf for leaf in against.values() if self._detail(leaf).margin is not None)

    def _nearest(self, sets: Sets, against: Mapping[str, Comparison]) -> frozenset[str]:
        """Of the smallest sets the first that says most by how much it fails: nobody can change a nationality."""
        smallest = [found for found in sets if len(found) == len(sets[0])]
        return min(smallest, key=lambda found: sum(self._detail(against[name]).margin is None for name in found))

    def _by_need(self, bound: Bound) -> list[Comparison]:
        """The undecided leaves whose answers can settle it, those of the smallest set that would be enough first.

        A leaf is left out if it matters only together with others that nobody can answer.
        """
        if bound.state(self._applicant) != UNKNOWN:
            return []
        leaves = {leaf.leaf.id: leaf for leaf in undecided(bound, self._applicant) if self._detail(leaf).asks}
        enough = [
            found
            for upright in (True, False)
            for found in changing(bound, self._applicant, UNKNOWN, upright)
            if found <= leaves.keys()
        ]
        return [leaves[name] for name in dict.fromkeys(name for found in enough for name in leaves if name in found)]

    def _findings(self, leaves: Iterable[Comparison]) -> tuple[Finding, ...]:
        """A finding for each condition, once."""
        return tuple(self._finding(leaf) for leaf in {leaf.leaf.id: leaf for leaf in leaves}.values())

    def _finding(self, comparison: Comparison) -> Finding:
        detail = self._detail(comparison)
        claim = comparison.claims[0] if comparison.claims else None
        return Finding(
            condition=comparison.leaf.id,
            provision=comparison.leaf.provision,
            needs=detail.needs,
            has=detail.has,
            margin=detail.margin,
            reason=detail.reason,
            claims=detail.claims,
            when=self._when,
            citation=claim.citation if claim else None,
            text=claim.text if claim else "",
            valid_from=claim.valid_from if claim else None,
            valid_to=claim.valid_to if claim else None,
        )

    def _detail(self, comparison: Comparison) -> Detail:
        key = id(comparison)
        if key not in self._details:
            self._details[key] = comparison.detail(self._applicant)
        return self._details[key]
