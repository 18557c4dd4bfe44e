"""Pay and means of support against a floor: same gross or net, period and currency, at a named rate. Pure.

Every competing claim is compared; where they do not agree the leaf is unknown and shows them all.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from regulations.rules import tree
from regulations.rules.applicant import Applicant
from regulations.rules.case import Funds as OwnFunds
from regulations.rules.case import Pay
from regulations.rules.comparisons.base import Comparison, Detail, Reason
from regulations.rules.held import Held, PayFloor
from regulations.rules.money import Converted, shown, usable
from regulations.rules.record import Claim
from regulations.rules.states import MET, NOT_MET, UNKNOWN, State, agreed
from regulations.rules.tables import Row, parse_table, rows_for
from regulations.values import Money, StatedNone


class Salary(Comparison):
    """Pay at or above a floor. A source that states that there is none is met by any pay."""

    __slots__ = ("_above", "_free", "floors")

    def __init__(self, leaf: tree.SalaryAtLeast, claims: tuple[Claim, ...], held: Held) -> None:
        super().__init__(leaf, claims)
        self._above = leaf.above
        self._free = leaf.amount is None and all(isinstance(claim.value, StatedNone) for claim in claims)
        floors = [held.pay_floor(leaf, claim) for claim in (claims if leaf.amount is None else claims[:1])]
        self.floors = [floor for floor in floors if floor is not None] if None not in floors else []

    def state(self, applicant: Applicant) -> State:
        """What all claims agree on."""
        if self._free:
            return MET
        salary = applicant.salary
        if salary is None or not self.floors:
            return UNKNOWN
        if len(self.floors) == 1:
            return against(applicant, salary, self.floors[0], self._above).state
        return agreed([against(applicant, salary, floor, self._above).state for floor in self.floors])

    def detail(self, applicant: Applicant) -> Detail:
        """The first claim in full, the others beside it; the margin in the source's unit."""
        if self._free:
            return Detail(needs={"amount": Decimal(0)})
        if not self.floors:
            return Detail(reason="no_value_held")
        floors = [_needs(floor) for floor in self.floors]
        if applicant.salary is None:
            return Detail(needs=floors[0], asks=("salary",), claims=_competing(floors))
        found = [against(applicant, applicant.salary, floor, self._above) for floor in self.floors]
        return _explained(floors, found, agreed([each.state for each in found]), applicant, "salary")


class SalaryByAge(Comparison):
    """Pay at or above what a table gives for the person's age; an age without a row is not held."""

    __slots__ = ("_tables", "template")

    def __init__(self, leaf: tree.SalaryByAge, claims: tuple[Claim, ...], held: Held) -> None:
        super().__init__(leaf, claims)
        self._tables: list[tuple[Row, ...]] = [parse_table(getattr(claim.value, "items", ())) for claim in claims]
        self.template = PayFloor(Decimal(0), Decimal(0), leaf.currency, leaf.period, leaf.gross)

    def state(self, applicant: Applicant) -> State:
        """What all tables agree on."""
        age, salary = applicant.case.age, applicant.salary
        if age is None or salary is None:
            return UNKNOWN
        return agreed([against(applicant, salary, floor, False).state for floor in self.floors_at(age)])

    def detail(self, applicant: Applicant) -> Detail:
        """The row for the age, and the margin to it."""
        age, salary = applicant.case.age, applicant.salary
        floors = self.floors_at(age) if age is not None else []
        if age is not None and not floors:
            return Detail(needs={"age": age}, reason="no_value_held")
        needs = [_needs(floor) | {"age": age} for floor in floors]
        if age is None or salary is None:
            asks = tuple(name for name, stated in (("age", age), ("salary", salary)) if stated is None)
            return Detail(needs=needs[0] if needs else None, asks=asks)
        found = [against(applicant, salary, floor, False) for floor in floors]
        return _explained(needs, found, agreed([each.state for each in found]), applicant, "salary")

    def ages(self) -> list[int]:
        """The first age of every row."""
        return sorted({int(row.low) for table in self._tables for row in table})

    def floors_at(self, age: int) -> list[PayFloor]:
        """One floor for each claim; none if a claim has no row for the age."""
        rows = [rows_for(table, Decimal(age)) for table in self._tables]
        return [self.template._replace(low=max(row), high=max(row)) for row in rows] if all(rows) else []


class Funds(Comparison):
    """Means of support at or above a floor a month; a sum at hand is spread over the leaf's months."""

    __slots__ = ("_months", "floors")

    def __init__(self, leaf: tree.FundsAtLeast, claims: tuple[Claim, ...], held: Held) -> None:
        super().__init__(leaf, claims)
        self._months = leaf.months
        self.floors = [floor for floor in _monthly_floors(leaf, claims) if floor is not None]

    @staticmethod
    def can(leaf: tree.FundsAtLeast, claims: tuple[Claim, ...]) -> bool:
        """Is there an amount a month or a year?"""
        return None not in _monthly_floors(leaf, claims)

    def state(self, applicant: Applicant) -> State:
        """What all claims agree on."""
        if applicant.funds is None:
            return UNKNOWN
        return agreed([found.state for found in self._found(applicant, applicant.funds)])

    def detail(self, applicant: Applicant) -> Detail:
        """The margin a month."""
        needs = [_needs(floor) | {"months": self._months} for floor in self.floors]
        if applicant.funds is None:
            return Detail(needs=needs[0], asks=("funds",), claims=_competing(needs))
        found = self._found(applicant, applicant.funds)
        return _explained(needs, found, agreed([each.state for each in found]), applicant, "funds")

    def _found(self, applicant: Applicant, funds: OwnFunds) -> list[Found]:
        return [
            _compared(applicant.funds_in(funds, floor.currency, self._months), floor, None, above=False)
            for floor in self.floors
        ]


