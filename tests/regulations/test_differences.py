"""What differs between two versions, from values alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from regulations.differences import Cited, Difference, Piece, Statement, differences, word_by_word

FLOOR = Statement(
    value={"type": "money", "amount": "48300", "currency": "EUR", "per": "year", "gross_net": "gross"},
    text="The salary is at least 50 % of the ceiling.",
    valid_from=date(2025, 1, 1),
    valid_to=None,
    governing_date="application_date",
    citations=(Cited("DE-AUFENTHG", "s. 18g"),),
)


def test_the_same_version_has_no_difference():
    assert differences(FLOOR, FLOOR) == []


def test_a_value_of_one_type_is_compared_in_its_parts():
    assert differences(FLOOR, replace(FLOOR, value={**FLOOR.value, "amount": "50700"})) == [
        Difference("value.amount", "48300", "50700")
    ]


def test_a_value_of_another_type_is_compared_as_a_whole():
    none = {"type": "term", "term": "none"}
    assert differences(FLOOR, replace(FLOOR, value=none)) == [Difference("value", FLOOR.value, none)]
    assert differences(FLOOR, replace(FLOOR, value=None)) == [Difference("value", FLOOR.value, None)]


def test_a_part_that_is_missing_on_one_side_is_none_there():
    short = {"type": "money", "amount": "48300", "currency": "EUR"}
    assert differences(replace(FLOOR, value=short), FLOOR) == [
        Difference("value.per", None, "year"),
        Difference("value.gross_net", None, "gross"),
    ]


def test_words_days_and_sources_follow_the_value():
    new = replace(
        FLOOR,
        value={**FLOOR.value, "amount": "50700"},
        text="Another.",
        valid_from=date(2026, 1, 1),
        valid_to=date(2027, 1, 1),
        governing_date="",
        citations=(Cited("DE-AUFENTHG", "s. 18g", "at least"), Cited("DE-BGBL", "p. 1")),
    )
    assert [each.field for each in differences(FLOOR, new)] == [
        "value.amount",
        "text",
        "valid_from",
        "valid_to",
        "governing_date",
        "citation",
        "citation",
    ]
    assert differences(FLOOR, new)[-1] == Difference("citation", None, Cited("DE-BGBL", "p. 1"))


def test_texts_are_compared_word_by_word():
    assert word_by_word("at least 50 % of it", "at least 45 % of it") == [
        Piece("same", "at least "),
        Piece("old", "50"),
        Piece("new", "45"),
        Piece("same", " % of it"),
    ]


@given(st.text("ab \n.", max_size=20), st.text("ab \n.", max_size=20))
def test_the_pieces_give_back_both_texts(old, new):
    pieces = word_by_word(old, new)
    assert "".join(piece.words for piece in pieces if piece.kind != "new") == old
    assert "".join(piece.words for piece in pieces if piece.kind != "old") == new
