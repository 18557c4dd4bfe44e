"""What a sender pays for an amount: listed services compared, for people rather than for statistics. Pure.

Two questions have two answers and never share a list. ON_TOP: I send the amount A and pay the fee on top, A + F.
BUDGET: I have B, and the fee comes out of it. In both, what arrives is valued at the market rate in the currency
sent, because services pay out in different currencies.

A service is never called the cheapest when its rate is undisclosed or its price a promotion or an artefact of the rate,
unless a reader asks for it; such services are listed after the others, without a place. One firm at one price with two
ways of pick-up is one line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Any, Final

from remittances.prices import codes, flags, formulas

ON_TOP, BUDGET = "ON_TOP", "BUDGET"
# How a price for an amount came about: surveyed, on the line between the two surveyed amounts, or beyond them.
SURVEYED, BETWEEN, BEYOND = "SURVEYED", "BETWEEN", "BEYOND"
_SAME: Final = 1e-9
ANY: Final = ""


@dataclass(frozen=True, slots=True)
class Price:
    """What one service charged for one surveyed amount, in the currency sent."""

    sent: float
    fee: float
    margin_percent: float


@dataclass(frozen=True, slots=True)
class Service:
    """A listed service with its prices by amount (USD200, USD500) and what is odd about them."""

    number: str
    firm: str
    firm_type: str
    instrument: str
    pickup: str
    speed: str
    prices: Mapping[str, Price]
    quality: frozenset[str]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """A service at the amount asked for. `place` is 1 for the cheapest; None for what is listed without a place.

    `paid` and `arrives` are in the currency sent, `arrives` valued at the market rate. `others` are ways of pick-up and
    payment that the same firm offers at the same price.
    """

    service: Service
    cost_percent: float
    fee: float
    paid: float
    arrives: float
    how: str
    place: int | None = None
    others: tuple[Service, ...] = ()


@dataclass(frozen=True, slots=True)
class Wish:
    """What a sender asks for; empty texts stand for any."""

    amount: float
    convention: str = ON_TOP
    speed: str = ANY
    instrument: str = ANY
    pickup: str = ANY
    with_odd: bool = False

    def admits(self, service: Service) -> bool:
        """Whether a service is what the sender asks for; a speed means that fast or faster."""
        in_time = self.speed == ANY or _days(service.speed) <= _days(self.speed)
        paid = self.instrument in {ANY, service.instrument} or service.instrument == codes.SEVERAL
        return in_time and paid and self.pickup in {ANY, service.pickup}


def services(rows: Iterable[Mapping[str, Any]]) -> list[Service]:
    """The services of a corridor in one quarter out of the rows of REM_PRICE_SERVICE, which hold one amount each."""
    found: dict[str, Service] = {}
    for row in rows:
        own = found.get(row["SERVICE"]) or _service(row)
        quality = own.quality | set((row["QUALITY"] or "").split())
        prices = dict(own.prices)
        if (price := _price(row)) is not None:
            prices[row["AMOUNT"]] = price
        found[own.number] = replace(own, prices=prices, quality=quality)
    return [found[number] for number in sorted(found)]


def usual_amount(listed: Sequence[Service], amount: str = codes.USD200) -> float | None:
    """The amount that stands for 200 (or 500) dollars in the currency sent; None where nothing is listed."""
    known = [service.prices[amount].sent for service in listed if amount in service.prices]
    return median(known) if known else None


def offers(listed: Sequence[Service], wish: Wish) -> list[Offer]:
    """The services that meet a wish, cheapest first, then those without a place; near duplicates as one."""
    usual = usual_amount(listed)
    if usual is None or wish.amount <= 0:
        return []
    made = [offer for service in listed if wish.admits(service) and (offer := _offer(service, wish, usual)) is not None]
    ranked = sorted((each for each in made if wish.with_odd or is_sound(each.service)), key=_order)
    rest = sorted((each for each in made if not (wish.with_odd or is_sound(each.service))), key=_order)
    placed = [replace(each, place=place) for place, each in enumerate(_collapsed(ranked), 1)]
    return [*placed, *_collapsed(rest)]


def is_sound(service: Service) -> bool:
    """Whether a service may be called the cheapest: rate disclosed, no promotion, no artefact of the rate."""
    return not service.quality & set(flags.NOT_CHEAPEST)


def _service(row: Mapping[str, Any]) -> Service:
    return Service(
        number=row["SERVICE"],
        firm=row["FIRM"] or "",
        firm_type=row["FIRM_TYPE"],
        instrument=row["INSTRUMENT"],
        pickup=row["PICKUP"],
        speed=row["SPEED"],
        prices={},
        quality=frozenset(),
        note=row["NOTE"] or "",
    )


def _price(row: Mapping[str, Any]) -> Price | None:
    known = (row["SENT"], row["FEE"], row["MARGIN"])
    return None if None in known or not row["SENT"] else Price(*known)


def _days(speed: str) -> int:
    return codes.DAYS.get(speed, 99)


def _order(offer: Offer) -> tuple[float, str]:
    return offer.cost_percent, offer.service.number


def _offer(service: Service, wish: Wish, usual: float) -> Offer | None:
    """A service at the amount wished for; None where its survey says nothing about it."""
    first = service.prices.get(codes.USD200)
    # An amount printed in another currency than its peers is right in proportion: its own 200 dollars are the measure.
    scale = first.sent / usual if first and "CURRENCY_DOUBTFUL" in service.quality else 1.0
    found = _at(service, wish.amount * scale)
    if found is None:
        return None
    price, how = found
    fee, rate = price.fee / scale, 1 - price.margin_percent / 100
    if wish.convention == BUDGET:
        cost = formulas.cost_of_budget_percent(wish.amount, fee, rate, 1.0)
        arrives = formulas.received_from_budget(wish.amount, fee, rate)
        return Offer(service, cost, fee, wish.amount, arrives, how)
    cost = formulas.total_cost_percent(fee, wish.amount, price.margin_percent)
    paid = formulas.paid_on_top(wish.amount, fee)
    return Offer(service, cost, fee, paid, formulas.received(wish.amount, rate), how)


def _at(service: Service, amount: float) -> tuple[Price, str] | None:
    """Fee and margin at an amount: as surveyed, or on the straight line through the two surveyed amounts."""
    known = sorted(service.prices.values(), key=lambda price: price.sent)
    for price in known:
        if abs(price.sent - amount) <= _SAME * amount:
            return price, SURVEYED
    if len(known) != 2 or known[0].sent == known[1].sent:
        return None
    low, high = known
    way = (amount - low.sent) / (high.sent - low.sent)
    fee = max(0.0, low.fee + way * (high.fee - low.fee))
    # The margin is a rate: beyond the surveyed amounts the nearer one's is taken rather than a line drawn on.
    within = min(1.0, max(0.0, way))
    margin = low.margin_percent + within * (high.margin_percent - low.margin_percent)
    return Price(amount, fee, margin), BETWEEN if 0 < way < 1 else BEYOND


def _collapsed(ordered: Sequence[Offer]) -> Iterator[Offer]:
    """One offer for all of a firm at one price and speed class, the first of them, with the others named."""
    same: dict[tuple[str, float], list[Offer]] = {}
    for offer in ordered:
        same.setdefault((offer.service.firm, round(offer.cost_percent, 2)), []).append(offer)
    for first, *others in same.values():
        yield replace(first, others=tuple(each.service for each in others))
