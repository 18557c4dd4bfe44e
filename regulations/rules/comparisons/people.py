"""Who the person is: age, nationality, residence, destination, relation, family. Pure."""

from __future__ import annotations

from regulations.rules import tree
from regulations.rules.applicant import Applicant
from regulations.rules.comparisons.base import Comparison, Detail
from regulations.rules.held import Held, number_of, texts_of
from regulations.rules.places import countries
from regulations.rules.record import Claim
from regulations.rules.states import MET, NOT_MET, UNKNOWN, State
from regulations.values import Number


class Age(Comparison):
    """Age between two limits, both included."""

    __slots__ = ("high", "low")

    def __init__(self, leaf: tree.AgeIs, claims: tuple[Claim, ...], held: Held) -> None:
        super().__init__(leaf, claims)
        self.low, self.high = leaf.min, leaf.max
        if leaf.min is None and leaf.max is None:
            self.low, self.high = _limits(claims)

    @staticmethod
    def can(leaf: tree.AgeIs, claims: tuple[Claim, ...]) -> bool:
        """Does the provision give a limit, where the leaf doesn't?"""
        return leaf.min is not None or leaf.max is not None or _limits(claims) != (None, None)

    def state(self, applicant: Applicant) -> State:
        """Age against the limits."""
        age = applicant.case.age
        if age is None:
            return UNKNOWN
        return MET if (self.low is None or age >= self.low) and (self.high is None or age <= self.high) else NOT_MET

    def detail(self, applicant: Applicant) -> Detail:
        """The margin is the distance to the nearer limit, below nought outside."""
        age = applicant.case.age
        needs = {"age_min": self.low, "age_max": self.high}
        needs = {name: limit for name, limit in needs.items() if limit is not None}
        if age is None:
            return Detail(needs=needs, asks=("age",))
        distances = [age - self.low] if self.low is not None else []
        distances += [self.high - age] if self.high is not None else []
        return Detail(needs=needs, has={"age": age}, margin={"years": min(distances)})


def _limits(claims: tuple[Claim, ...]) -> tuple[int | None, int | None]:
    """The strictest limits of all claims; ages of law are whole years."""
    lows: list[int] = []
    highs: list[int] = []
    for claim in claims:
        number = number_of(claim.value)
        if number is not None and isinstance(claim.value, Number):
            (highs if claim.value.op == "<=" else lows).append(int(number))
    return max(lows, default=None), min(highs, default=None)


class Place(Comparison):
    """A country of the person among a set of countries, or outside it."""

    __slots__ = ("_inside", "_outside", "among", "attribute")

    def __init__(
        self,
        leaf: tree.NationalityIn | tree.NationalityNotIn | tree.ResidenceIn | tree.ResidenceNotIn,
        claims: tuple[Claim, ...],
        held: Held,
    ) -> None:
        super().__init__(leaf, claims)
        self.among = among(leaf.countries, claims)
        self.attribute = "nationality" if leaf.__class__ in (tree.NationalityIn, tree.NationalityNotIn) else "residence"
        positive = isinstance(leaf, tree.NationalityIn | tree.ResidenceIn)
        self._inside: State = MET if positive else NOT_MET
        self._outside: State = NOT_MET if positive else MET

    @staticmethod
    def can(
        leaf: tree.NationalityIn | tree.NationalityNotIn | tree.ResidenceIn | tree.ResidenceNotIn,
        claims: tuple[Claim, ...],
    ) -> bool:
        """Does the provision name countries, where the leaf doesn't? A list that is not held bars nobody."""
        return leaf.countries is not None or bool(among(None, claims))

    def state(self, applicant: Applicant) -> State:
        """The person's country against the set."""
        country = getattr(applicant.case, self.attribute)
        if country is None:
            return UNKNOWN
        return self._inside if country in self.among else self._outside

    def detail(self, applicant: Applicant) -> Detail:
        """The set and the country; there is no margin."""
        country = getattr(applicant.case, self.attribute)
        needs = {"in" if self._inside == MET else "not_in": sorted(self.among)}
        if country is None:
            return Detail(needs=needs, asks=(self.attribute,))
        return Detail(needs=needs, has={self.attribute: country})


class Destination(Comparison):
    """Every destination of the person among a set of countries."""

    __slots__ = ("among",)

    def __init__(self, leaf: tree.DestinationIn, claims: tuple[Claim, ...], held: Held) -> None:
        super().__init__(leaf, claims)
        self.among = among(leaf.countries, claims)

    def state(self, applicant: Applicant) -> State:
        """Unknown where some destinations are in the set and some are not."""
        inside = [destination in self.among for destination in applicant.case.destinations]
        if not inside or any(inside) != all(inside):
            return UNKNOWN
        return MET if inside[0] else NOT_MET

    def detail(self, applicant: Applicant) -> Detail:
        """The set and the destinations."""
        needs = {"in": sorted(self.among)}
        if self.state(applicant) == UNKNOWN:
            return Detail(needs=needs, asks=("destinations",))
        return Detail(needs=needs, has={"destinations": list(applicant.case.destinations)})


def among(literal: tuple[str, ...] | None, claims: tuple[Claim, ...]) -> frozenset[str]:
    """The countries of a leaf or, without them, of its provision: all that any claim names."""
    return countries(literal if literal is not None else [text for claim in claims for text in texts_of(claim.value)])


class Relation(Comparison):
    """What the person is to somebody from whom the right derives."""

    __slots__ = ("among",)

    def __init__(self, leaf: tree.RelationIs, claims: tuple[Claim, ...], held: Held) -> None:
        super().__init__(leaf, claims)
        self.among = frozenset(leaf.to_be)

    def state(self, applicant: Applicant) -> State:
        """The relation against the set."""
        relation = applicant.case.relation
        if relation is None:
            return UNKNOWN
        return MET if relation in self.among else NOT_MET

    def detail(self, applicant: Applicant) -> Detail:
        """The set and the relation."""
        needs, relation = {"relation": sorted(self.among)}, applicant.case.relation
        return (
            Detail(needs=needs, asks=("relation",))
            if relation is None
            else Detail(needs=needs, has={"relation": relation})
        )


class Family(Comparison):
    """Who comes along."""

    __slots__ = ("_children_max", "_partner")

    def __init__(self, leaf: tree.FamilyIs, claims: tuple[Claim, ...], held: Held) -> None:
        super().__init__(leaf, claims)
        self._partner, self._children_max = leaf.partner, leaf.children_max

    def state(self, applicant: Applicant) -> State:
        """The lesser of what is said about partner and children."""
        family = applicant.case.family
        states: list[State] = [MET]
        if self._partner is not None:
            states.append(UNKNOWN if family.partner is None else MET if family.partner == self._partner else NOT_MET)
        if self._children_max is not None:
            few = family.children is not None and family.children <= self._children_max
            states.append(UNKNOWN if family.children is None else MET if few else NOT_MET)
        return min(states)

    def detail(self, applicant: Applicant) -> Detail:
        """Both sides; asks for what is not said."""
        family = applicant.case.family
        needs = {"partner": self._partner, "children_max": self._children_max}
        open_ = {
            "family.partner": self._partner is not None and family.partner is None,
            "family.children": self._children_max is not None and family.children is None,
        }
        return Detail(
            needs={name: wanted for name, wanted in needs.items() if wanted is not None},
            has={"partner": family.partner, "children": family.children},
            asks=tuple(fact for fact, missing in open_.items() if missing and self.state(applicant) == UNKNOWN),
        )
