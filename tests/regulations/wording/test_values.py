"""Typed values in plain words, in three languages."""

from decimal import Decimal

import pytest
from django.utils import translation

from regulations.values import (
    Contact,
    Duration,
    Flag,
    ItemList,
    Money,
    Number,
    ReferenceMultiple,
    StatedNone,
    Term,
)
from regulations.wording.durations import length
from regulations.wording.values import say

CASES = [
    (Money(amount=Decimal("50700.00"), currency="EUR", per="year", gross_net="gross"), "EUR 50,700 a year, gross"),
    (Money(amount=Decimal("45934.20"), currency="EUR", per="year", gross_net="net"), "EUR 45,934.20 a year, net"),
    (Money(amount=Decimal("0"), currency="MXN", per="application"), "MXN 0 per application"),
    (Money(amount=Decimal("85"), currency="CAD"), "CAD 85"),
    (Money(amount=Decimal("20"), currency="USD", per="square_metre"), "USD 20 / square metre"),
    (Duration(iso8601="P3M", bound="max"), "At most 3 months"),
    (Duration(iso8601="P1Y10M"), "1 year, 10 months"),
    (Duration(iso8601="P24M", bound="min"), "At least 24 months"),
    (Duration(iso8601="P1D", day_basis="working"), "1 working day"),
    (Duration(iso8601="P10D", day_basis="working", bound="max"), "At most 10 working days"),
    (Duration(iso8601="P3W", bound="range_low"), "From 3 weeks"),
    (Number(number=16, unit="year", op=">="), "At least 16 years"),
    (Number(number=Decimal("0.20"), unit="share", op="<="), "At most 20%"),
    (Number(number=Decimal("0.80"), unit="share_of_full_time"), "80% of full time"),
    (Number(number=1, unit="permit"), "1 permit"),
    (Number(number=4500, unit="permit"), "4,500 permits"),
    (Number(number=20, unit="hour_per_week"), "20 hours a week"),
    (Number(number=Decimal("37.5"), unit="hour_per_week"), "37.5 hours a week"),
    (Number(number=3, unit="berth"), "3 berth"),
    (Number(number=(164850, 165850), unit="person"), "164,850 persons; 165,850 persons"),
    (Flag(value=True), "Yes"),
    (Flag(value=False), "No"),
    (Term(term="deemed_refused"), "It counts as refused"),
    (ReferenceMultiple(coefficient=Decimal("0.453"), indicator="SE.median_monthly"),
     "45.3% of the median monthly salary (Sweden)"),
    (ReferenceMultiple(coefficient=Decimal("1.5"), indicator="SE.median_monthly"),
     "1.5 × the median monthly salary (Sweden)"),
    (ReferenceMultiple(coefficient=Decimal("2"), indicator="XX.unnamed"), "2 × XX.unnamed"),
    (Contact(name="Migrationsverket", phone="+46 771 235 235"), "Migrationsverket · +46 771 235 235"),
    (StatedNone(), "None, as the source states"),
    (None, "The source gives no value."),
]  # fmt: skip


@pytest.mark.parametrize(("value", "words"), CASES)
def test_a_value_is_said_in_plain_english(value, words):
    assert say(value).text.replace("\u00a0", " ") == words
    assert not say(value).language


@pytest.mark.parametrize(("language", "words"), [("en", "2 years"), ("es", "2 años"), ("fr", "2 ans")])
def test_lengths_of_time_follow_the_readers_language(language, words):
    with translation.override(language):
        assert words in say(Duration(iso8601="P2Y", bound="max")).text


@pytest.mark.parametrize(("language", "words"), [("en", "50,700"), ("es", "50.700"), ("fr", "50\u202f700")])
def test_amounts_follow_the_readers_language(language, words):
    with translation.override(language):
        assert words in say(Money(amount=Decimal(50700), currency="EUR", per="year")).text


def test_a_term_that_is_no_code_keeps_its_language():
    phrase = say(Term(term="favourable ENISA report"))

    assert (phrase.text, phrase.language) == ("Favourable ENISA report", "en")


def test_a_name_keeps_its_own_capitals():
    assert say(Term(term="eMigrate")).text == "eMigrate"


def test_a_list_is_one_line_and_its_parts():
    phrase = say(ItemList(items=("sponsorship", "nomination", "visa")))

    assert phrase.text == "Sponsorship, nomination, visa"
    assert phrase.parts == ("sponsorship", "nomination", "visa")
    assert phrase.language == "en"


def test_entries_that_hold_commas_are_told_apart_by_semicolons():
    assert say(ItemList(items=("a, b", "c"))).text == "A, b; c"


def test_a_list_of_quantities_is_in_the_readers_language():
    stay = ItemList(items=(Duration(iso8601="P180D", bound="min"), Duration(iso8601="P4Y", bound="max")))

    assert say(stay).parts == ("at least 180 days", "at most 4 years")
    assert not say(stay).language


def test_a_table_by_age_reads_as_a_table():
    phrase = say(ItemList(items=("23:5600", "45+:10700")))

    assert phrase.parts == ("23: 5,600", "45+: 10,700")
    assert not phrase.language


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "name"), [("en", "Cambodia"), ("fr", "Cambodge"), ("es", "Camboya")])
def test_country_codes_in_a_list_are_named(language, name):
    with translation.override(language):
        assert name in say(ItemList(items=("AF", "KH"))).parts[1]


def test_a_length_that_is_none_is_refused():
    with pytest.raises(ValueError, match="no ISO 8601"):
        length("PT3H", "en")
