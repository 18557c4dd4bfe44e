"""Template tags of permit pages: `{% load permits %}`."""

from __future__ import annotations

import datetime as dt

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from regulations.wording import times
from regulations.wording.phrase import Phrase
from web_pages.places import language

register = template.Library()
SHORT_LIST = 3  # entries that still read well in one line
LONG_ENTRY = 30  # characters


@register.filter
def said(phrase: Phrase) -> SafeString:
    """A phrase in one line, marked with its language where that is not the page's."""
    return _marked("span", phrase, format_html("{}", phrase.text))


@register.filter
def told(phrase: Phrase) -> SafeString:
    """A phrase in full: a list of some length stands as a list."""
    short = len(phrase.parts) <= SHORT_LIST and all(len(part) <= LONG_ENTRY for part in phrase.parts)
    if len(phrase.parts) < 2 or short:
        return said(phrase)
    entries = format_html_join("", "<li>{}</li>", ((part,) for part in phrase.parts))
    return _marked("ul", phrase, entries)


@register.filter
def partial(day: dt.date | str | None) -> str:
    """The date of a source, as exactly as it is known."""
    return times.partial(str(day or ""))


def _marked(tag: str, phrase: Phrase, inside: SafeString) -> SafeString:
    if phrase.language and phrase.language != language():
        return format_html('<{} lang="{}">{}</{}>', tag, phrase.language, inside, tag)
    return inside if tag == "span" else format_html("<{}>{}</{}>", tag, inside, tag)
