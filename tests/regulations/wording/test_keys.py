"""Every key of a provision has a name, and an unknown one can still be read."""

from regulations.wording import keys, keys_of_entry, keys_of_life, terms


def test_a_key_is_named_in_the_readers_words():
    assert keys.name("silence_effect").text == "If the authority does not answer in time"
    assert not keys.name("silence_effect").language


def test_an_unknown_key_is_written_out_in_english():
    phrase = keys.name("moon_base_fee")

    assert (phrase.text, phrase.language) == ("Moon base fee", "en")


def test_no_key_is_named_twice():
    assert not set(keys_of_entry.NAMES) & set(keys_of_life.NAMES)


def test_codes_of_terms_are_not_shown_as_codes():
    assert not [str(name) for name in terms.NAMES.values() if "_" in str(name)]
