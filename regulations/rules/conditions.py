"""Reads the conditions of a permit from JSON and says place by place what is wrong with them. Pure.

`decode` checks the form; `faults_against` checks that every leaf stands on a provision which can carry it. Sentences
are English: authors of content read them, not visitors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

import msgspec

from regulations.rules import tree
from regulations.rules.tables import parse_table
from regulations.values import Duration, ItemList, Money, Number, ReferenceMultiple, StatedNone, Term, Value

# A tree deeper or larger than law ever was is a mistake of a program.
MAX_DEPTH = 24
MAX_LEAVES = 400
LARGEST = Decimal(10) ** 12

_AT = re.compile(r"^(?P<problem>.*?)(?: - at `(?P<where>[^`]*)`)?$", re.DOTALL)


class Fault(msgspec.Struct, frozen=True):
    """What is wrong, where in the file (a path such as `$.conditions.of[1].years`), and how to mend it."""

    where: str
    problem: str
    mend: str


class InvalidConditions(ValueError):
    """The conditions cannot be used; `faults` lists everything that was found."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(f"{fault.where}: {fault.problem} ({fault.mend})" for fault in faults))
        self.faults = faults


def decode(raw: bytes | str) -> tree.Conditions:
    """The conditions that a file holds. Raises InvalidConditions."""
    try:
        conditions = msgspec.json.decode(raw, type=tree.Conditions)
    except msgspec.ValidationError as refusal:
        raise InvalidConditions([_fault(refusal)]) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as refusal:
        raise InvalidConditions([Fault("$", f"not JSON: {refusal}", "Mend the brackets, commas or quotes.")]) from None
    except RecursionError:
        raise InvalidConditions([Fault("$", "nested too deep", f"Nest at most {MAX_DEPTH} levels.")]) from None
    if faults := list(_faults_of_form(conditions)):
        raise InvalidConditions(faults)
    return conditions


def encode(conditions: tree.Conditions) -> bytes:
    """The JSON of `conditions`, indented; `decode` gives the same back."""
    return msgspec.json.format(msgspec.json.Encoder(decimal_format="number").encode(conditions), indent=2) + b"\n"


def nodes(node: tree.Node, where: str = "$.conditions") -> Iterator[tuple[str, tree.Node]]:
    """`node` and all under it, each with its place in the file; the rows of points grids included."""
    yield where, node
    if isinstance(node, tree.All | tree.Any | tree.AtLeast):
        for index, part in enumerate(node.of):
            yield from nodes(part, f"{where}.of[{index}]")
    elif isinstance(node, tree.Not):
        yield from nodes(node.of, f"{where}.of")
    elif isinstance(node, tree.PointsGrid):
        for index, factor in enumerate(node.factors):
            for place, row in enumerate(factor.rows):
                yield from nodes(row.when, f"{where}.factors[{index}].rows[{place}].when")


def leaves(node: tree.Node) -> Iterator[tree.Leaf]:
    """Every leaf under `node`, in the order of the file."""
    return (found for _, found in nodes(node) if not isinstance(found, tree.All | tree.Any | tree.AtLeast | tree.Not))


def provisions(node: tree.Node) -> Iterator[tuple[str, str]]:
    """Every key of a provision that the tree points to, with its place in the file."""
    for where, found in nodes(node):
        if isinstance(found, tree.All | tree.Any | tree.AtLeast | tree.Not):
            continue
        yield f"{where}.provision", found.provision
        if found.dated_by:
            yield f"{where}.dated_by", found.dated_by
        if isinstance(found, tree.PointsGrid):
            yield from ((f"{where}.factors[{n}].provision", each.provision) for n, each in enumerate(found.factors))


def faults_against(conditions: tree.Conditions, held: Mapping[str, tuple[Value | None, ...]]) -> list[Fault]:
    """What is wrong with `conditions`, given the values that each provision of the permit has had, by key."""
    faults = [
        Fault(where, f"the permit has no provision “{key}”", f"Name one of: {', '.join(sorted(held)) or 'none held'}.")
        for where, key in provisions(conditions.conditions)
        if key not in held
    ]
    for where, node in nodes(conditions.conditions):
        if not isinstance(node, tree.All | tree.Any | tree.AtLeast | tree.Not):
            faults += [
                Fault(f"{where}.provision", problem, "Point to a provision that has one, or write a literal.")
                for problem in _unfit(node, held.get(node.provision, ()))
            ]
    return faults


def _fault(refusal: msgspec.ValidationError) -> Fault:
    found = _AT.match(str(refusal))
    problem, where = (found["problem"], found["where"] or "$") if found else (str(refusal), "$")
    return Fault(where, problem, "See docs/reference/conditions.md for what may stand here.")


def _faults_of_form(conditions: tree.Conditions) -> Iterator[Fault]:
    """What the types do not say: depth, size, one meaning for each id, limits that make sense."""
    seen: dict[str, tree.Leaf] = {}
    count = 0
    for where, node in nodes(conditions.conditions):
        count += 1
        if where.count(".of") + where.count(".rows") > MAX_DEPTH:
            yield Fault(where, "nested too deep", f"Nest at most {MAX_DEPTH} levels.")
            return
        if isinstance(node, tree.AtLeast) and node.n > len(node.of):
            yield Fault(f"{where}.n", f"{node.n} of {len(node.of)} can never be met", "Ask for fewer, or add parts.")
        if isinstance(node, tree.All | tree.Any | tree.AtLeast | tree.Not):
            continue
        known = seen.setdefault(node.id, node)
        if known != node:
            yield Fault(f"{where}.id", f"“{node.id}” already names another condition", "Give each its own id.")
        yield from _faults_of_leaf(where, node)
    if count > MAX_LEAVES:
        yield Fault("$.conditions", f"{count} nodes", f"Write at most {MAX_LEAVES}.")


