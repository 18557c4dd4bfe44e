"""Occupations: the structure of ISCO-08 is whole, and people find theirs by the word they use."""

from collections import Counter

import pytest

from datasets import codes, occupations


def test_the_four_levels_are_complete():
    levels = Counter(len(code) for code in occupations.titles("en"))

    assert levels == {1: 10, 2: 43, 3: 130, 4: 436}


def test_every_group_stands_under_another():
    all_codes = set(occupations.titles("en"))

    assert not {code for code in all_codes if len(code) > 1 and code[:-1] not in all_codes}


@pytest.mark.parametrize("language", occupations.LANGUAGES)
def test_every_group_has_a_title_of_its_own_language(language):
    titles = occupations.titles(language)

    assert all(title.strip() for title in titles.values())
    if language != "en":
        same = [code for code, title in titles.items() if title == occupations.title(code, "en")]
        assert len(same) < 15, "more than the few words that two languages share"


@pytest.mark.parametrize("written", ["nurse", "Nurses", "enfermera", "Enfermero", "infirmier", "infirmière", "2221"])
@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_a_nurse_is_found_by_every_word_in_every_language(written, language):
    first = occupations.search(written, language)[0]

    assert first.code == "2221"
    assert first.title == occupations.title("2221", language)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("software developer", "2512"),
        ("albañil", "7112"),
        ("albanil", "7112"),
        ("truck driver", "8332"),
        ("soudeur", "7212"),
        ("cook", "5120"),
        ("farm worker", "9211"),
    ],
)
def test_everyday_words_find_their_group(written, code):
    assert occupations.search(written, "en")[0].code == code


def test_a_short_code_finds_itself_and_what_is_below_it():
    found = [each.code for each in occupations.search("222", "en")]

    assert found == ["222", "2221", "2222"]


@pytest.mark.parametrize("written", ["", "   ", "qqqqq", "\x00", "9999", "٢٢٢١", "x" * 100_000, "' OR 1=1 --"])
def test_what_means_nothing_finds_nothing(written):
    assert occupations.search(written, "en") == ()


def test_every_everyday_word_stands_under_a_unit_group():
    groups = {name.code for name in occupations._names()}

    assert all(len(code) == 4 and occupations.is_group(code) for code in groups)


def test_the_list_is_a_code_list_that_datasets_may_name():
    assert codes.codelist("ISCO08").codes[0].label["es"] == "Ocupaciones militares"
