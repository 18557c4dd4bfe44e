"""Messages are collected, compiled and checked without GNU gettext."""

from __future__ import annotations

import gettext
from pathlib import Path

import pytest

from iimd.translations import catalogues, compile_all, messages, problems, update_all

pytestmark = pytest.mark.slow


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A small house with messages in code and in a template."""
    (tmp_path / "room.py").write_text('name = _("Fee")\nask = pgettext("verb", "Permit")\n')
    pages = tmp_path / "templates" / "room"
    pages.mkdir(parents=True)
    (pages / "page.html").write_text(
        "{% load i18n %}{% translate 'Corridor' %}"
        "{% blocktranslate count n=n trimmed %}{{ n }} price{% plural %}{{ n }} prices{% endblocktranslate %}"
    )
    return tmp_path


def translate(house: Path, **words: str) -> None:
    path = house / "locale" / "es" / "LC_MESSAGES" / "django.po"
    text = path.read_text()
    for message, said in words.items():
        text = text.replace(f'msgid "{message}"\nmsgstr ""', f'msgid "{message}"\nmsgstr "{said}"')
    path.write_text(text)


def test_code_and_templates_are_searched(house: Path) -> None:
    found = {(message.id, message.context) for message in messages(house) if message.id}

    assert found == {
        ("Fee", None),
        ("Permit", "verb"),
        ("Corridor", None),
        (("%(n)s price", "%(n)s prices"), None),
    }


def test_what_is_missing_or_superfluous_is_named(house: Path) -> None:
    update_all(house, ("es",))
    translate(house, Fee="Tarifa", Corridor="Corredor")
    (house / "room.py").write_text('name = _("Cost")\n')

    assert problems(house, ("es",)) == [
        "es: not collected: 'Cost'",
        "es: nobody asks for: 'Fee'",
        "es: nobody asks for: 'Permit'",
        "es: not translated: ('%(n)s price', '%(n)s prices')",
    ]


def test_collecting_again_keeps_what_is_translated(house: Path) -> None:
    update_all(house, ("es",))
    translate(house, Fee="Tarifa")
    (house / "more.py").write_text('_("Time")\n')

    update_all(house, ("es",))

    [(_, catalogue)] = catalogues(house)
    assert catalogue.get("Fee").string == "Tarifa"
    assert catalogue.get("Time").string == ""


def test_compiled_messages_are_what_python_reads(house: Path) -> None:
    update_all(house, ("es",))
    translate(house, Fee="Tarifa")

    assert compile_all(house) == 1
    assert compile_all(house) == 0
    spoken = gettext.translation("django", house / "locale", ["es"])
    assert spoken.gettext("Fee") == "Tarifa"
