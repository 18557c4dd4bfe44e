"""Versions as the desk shows them: in the reader's words, with their freshness, and beside what they replace."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from regulations import values
from regulations.desk.words import FIELDS, FRESHNESS, FRESHNESS_PILLS, PILLS
from regulations.differences import Cited, Difference, Piece, differences, word_by_word
from regulations.freshness import Freshness, standing
from regulations.models import ProvisionVersion, Source
from regulations.queries.statements import statement_of
from regulations.vocabulary import GoverningDate
from regulations.wording import keys
from regulations.wording.phrase import Phrase
from regulations.wording.values import say
from regulations.words import choices
from web_pages import numbers
from web_pages.places import language


@dataclass(frozen=True)
class Row:
    """A version in a list."""

    version: ProvisionVersion
    name: Phrase
    value: Phrase
    days: str
    freshness: Freshness
    pill: str

    @property
    def permit(self) -> str:
        """The code of its permit."""
        return self.version.provision.permit_id

    @property
    def freshness_pill(self) -> str:
        """The mark of how old it is."""
        return FRESHNESS_PILLS[self.freshness]

    @property
    def freshness_words(self) -> str:
        """How old it is, in words."""
        return str(FRESHNESS[self.freshness])


def row(version: ProvisionVersion, *, at: datetime) -> Row:
    """A version in words; `at` decides how late its review is."""
    provision = version.provision
    today = provision.permit.jurisdiction.today(at)
    return Row(
        version=version,
        name=keys.name(provision.key),
        value=say(version.typed_value),
        days=days(version.valid_from, version.valid_to),
        freshness=standing(provision.element, provision.key, version.review_due, today),
        pill=PILLS[version.status],
    )


def rows(versions: Iterable[ProvisionVersion], *, at: datetime) -> list[Row]:
    """The same for many."""
    return [row(version, at=at) for version in versions]


def days(start: date | None, end: date | None) -> str:
    """A range of days in words; the end is the first day on which it no longer holds."""
    words = {
        "start": numbers.day(start, language()) if start else "",
        "end": numbers.day(end, language()) if end else "",
    }
    if start and end:
        return _("from %(start)s until %(end)s") % words
    if start:
        return _("from %(start)s on") % words
    if end:
        return _("start not read, until %(end)s") % words
    return _("start and end not read")


@dataclass(frozen=True)
class Changed:
    """One field that differs, in words; texts are given word by word."""

    name: str
    old: str
    new: str
    pieces: tuple[Piece, ...] = ()


def changed(old: ProvisionVersion, new: ProvisionVersion) -> list[Changed]:
    """What differs between two versions, in the order in which a reader asks."""
    found = differences(statement_of(old), statement_of(new))
    publishers = _publishers(found)
    return [_changed(each, publishers) for each in found]


def _changed(difference: Difference, publishers: dict[str, str]) -> Changed:
    name = str(FIELDS.get(difference.field, difference.field))
    if difference.field == "text":
        pieces = tuple(word_by_word(difference.old, difference.new))
        return Changed(name, difference.old, difference.new, pieces)
    old, new = (_in_words(difference.field, part, publishers) for part in (difference.old, difference.new))
    return Changed(name, old, new)


def _in_words(field: str, part: Any, publishers: dict[str, str]) -> str:
    match part:
        case Cited():
            quoted = f" “{part.quotation}”" if part.quotation else ""
            return f"{publishers.get(part.source, part.source)}, {part.locator}{quoted}"
        case date():
            return numbers.day(part, language())
        case list():
            return "\n".join(each if isinstance(each, str) else say(values.decode(each)).text for each in part)
        case _:
            return say(values.decode(part)).text if field == "value" else _plain(field, part)


def _plain(field: str, part: Any) -> str:
    if part in (None, ""):
        return _("not known") if field in ("valid_from", "valid_to") else _("not stated")
    return str(dict(choices(GoverningDate)).get(part, part)) if field == "governing_date" else str(part)


def _publishers(found: list[Difference]) -> dict[str, str]:
    codes = {part.source for each in found for part in (each.old, each.new) if isinstance(part, Cited)}
    return dict(Source.objects.filter(pk__in=codes).values_list("pk", "publisher")) if codes else {}
