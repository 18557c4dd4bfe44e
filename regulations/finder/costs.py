"""What a permit costs, who pays, and whether it may be passed on to the worker, as far as the record says. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Final, Literal, TypeAlias

import msgspec

from regulations.elements import Element
from regulations.rules.case import Family
from regulations.rules.record import Claim, PermitRecord
from regulations.values import Flag, ItemList, Money, Value

Payer: TypeAlias = Literal["worker", "employer", "not_stated"]
MayPassOn: TypeAlias = Literal["yes", "no", "not_stated"]

# Who pays is said by sources in words, not as a value. Where one does, the key carries it ("fee_employer_assessment"),
# or it stands here beside the words.
_PAYER_IN_KEY: Final[Mapping[str, Payer]] = {
    "employer": "employer",
    "principal": "worker",  # "for the principal applicant"
    "spouse": "worker",
    "child": "worker",
    "holder": "worker",
    "worker": "worker",
}
_PAYER_IN_TEXT: Final[Mapping[tuple[str, str], Payer]] = {
    ("SE-WP", "fee_processing"): "worker"
}  # "Fee for the worker."
_RECOVERY: Final = "fee_recovery_from_worker"
# Once, or again every year or month; a total never mixes the two.
_AGAIN: Final = {"year": "year", "person_year": "year", "month": "month"}


class Cost(msgspec.Struct, frozen=True, kw_only=True):
    """One fee. `highest` where the source gives a range; `times` for each of several persons; `competing` where sources
    disagree about it, so that it stands in no total. `exact` False: the amount is where the fee begins."""

    key: str
    amount: Decimal
    highest: Decimal | None = None
    currency: str
    per: str
    payer: Payer
    may_pass_on: MayPassOn
    times: int = 1
    competing: bool = False
    exact: bool = True
    claim: Claim

    @property
    def every(self) -> str:
        """ "year" or "month" where it falls due again, else empty."""
        return _AGAIN.get(self.per, "")


class Total(msgspec.Struct, frozen=True, kw_only=True):
    """What one payer pays in one currency, at once (`every` empty) or again every year or month."""

    payer: Payer
    currency: str
    every: str
    lowest: Decimal
    highest: Decimal
    exact: bool


def costs(record: PermitRecord, day: date, family: Family) -> tuple[Cost, ...]:
    """The fees that hold on `day` for the person and those who come along; those of others are left out."""
    recovery = {claim.value for claim in record.claims_on(_RECOVERY, day)}
    passing: MayPassOn = "no" if recovery == {Flag(value=False)} else "not_stated"
    return tuple(
        cost
        for key in record.provisions
        for claim, competing in _fees(record.claims_on(key, day), key)
        for cost in _read(record.permit, claim, family, passing, competing)
    )


def totals(found: Iterable[Cost]) -> tuple[Total, ...]:
    """Sums by payer, currency and rhythm, the worker's first. Fees that sources disagree about are in none."""
    sums: dict[tuple[Payer, str, str], list[Cost]] = {}
    for cost in found:
        if not cost.competing:
            sums.setdefault((cost.payer, cost.currency, cost.every), []).append(cost)
    order = ("worker", "employer", "not_stated")
    return tuple(_total(*key, sums[key]) for key in sorted(sums, key=lambda key: (order.index(key[0]), key[1:])))


def _total(payer: Payer, currency: str, every: str, parts: list[Cost]) -> Total:
    return Total(
        payer=payer,
        currency=currency,
        every=every,
        lowest=sum((part.amount * part.times for part in parts), Decimal(0)),
        highest=sum(((part.highest or part.amount) * part.times for part in parts), Decimal(0)),
        exact=all(part.exact for part in parts),
    )


def _fees(claims: tuple[Claim, ...], key: str) -> Iterator[tuple[Claim, bool]]:
    """The claims that are fees, each with whether it has a competitor."""
    if "fee" in key and claims and claims[0].element in (Element.TIME_AND_FEES, Element.DEPENDANTS):
        yield from ((claim, len(claims) > 1) for claim in claims)


def _read(permit: str, claim: Claim, family: Family, passing: MayPassOn, competing: bool) -> Iterator[Cost]:
    amounts = _amounts(claim.value)
    times = _persons(claim.key, family)
    if not amounts or not times:
        return
    payer = _payer(permit, claim.key)
    yield Cost(
        key=claim.key,
        amount=min(each.amount for each in amounts),
        highest=max(each.amount for each in amounts) if len(amounts) > 1 else None,
        currency=amounts[0].currency,
        per=amounts[0].per or "application",
        payer=payer,
        may_pass_on=passing if payer == "employer" else "not_stated",
        times=times,
        competing=competing,
        exact=not claim.key.endswith(("_from", "_base")),
        claim=claim,
    )


def _amounts(value: Value | None) -> list[Money]:
    """The amounts of a fee, in one currency: one, or the ends of a range."""
    if isinstance(value, Money):
        return [value]
    listed = [item for item in value.items if isinstance(item, Money)] if isinstance(value, ItemList) else []
    return listed if len({item.currency for item in listed}) == 1 else []


def _persons(key: str, family: Family) -> int:
    """How many of those who go owe it: a spouse's fee falls due with a partner, a child's with each child."""
    if "spouse" in key or "partner" in key:
        return 1 if family.partner else 0
    if "child" in key:
        return family.children or 0
    if "family" in key or "dependant" in key:
        return (1 if family.partner else 0) + (family.children or 0)
    return 1


def _payer(permit: str, key: str) -> Payer:
    parts = key.split("_")
    in_key = next((payer for part, payer in _PAYER_IN_KEY.items() if part in parts), None)
    return in_key or _PAYER_IN_TEXT.get((permit, key), "not_stated")
