"""Costs: who pays, for whom, what is in a total, and what is left out of it."""

from datetime import date
from decimal import Decimal

import pytest

from regulations.finder.costs import costs, totals
from regulations.rules.case import Family
from regulations.rules.record import Claim, PermitRecord
from regulations.values import Flag, ItemList, Money

DAY = date(2026, 11, 22)
ALONE = Family()


def fee(key, amount, currency="EUR", per="application", claim="", **days):
    return Claim(
        key=key, element="e04", claim=claim, value=Money(amount=Decimal(amount), currency=currency, per=per), **days
    )


def record(*claims, permit="XX-TEST"):
    provisions = {}
    for each in claims:
        provisions[each.key] = (*provisions.get(each.key, ()), each)
    return PermitRecord(permit=permit, jurisdiction="XX", provisions=provisions)


def test_an_employers_fee_is_the_employers_and_may_not_be_passed_on_where_a_source_says_so():
    recovery = Claim(key="fee_recovery_from_worker", element="e04", value=Flag(value=False))
    (found,) = costs(record(fee("fee_employer_assessment", 1000, "CAD", "position"), recovery), DAY, ALONE)

    assert (found.payer, found.may_pass_on) == ("employer", "no")


def test_who_pays_is_not_guessed():
    (found,) = costs(record(fee("fee_processing", 100)), DAY, ALONE)

    assert (found.payer, found.may_pass_on) == ("not_stated", "not_stated")


@pytest.mark.parametrize(
    ("family", "total"),
    [
        (Family(), 825),
        (Family(partner=False, children=0), 825),
        (Family(partner=True), 825 + 825),
        (Family(partner=True, children=2), 825 + 825 + 2 * 225),
    ],
)
def test_a_familys_fees_fall_due_with_who_comes_along(family, total):
    held = record(
        fee("fee_processing_principal_statutory", 825, "CAD"),
        fee("fee_processing_spouse_statutory", 825, "CAD", "person"),
        fee("fee_processing_child_statutory", 225, "CAD", "person"),
    )

    (found,) = totals(costs(held, DAY, family))

    assert (found.payer, found.lowest) == ("worker", total)


def test_fees_that_sources_disagree_about_are_shown_and_in_no_total():
    held = record(fee("fee_processing", 20000, "KES", claim="a"), fee("fee_processing", 100, "USD", claim="b"))

    found = costs(held, DAY, ALONE)

    assert [cost.competing for cost in found] == [True, True]
    assert totals(found) == ()


def test_currencies_and_rhythms_are_never_added_up():
    held = record(fee("fee_processing", 100), fee("fee_visa", 50, "GBP"), fee("fee_health", 1035, "GBP", "person_year"))

    found = {(total.currency, total.every): total.lowest for total in totals(costs(held, DAY, ALONE))}

    assert found == {("EUR", ""): 100, ("GBP", ""): 50, ("GBP", "year"): 1035}


def test_a_range_gives_a_range():
    both = ItemList(items=tuple(Money(amount=Decimal(each), currency="GBP") for each in (769, 1519)))
    held = record(Claim(key="fee_visa_outside", element="e04", value=both), fee("fee_biometrics", 20, "GBP"))

    (found,) = totals(costs(held, DAY, ALONE))

    assert (found.lowest, found.highest) == (789, 1539)


def test_a_fee_that_does_not_hold_on_the_day_is_left_out():
    held = record(fee("fee_processing", 100, valid_to=date(2025, 1, 1)), fee("fee_new", 1, valid_from=date(2027, 1, 1)))

    assert costs(held, DAY, ALONE) == ()