def _faults_of_leaf(where: str, leaf: tree.Leaf) -> Iterator[Fault]:
    """Contradictions inside one leaf."""
    if isinstance(leaf, tree.AgeIs | tree.FactIs) and _upside_down(leaf.min, leaf.max):
        yield Fault(f"{where}.min", f"{leaf.min} is above max {leaf.max}", "Swap them.")
    if isinstance(leaf, tree.FactIs) and _ways_of_comparing(leaf) > 1:
        yield Fault(where, "a fact is compared in more than one way", "Keep one of is, one_of, min/max, unit.")
    if isinstance(leaf, tree.FamilyIs) and leaf.partner is None and leaf.children_max is None:
        yield Fault(where, "says nothing about the family", "Give partner or children_max.")
    for field, number in _literals(leaf):
        if not number.is_finite() or not 0 <= abs(number) <= LARGEST:
            yield Fault(f"{where}.{field}", f"{number} is no usable number", "Write a plain number.")
    if isinstance(leaf, tree.PointsGrid):
        for index, factor in enumerate(leaf.factors):
            if sum(map(bool, (factor.rows, factor.by, factor.fact))) != 1:
                mend = "Keep `by` for a table in the provision, `fact` for points that the person tells, or `rows`."
                yield Fault(f"{where}.factors[{index}]", "a factor needs either `by`, `fact` or `rows`", mend)
            elif factor.fact and factor.max is None:
                yield Fault(f"{where}.factors[{index}]", "points that a person tells have no limit", "Give `max`.")
    if isinstance(leaf, tree.Dated):
        yield from _faults_of_days(where, leaf)


def _upside_down(low: int | Decimal | None, high: int | Decimal | None) -> bool:
    return low is not None and high is not None and low > high


def _faults_of_days(where: str, leaf: tree.Dated) -> Iterator[Fault]:
    if leaf.from_ is None and leaf.before is None:
        yield Fault(where, "names no day", "Give from, before, or both.")
    elif leaf.from_ and leaf.before and leaf.from_ >= leaf.before:
        yield Fault(f"{where}.before", f"{leaf.before} is not after from {leaf.from_}", "Swap them.")


def _ways_of_comparing(leaf: tree.FactIs) -> int:
    bounded = leaf.min is not None or leaf.max is not None
    return sum((leaf.is_ is not None, leaf.one_of is not None, bounded, leaf.unit is not None))


def _literals(leaf: tree.Leaf) -> Iterator[tuple[str, Decimal]]:
    """Every number that an author wrote into the leaf."""
    if isinstance(leaf, tree.FactIs):
        yield from ((name, number) for name, number in (("min", leaf.min), ("max", leaf.max)) if number is not None)
    elif isinstance(leaf, tree.ExperienceAtLeast) and leaf.years is not None:
        yield "years", leaf.years
    elif isinstance(leaf, tree.SalaryAtLeast | tree.FundsAtLeast) and leaf.amount is not None:
        yield "amount.amount", leaf.amount.amount
    elif isinstance(leaf, tree.PointsGrid):
        yield from (("pass_mark", number) for number in (leaf.pass_mark,) if number is not None)
        for index, factor in enumerate(leaf.factors):
            yield from (("max", factor.max),) if factor.max is not None else ()
            yield from ((f"factors[{index}].rows[{n}].points", row.points) for n, row in enumerate(factor.rows))


def _unfit(leaf: tree.Leaf, values: tuple[Value | None, ...]) -> Iterator[str]:
    """Why values of a provision cannot give the leaf its number; a value that is not held is no fault."""
    present = [value for value in values if value is not None]
    match leaf:
        case tree.AgeIs(min=None, max=None):
            yield from _others(present, (Number,), "a number with op")
        case tree.ExperienceAtLeast(years=None):
            yield from _others(present, (Duration,), "a duration")
        case tree.SalaryAtLeast(ask=str()) | tree.NationalityIn(ask=str()) | tree.PointsGrid(ask=str()):
            return
        case tree.SalaryAtLeast(amount=None):
            yield from _others(present, (Money, ReferenceMultiple, ItemList, StatedNone), "money or a multiple")
        case tree.FundsAtLeast(amount=None):
            yield from _others(present, (Money, ReferenceMultiple), "money or a multiple")
        case tree.PointsGrid(pass_mark=None):
            yield from _others(present, (Number, StatedNone), "a number")
        case tree.QuotaAvailable():
            yield from _others(present, (Number, StatedNone, Term), "a number")
        case tree.FactIs(unit=str()):
            yield from _others(present, (Number, Duration, Money), "a number, a duration or an amount")
        case tree.SalaryByAge():
            yield from (f"“{item}” is no row of a table" for value in present for item in _unreadable(value))
        case (
            tree.NationalityIn(countries=None)
            | tree.NationalityNotIn(countries=None)
            | tree.ResidenceIn(countries=None)
            | tree.ResidenceNotIn(countries=None)
            | tree.DestinationIn(countries=None)
        ):
            yield from _others(present, (ItemList,), "a list of countries")


def _others(values: list[Value], kinds: tuple[type, ...], wanted: str) -> Iterator[str]:
    found = {type(value).__name__ for value in values if not isinstance(value, kinds)}
    if found:
        yield f"needs {wanted}, the provision has {', '.join(sorted(found))}"


def _unreadable(value: Value) -> Iterator[str]:
    items = value.items if isinstance(value, ItemList) else (str(value),)
    return (str(item) for item in items if not parse_table((item,)))
