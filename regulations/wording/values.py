"""Any typed value of a provision in plain words of the reader's language.

`say` is what pages, the checklist and the API's `text` use. The language is that of the active translation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import TypeAlias

from django.utils.translation import gettext as _

from countries import queries as countries
from countries.resolver import Resolver
from regulations import values
from regulations.wording import amounts, durations, indicators, terms
from regulations.wording.phrase import Phrase, listed
from web_pages import numbers
from web_pages.places import language

Quantity: TypeAlias = values.Money | values.Duration | values.Number | values.ReferenceMultiple

_COUNTRY = re.compile(r"[A-Z]{2}")
_SCORED = re.compile(r"(?P<what>.+):(?P<score>\d+)")  # "master:23", "45+:10700": a line of a table
_LETTERS = re.compile(r"[^\W\d_]")


def say(value: values.Value | None) -> Phrase:
    """The value in words; the sentence "the source gives no value" for None."""
    match value:
        case values.Term():
            return _upper(terms.name(value.term))
        case values.ItemList():
            return _list(value.items)
        case values.Contact():
            return _contact(value)
        case None | values.StatedNone() | values.Flag():
            return Phrase(_answer(value))
        case _:
            return Phrase(_upper_first(_measured(value)))


def _answer(value: values.StatedNone | values.Flag | None) -> str:
    match value:
        case None:
            return _("The source gives no value.")
        case values.StatedNone():
            return _("None, as the source states")
        case values.Flag():
            return _("Yes") if value.value else _("No")


def _measured(value: Quantity) -> str:
    """A quantity, without a capital: it may stand inside a sentence."""
    match value:
        case values.Money():
            return amounts.pay(value.amount, value.currency, language(), per=value.per, gross_net=value.gross_net)
        case values.Duration():
            working = value.day_basis == "working"
            return durations.bounded(durations.length(value.iso8601, language(), working=working), value.bound)
        case values.Number():
            several = value.number if isinstance(value.number, tuple) else (value.number,)
            said = (amounts.count(Decimal(number), value.unit, language()) for number in several)
            return amounts.compared(listed(said), value.op)
        case values.ReferenceMultiple():
            return amounts.multiple(value.coefficient, indicators.name(value.indicator), language())


def _list(items: Sequence[str | Quantity]) -> Phrase:
    said = [_item(item) for item in items]
    texts = [phrase.text for phrase in said]
    foreign = next((phrase.language for phrase in said if phrase.language), "")
    return Phrase(_upper_first(listed(texts)), tuple(texts), foreign)


def _item(item: str | Quantity) -> Phrase:
    if not isinstance(item, str):
        return Phrase(_measured(item))
    if _COUNTRY.fullmatch(item) and (code := Resolver.carried().code(item)):
        return Phrase(countries.names(language()).get(code, item))
    if found := _SCORED.fullmatch(item):
        text = f"{found['what']}: {numbers.number(Decimal(found['score']), language())}"
        return Phrase(text, language="en" if _LETTERS.search(found["what"]) else "")
    return terms.name(item)


def _contact(contact: values.Contact) -> Phrase:
    """Name, telephone and address: proper names, whatever the language."""
    parts = tuple(part for part in (contact.name, contact.phone, contact.address) if part)
    return Phrase(" · ".join(parts), parts)


def _upper(phrase: Phrase) -> Phrase:
    return Phrase(_upper_first(phrase.text), phrase.parts, phrase.language)


def _upper_first(text: str) -> str:
    """With a capital, unless the first word has one within: eMigrate is written so."""
    first = text.partition(" ")[0]
    return text[:1].upper() + text[1:] if first == first.lower() else text
