"""What a sum costs: two conventions, never mixed; nobody is the cheapest by a promotion or a hidden rate."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from remittances.prices import consumer
from remittances.prices.consumer import BETWEEN, BEYOND, BUDGET, SURVEYED, Wish
from tests.remittances.services import SERVICE


def rows(
    number: str, costs: tuple[float, float] = (4.0, 5.0), margin: float = 1.0, **rest: Any
) -> list[dict[str, Any]]:
    """A service with fees at 200 and 500 and one margin."""
    plain = {**SERVICE, "SERVICE": number, "FIRM": f"Firm {number}", "QUALITY": None, "MARGIN": margin, **rest}
    return [
        plain | {"AMOUNT": "USD200", "SENT": 200.0, "FEE": costs[0]},
        plain | {"AMOUNT": "USD500", "SENT": 500.0, "FEE": costs[1]},
    ]


def offers(*services: list[dict[str, Any]], amount: float = 200.0, **wish: Any) -> list[consumer.Offer]:
    """The offers of these services."""
    listed = consumer.services(row for service in services for row in service)
    return consumer.offers(listed, Wish(amount, **wish))


def numbered(found: list[consumer.Offer]) -> list[tuple[str, int | None]]:
    return [(offer.service.number, offer.place) for offer in found]


def test_the_fee_is_on_top_of_the_amount() -> None:
    (offer,) = offers(rows("001"))

    assert (offer.cost_percent, offer.paid, offer.arrives, offer.how) == (3.0, 204.0, 198.0, SURVEYED)


def test_a_fixed_budget_is_another_number() -> None:
    (offer,) = offers(rows("001"), convention=BUDGET)

    assert (offer.paid, offer.fee) == (200.0, 4.0)
    assert offer.arrives == pytest.approx(196 * 0.99)
    assert offer.cost_percent == pytest.approx(2.98)


@pytest.mark.parametrize(
    ("amount", "fee", "how"), [(200, 4.0, SURVEYED), (350, 4.5, BETWEEN), (800, 6.0, BEYOND), (500, 5.0, SURVEYED)]
)
def test_other_amounts_lie_on_the_line_and_say_so(amount: float, fee: float, how: str) -> None:
    (offer,) = offers(rows("001"), amount=amount)

    assert (offer.fee, offer.how) == (pytest.approx(fee), how)


def test_a_service_surveyed_at_one_amount_says_nothing_of_another() -> None:
    once = rows("001")[:1]

    assert numbered(offers(once)) == [("001", 1)]
    assert offers(once, amount=300.0) == []


@pytest.mark.parametrize("flag", ["RATE_UNDISCLOSED", "PROMOTION", "NEGATIVE_MARGIN", "NEGATIVE_TOTAL"])
def test_what_nobody_should_count_on_has_no_place_unless_asked_for(flag: str) -> None:
    cheap, dear = rows("001", (0.1, 0.1), QUALITY=f"{flag} NEAR_DUPLICATE"), rows("002")

    assert numbered(offers(cheap, dear)) == [("002", 1), ("001", None)]
    assert numbered(offers(cheap, dear, with_odd=True)) == [("001", 1), ("002", 2)]


def test_one_price_of_one_firm_is_one_line_with_its_other_ways() -> None:
    found = offers(rows("001", FIRM="One"), rows("002", FIRM="One", PICKUP="WALLET"), rows("003", (9.0, 9.0)))

    assert numbered(found) == [("001", 1), ("003", 2)]
    assert [each.pickup for each in found[0].others] == ["WALLET"]


def test_speed_means_that_fast_or_faster_and_channels_are_exact() -> None:
    fast, slow = rows("001", SPEED="LESS_THAN_HOUR"), rows("002", SPEED="DAYS_2", INSTRUMENT="CARD")

    assert numbered(offers(fast, slow, speed="NEXT_DAY")) == [("001", 1)]
    assert numbered(offers(fast, slow, instrument="CARD")) == [("002", 1)]
    assert offers(fast, slow, pickup="WALLET") == []


def test_an_amount_noted_in_another_currency_is_right_in_proportion() -> None:
    francs = [rows(f"00{n}", (2_000.0, 4_000.0)) for n in (1, 2, 3)]
    for service in francs:
        service[0]["SENT"], service[1]["SENT"] = 150_000.0, 375_000.0
    dollars = rows("009", (19.0, 40.0), QUALITY="CURRENCY_DOUBTFUL")
    found = {offer.service.number: offer for offer in offers(*francs, dollars, amount=150_000.0)}

    assert found["009"].cost_percent == pytest.approx(10.5)
    assert found["009"].fee == pytest.approx(0.095 * 150_000)


@pytest.mark.slow
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.floats(1, 1e6), st.floats(0, 100), st.floats(0, 100), st.floats(-20, 60), st.sampled_from(["ON_TOP", BUDGET]))
def test_what_arrives_and_what_it_costs_tell_the_same_story(
    amount: float, low: float, high: float, margin: float, convention: str
) -> None:
    (offer,) = offers(rows("001", (low, high), margin), amount=amount, convention=convention)

    lost = offer.paid - offer.arrives
    assert offer.paid >= amount or offer.paid == amount
    assert lost == pytest.approx(offer.cost_percent / 100 * amount, abs=1e-6 * amount + 1e-9)


def test_nothing_is_offered_where_nothing_is_listed_or_asked() -> None:
    assert offers() == []
    assert offers(rows("001"), amount=0.0) == []
