"""Amounts and periods as each language writes them."""

import datetime as dt

import pytest

from web_pages import numbers


@pytest.mark.parametrize(
    ("language", "million", "written"),
    [
        ("en", 52595.3, "52.6 billion"),
        ("fr", 52595.3, "52,6 milliards"),
        ("es", 52595.3, "52.600 millones"),
        ("es", 8970.1, "8.970 millones"),
        ("es", -1128.4, "−1.130 millones"),
        ("es", 621.4, "621 millones"),
        ("es", 1_200_000, "1,2 billones"),
        ("es", 0, "0"),
    ],
)
def test_large_amounts_are_said_as_people_say_them(language, million, written):
    assert numbers.million(million, language).replace("\u00a0", " ") == written


@pytest.mark.parametrize(("language", "written"), [("en", "May 2024"), ("es", "mayo de 2024"), ("fr", "mai 2024")])
def test_a_month_is_written_as_each_language_does(language, written):
    assert numbers.period("2024-05", language) == written


@pytest.mark.parametrize(("day", "written"), [(1, "1er juil. 2022"), (2, "2 juil. 2022"), (21, "21 juil. 2022")])
def test_only_the_first_of_a_month_is_an_ordinal_in_french(day, written):
    assert numbers.day(dt.date(2022, 7, day), "fr") == written
