"""The questions that settle an unknown: asked in three languages, about facts that conditions use."""

from __future__ import annotations

import tomllib

import msgspec
import pytest

from regulations.questions import FOLDER, Note, Question, asked_by, notes, question, questions
from tests.regulations.conditions.carried import records


def test_every_question_is_asked_in_three_languages() -> None:
    lacking = [fact for fact, asked in questions().items() if not (asked.es and asked.fr)]

    assert not lacking


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_every_question_is_one_that_nobody_else_asks(language: str) -> None:
    asked = [each.wording(language).text for each in questions().values()]

    assert len(asked) == len(set(asked))
    assert all("?" in text for text in asked)


def test_questions_stand_in_alphabetical_order() -> None:
    facts = list(tomllib.loads((FOLDER / "questions.toml").read_text("utf-8")))

    assert facts == sorted(facts)


def test_every_question_and_note_is_used() -> None:
    trees = [record.conditions for record in records().values() if record.conditions]
    windows = {"experience_years_last", "experience_years_in_destination_last"}

    assert set(questions()) - windows == {
        fact for tree in trees for fact in asked_by(tree) if not fact.startswith(tuple(windows))
    }
    assert set(notes()) == {name for tree in trees for name in tree.leaves_out}


def test_every_note_stands_in_three_languages() -> None:
    assert all(isinstance(note, Note) and note.es and note.fr for note in notes().values())


def test_question_of_a_window_names_its_years() -> None:
    asked = question("experience_years_last_7")

    assert asked
    assert asked.wording("es").text == "¿Cuántos años de ese trabajo realizó en los últimos 7 años?"


def test_question_in_a_language_not_held_is_english_and_says_so() -> None:
    asked = question("shortage_occupation")

    assert asked
    assert asked.wording("ar").language == "en"


@pytest.mark.parametrize("fact", ["", "shoe_size", "experience_years_last_", "_last_7", "shortage_occupation_last_7"])
def test_fact_nobody_uses_has_no_question(fact: str) -> None:
    assert question(fact) is None


@pytest.mark.parametrize(
    "entry",
    [
        {"kind": "number", "en": "How many?"},
        {"kind": "yes_no", "en": "Is it?", "unit": "year", "least": 0, "most": 9},
        {"kind": "perhaps", "en": "Is it?"},
        {"kind": "yes_no", "en": ""},
        {"kind": "yes_no", "en": "Is it?", "de": "Ist es so?"},
    ],
)
def test_question_that_cannot_be_asked_is_refused(entry: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(entry, type=Question)