class Found(NamedTuple):
    """The outcome against one floor: the person's amount in its unit, or what is missing."""

    state: State
    own: Converted
    floor: PayFloor
    asks: tuple[str, ...] = ()
    reason: Reason = ""


def against(applicant: Applicant, salary: Pay, floor: PayFloor, above: bool) -> Found:
    """The applicant's salary against one floor."""
    return _compared(applicant.pay_in(salary, floor.currency, floor.period), floor, salary.gross, above=above)


def _compared(own: Converted, floor: PayFloor, gross: bool | None, *, above: bool) -> Found:
    """`gross` None where the distinction does not matter."""
    if own.amount is None:
        if own.reason == "hours_per_week":
            return Found(UNKNOWN, own, floor, ("salary.hours_per_week",))
        return Found(UNKNOWN, own, floor, (), "no_rate" if own.reason == "no_rate" else "period")
    reaches = own.amount > floor.high if above else own.amount >= floor.high
    short = own.amount <= floor.low if above else own.amount < floor.low
    if gross is None or floor.gross is None or gross == floor.gross:
        state: State = MET if reaches else NOT_MET if short else UNKNOWN
        return Found(state, own, floor, (), "within_band" if state == UNKNOWN else "")
    # Gross is never less than net: net pay that reaches a gross floor is enough, and gross pay that misses a net
    # floor is not. What lies between only the payslip can tell.
    decided = reaches if floor.gross else short
    if not decided:
        return Found(UNKNOWN, own, floor, ("salary.gross",))
    return Found(MET if floor.gross else NOT_MET, own, floor)


def _needs(floor: PayFloor) -> dict[str, Any]:
    """The floor as readers and programs see it."""
    needs: dict[str, Any] = {"amount": floor.low, "currency": floor.currency, "period": floor.period}
    if floor.high != floor.low:
        needs["amount_high"] = floor.high
    if floor.gross is not None:
        needs["gross"] = floor.gross
    if floor.indicator is not None:
        needs["multiple"] = {"coefficient": floor.coefficient, "indicator": floor.indicator.code}
        needs["multiple"]["value"] = floor.indicator.value
    return needs


def _has(found: Found, applicant: Applicant, source: str) -> dict[str, Any]:
    """The person's amount as stated, and in the unit of the floor where that differs."""
    stated = getattr(applicant, source)
    has: dict[str, Any] = {"amount": stated.amount, "currency": stated.currency, "period": stated.period}
    if source == "salary":
        has["gross"] = stated.gross
    if found.own.amount is not None and (stated.currency, stated.period) != (found.floor.currency, found.floor.period):
        has["compared"] = {
            "amount": shown(found.own.amount),
            "currency": found.floor.currency,
            "period": found.floor.period,
        }
    if found.own.rate is not None:
        rate = found.own.rate
        has["rate"] = {"value": rate.value, "date": rate.day, "source": rate.source}
    return has


def _explained(
    needs: list[dict[str, Any]], found: list[Found], state: State, applicant: Applicant, source: str
) -> Detail:
    """The detail of one floor or several."""
    first = next((each for each in found if each.state == state), found[0])
    place = found.index(first)
    margin = _margin(first)
    reason: Reason = first.reason
    if state == UNKNOWN and len({each.state for each in found}) > 1:
        reason = "claims_disagree"
    return Detail(
        needs=needs[place],
        has=_has(first, applicant, source),
        margin=margin,
        asks=first.asks if state == UNKNOWN and not reason else (),
        reason=reason if state == UNKNOWN else "",
        claims=_competing(needs, found),
    )


def _margin(found: Found) -> dict[str, Any] | None:
    """By how much the person's amount is above (or below) the floor, in the floor's unit."""
    if found.own.amount is None:
        return None
    floor = found.floor.low if found.state == NOT_MET else found.floor.high
    return {"amount": shown(found.own.amount - floor), "currency": found.floor.currency, "period": found.floor.period}


def _competing(needs: list[dict[str, Any]], found: list[Found] | None = None) -> tuple[Mapping[str, Any], ...]:
    """All floors with their margins, where there is more than one."""
    if len(needs) < 2:
        return ()
    margins = [_margin(each) for each in found] if found else [None] * len(needs)
    return tuple({"needs": need, "margin": margin} for need, margin in zip(needs, margins, strict=True))


def _monthly_floors(leaf: tree.FundsAtLeast, claims: tuple[Claim, ...]) -> list[PayFloor | None]:
    return [_monthly(floor) for floor in ([leaf.amount] if leaf.amount else [claim.value for claim in claims])]


def _monthly(floor: object) -> PayFloor | None:
    """A floor by the month; None where there is no amount a month or a year."""
    if not isinstance(floor, Money | tree.Amount):
        return None
    period = floor.per if isinstance(floor, Money) else floor.period
    months = {"month": 1, "year": 12}.get(period or "")
    if months is None or not usable(floor.amount):
        return None
    amount = floor.amount / months
    return PayFloor(amount, amount, floor.currency, "month", None)
