"""The finder's form: what people type is understood, kept, and refused beside the field."""

import pytest
from django.http import QueryDict

from regulations.finder import flat
from regulations.forms.pathways import PathwaysForm, written_in
from regulations.rules.case import read

pytestmark = pytest.mark.django_db

DESTINATIONS = [("DEU", "Germany"), ("ESP", "Spain")]
WHOLE = (
    "nationality=India&residence=ind&destinations=DEU&occupation=software+developer&education=6&experience_years=3"
    "&age=29&salary.amount=46+000&salary.currency=euro&salary.period=year&salary.gross=true&job_offer=yes"
    "&language.1=German&level.1=B1&language.2=en&level.2=C1&dates.application=2026-02-01"
    "&facts.graduated_within_years=2&family.partner=false&family.children=0"
)


def form(query):
    return PathwaysForm(written_in(QueryDict(query)), destinations=DESTINATIONS)


def test_what_people_type_becomes_the_request_of_the_contract():
    read_form = form(WHOLE)

    assert read_form.is_valid(), read_form.errors
    assert read_form.asked == {
        "nationality": "IND",
        "residence": "IND",
        "destinations": ["DEU"],
        "occupation": "2512",
        "education": 6,
        "experience_years": "3",
        "age": 29,
        "salary": {"amount": "46000", "currency": "EUR", "period": "year", "gross": True},
        "job_offer": True,
        "languages": {"de": "B1", "en": "C1"},
        "dates": {"application": "2026-02-01"},
        "facts": {"graduated_within_years": 2},
        "family": {"partner": False, "children": 0},
    }


def test_the_address_of_an_answer_asks_the_same_again():
    first = form(WHOLE)
    assert first.is_valid(), first.errors

    again = form(first.address)

    assert again.is_valid()
    assert again.case == first.case


def test_the_short_names_and_the_codes_of_the_api_are_understood_too():
    short = form("nationality=IN&destination=DE&salary=46000&currency=EUR&application_date=2026-02-01&languages=de:B1")

    assert short.is_valid(), short.errors
    assert short.asked["salary"]["amount"] == "46000"
    assert short.asked["dates"] == {"application": "2026-02-01"}
    assert short.asked["languages"] == {"de": "B1"}


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("46000", "46000"), ("46,000", "46000"), ("46.000", "46000"), ("46 000,50", "46000.5"), ("1’234’567", "1234567")],
)
def test_an_amount_may_be_written_as_people_write_it(typed, amount):
    query = QueryDict(mutable=True)
    query.update({"nationality": "IND", "salary.amount": typed, "salary.currency": "EUR"})

    read_form = PathwaysForm(written_in(query), destinations=DESTINATIONS)

    assert read_form.is_valid()
    assert read_form.asked["salary"]["amount"] == amount


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("nationality", "Atlantis"),
        ("residence", "ZZZ"),
        ("destinations", "Atlantis"),
        ("destinations", ",".join(["DEU"] * 500)),
        ("occupation", "qqqqq"),
        ("occupation", "manager"),
        ("education", "9"),
        ("education", "university"),
        ("experience_years", "-1"),
        ("experience_years", "nan"),
        ("age", "131"),
        ("age", "twenty"),
        ("age", "29.5"),
        ("salary.amount", "-1"),
        ("salary.amount", "1" + "0" * 30),
        ("salary.amount", "1e30"),
        ("salary.amount", "much"),
        ("salary.currency", "XXXX"),
        ("salary.period", "fortnight"),
        ("job_offer", "perhaps"),
        ("language.1", "Klingonish"),
        ("level.1", "D1"),
        ("dates.application", "2026-02-30"),
        ("dates.application", "yesterday"),
        ("dates.decision", "0000-00-00"),
        ("family.children", "1000"),
        ("family.partner", "maybe"),
    ],
)
def test_what_is_out_of_range_is_told_beside_its_field_and_kept(field, typed):
    query = QueryDict(mutable=True)
    query.update({"nationality": "IND", "age": "29"} | {field: typed})

    refused = PathwaysForm(written_in(query), destinations=DESTINATIONS)

    assert not refused.is_valid()
    assert set(refused.errors) == {field}
    assert typed in refused.data.getlist(field)
    assert refused.data["age"] == ("29" if field != "age" else typed)


def test_an_amount_needs_its_currency():
    refused = form("nationality=IND&salary.amount=46000")

    assert set(refused.errors) == {"salary.currency"}


def test_a_language_needs_its_level():
    assert set(form("nationality=IND&language.1=de").errors) == {"level.1"}


def test_an_unclear_occupation_offers_its_groups():
    refused = form("nationality=IND&occupation=manager")

    assert not refused.is_valid()
    assert {each.code for each in refused.occupations} >= {"1221"}


@pytest.mark.parametrize(
    "query", ["facts.Bad+Name=1&nationality=IND", "permits=nonsense&nationality=IND", "facts.x=" + "y" * 300]
)
def test_what_no_field_shows_is_refused_in_words(query):
    refused = form(query + "&nationality=IND")

    assert not refused.is_valid()
    assert refused.non_field_errors()


def test_a_form_nobody_filled_in_is_not_bound():
    assert not PathwaysForm(None, destinations=DESTINATIONS).is_bound


def test_hostile_bytes_are_no_error_of_ours():
    refused = form("nationality=%00&occupation=%00%ff&age=%00&salary.amount=٤٦٠٠٠&facts.%00=1&dates.entry=%00")

    assert not refused.is_valid()


def test_flat_and_nested_are_two_ways_of_writing_one_case():
    asked = {"nationality": "IND", "salary": {"amount": "46000", "currency": "EUR"}, "job_offer": True, "age": 29}
    asked |= {"languages": {"de": "B1"}, "facts": {"graduated": True, "years": 2}, "permits": ["DE-EUBC", "DE-EXP"]}

    lists = {}
    for name, value in flat.flattened(asked):
        lists.setdefault(name, []).append(value)

    assert flat.nested(lists.items()) == asked
    assert read(flat.nested(lists.items())) == read(asked)
