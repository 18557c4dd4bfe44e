"""How far a value moved."""

import pytest

from regulations.values import decode
from regulations.wording.differences import difference


def money(amount, currency="EUR"):
    return decode({"type": "money", "amount": amount, "currency": currency, "per": "year"})


def number(count, unit="person"):
    return decode({"type": "number", "number": count, "unit": unit})


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (money("48300"), money("50700"), "EUR 2,400 more (5.0%)"),
        (money("50700"), money("48300"), "EUR 2,400 less (4.7%)"),
        (money("0"), money("10"), "EUR 10 more"),
        (money("10"), money("0"), "EUR 10 less (100.0%)"),
        (money("10"), money("10"), "unchanged"),
        (money("10"), money("10", "USD"), ""),
        (number(165000), number(130000), "35,000 persons less (21.2%)"),
        (number([1, 2]), number([1, 3]), ""),
        (number(1), number(1, "permit"), ""),
        (None, money("1"), ""),
        (None, None, "unchanged"),
    ],
)
def test_a_change_is_said_where_both_are_counted_alike(before, after, words):
    assert difference(before, after).replace("\u00a0", " ") == words
