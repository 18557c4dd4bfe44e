"""A form for each kind of value: what is shown is what was stored, and what is wrong is said."""

from __future__ import annotations

import pytest

from regulations import values
from regulations.carried import content
from regulations.carried.reading import value_of
from regulations.forms.values import FORMS, KIND_NAMES, kind_of

INDICATOR = ("DE.BBG.RV.annual", "the ceiling")


def form(kind: str, data: dict[str, object] | None = None, **initial: object):
    more = {"indicators": [INDICATOR]} if kind == "reference_multiple" else {}
    return FORMS[kind](data, initial=initial, **more)


def test_every_kind_has_a_form_and_a_name():
    assert set(FORMS) == set(KIND_NAMES) == {*values.TYPES, "none", "unstated"}


@pytest.mark.slow
def test_every_carried_value_comes_back_from_its_form_as_it_went_in():
    """Whoever opens a fact and keeps it unchanged has changed nothing."""
    changed = []
    for found in content.read().facts:
        written = values.encode(value_of(found.entry))
        kind = kind_of(written)
        before = FORMS[kind].initial_of(written) if written else {}
        more = {"indicators": [(written["indicator"], "")]} if kind == "reference_multiple" else {}
        blank = FORMS[kind](initial=before, **more)
        typed = {name: blank[name].value() for name in blank.fields}
        filled = FORMS[kind](
            {name: value for name, value in typed.items() if value is not None}, initial=before, **more
        )
        if not filled.is_valid() or values.encode(filled.value()) != written:
            changed.append((found.entry.permit, found.entry.key, written, filled.errors))
    assert changed == []


@pytest.mark.parametrize(
    ("kind", "data", "written"),
    [
        (
            "money",
            {"amount": "45934.20", "currency": "eur"},
            {"type": "money", "amount": "45934.20", "currency": "EUR"},
        ),
        ("duration", {"years": "1", "months": "10", "day_basis": "calendar"}, "P1Y10M"),
        ("duration", {"days": "0", "day_basis": "working"}, "P0D"),
        (
            "number",
            {"number": "20.0", "unit": "year", "op": ">="},
            {"type": "number", "number": 20, "unit": "year", "op": ">="},
        ),
        ("number", {"number": "0.20", "unit": "share"}, {"type": "number", "number": "0.20", "unit": "share"}),
        ("number", {"number": "1; 2", "unit": "person"}, {"type": "number", "number": [1, 2], "unit": "person"}),
        ("boolean", {"value_": "no"}, {"type": "boolean", "value": False}),
        ("list", {"items": "AF\n\n KH \n"}, {"type": "list", "items": ["AF", "KH"]}),
        ("none", {}, {"type": "term", "term": "none"}),
        ("unstated", {}, None),
    ],
)
def test_what_is_filled_in_is_what_is_written(kind, data, written):
    filled = form(kind, data)

    assert filled.is_valid(), filled.errors
    said = filled.written()
    assert (said["iso8601"] if isinstance(written, str) else said) == written


@pytest.mark.parametrize(
    ("kind", "data", "field"),
    [
        ("money", {"amount": "", "currency": "EUR"}, "amount"),
        ("money", {"amount": "5", "currency": ""}, "currency"),
        ("money", {"amount": "NaN", "currency": "EUR"}, "amount"),
        ("duration", {"day_basis": "calendar"}, "years"),
        ("duration", {"years": "-1", "day_basis": "calendar"}, "years"),
        ("number", {"number": "many", "unit": "year"}, "number"),
        ("number", {"number": "1;", "unit": "year"}, "number"),
        ("number", {"number": "1", "unit": "furlong"}, "unit"),
        ("term", {"term": " "}, "term"),
        ("boolean", {"value_": ""}, "value_"),
        ("reference_multiple", {"coefficient": "0.5", "indicator": "XX"}, "indicator"),
        ("list", {"items": '{"type": "money"}'}, "items"),
        ("list", {"items": "{broken"}, "items"),
        ("contact", {"name": ""}, "name"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(kind, data, field):
    filled = form(kind, data)

    assert not filled.is_valid()
    assert list(filled.errors) == [field]


def test_a_unit_that_is_in_use_can_be_kept_though_the_list_lacks_it():
    kept = form("number", {"number": "2", "unit": "ship"}, unit="ship")

    assert kept.is_valid()
    assert kept.written()["unit"] == "ship"
