"""Amounts in another currency: at which rates, and where there is none."""

from decimal import Decimal

import pytest

from regulations.exchange import NO_RATES, Quote, Rates


def quote(currency, denom, rate, period="2026-10-30"):
    return Quote(currency, denom, period, Decimal(rate), "FX_DAILY" if denom == "EUR" else "FX_MONTHLY", 1)


RATES = Rates(
    by_euro={"USD": quote("USD", "EUR", "1.25"), "SEK": quote("SEK", "EUR", "10")},
    by_dollar={"KES": quote("KES", "USD", "128", "2026-06"), "SEK": quote("SEK", "USD", "9", "2026-06")},
)


@pytest.mark.parametrize(
    ("amount", "currency", "into", "result"),
    [
        ("31000", "SEK", "EUR", "3100"),
        ("100", "EUR", "SEK", "1000"),
        ("125", "USD", "SEK", "1000"),
        ("100", "EUR", "EUR", "100"),
        ("160", "KES", "EUR", "1"),
        ("1", "EUR", "KES", "160"),
    ],
)
def test_an_amount_is_converted_without_rounding(amount, currency, into, result):
    assert RATES.convert(Decimal(amount), currency, into).amount == Decimal(result)


def test_every_rate_on_the_way_is_named():
    converted = RATES.convert(Decimal(160), "KES", "SEK")

    assert [(each.currency, each.denom, each.period) for each in converted.quotes] == [
        ("KES", "USD", "2026-06"),
        ("USD", "EUR", "2026-10-30"),
        ("SEK", "EUR", "2026-10-30"),
    ]


def test_a_daily_rate_goes_before_a_monthly_one():
    assert RATES.convert(Decimal(10), "SEK", "EUR").quotes == (RATES.by_euro["SEK"],)


def test_an_amount_in_the_wanted_currency_needs_no_rate():
    assert NO_RATES.convert(Decimal(5), "AED", "AED").quotes == ()


@pytest.mark.parametrize(("currency", "into"), [("AED", "EUR"), ("EUR", "AED"), ("AED", "KES")])
def test_a_currency_without_a_rate_is_not_guessed(currency, into):
    assert RATES.convert(Decimal(5), currency, into) is None


def test_without_the_dollar_no_monthly_rate_leads_anywhere():
    lone = Rates(by_euro={}, by_dollar=RATES.by_dollar)

    assert lone.convert(Decimal(5), "KES", "EUR") is None
    assert lone.currencies() == {"EUR"}


def test_the_currencies_amounts_can_be_given_in_are_known():
    assert RATES.currencies() == {"EUR", "USD", "SEK", "KES"}
