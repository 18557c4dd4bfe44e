"""Exchange rates come out of the published datasets: the last up to a day, none that is too old."""

from datetime import date
from decimal import Decimal

import pytest

from regulations.queries.exchange import rates_on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rates"), pytest.mark.slow]


def test_the_last_rate_up_to_the_day_counts():
    assert rates_on(date(2026, 2, 27)).by_euro["SEK"].rate == Decimal("11.0")
    assert rates_on(date(2026, 2, 26)).by_euro["SEK"].rate == Decimal("10.0")


def test_a_day_after_the_last_rate_gets_the_last_one_with_its_own_date():
    quote = rates_on(date(2026, 11, 22)).by_euro["SEK"]

    assert (quote.period, quote.dataset_id, quote.release) == ("2026-02-27", "FX_DAILY", 1)


def test_a_currency_not_quoted_for_long_has_no_rate():
    assert "GBP" not in rates_on(date(2026, 2, 27)).by_euro
    assert "GBP" in rates_on(date(2026, 1, 6)).by_euro


def test_a_currency_the_daily_table_lacks_is_reached_by_month():
    converted = rates_on(date(2026, 2, 27)).convert(Decimal(1600), "KES", "EUR")

    assert converted.amount == Decimal(10)
    assert [quote.period for quote in converted.quotes] == ["2026-01", "2026-02-27"]


@pytest.mark.parametrize("day", [date(1, 1, 1), date(2020, 1, 1)])
def test_before_the_first_rate_there_is_none(day):
    assert rates_on(day).currencies() == {"EUR"}


def test_rates_of_a_day_are_read_once(django_assert_num_queries):
    rates_on(date(2026, 2, 20))

    with django_assert_num_queries(2):
        rates_on(date(2026, 2, 20))
