"""Changes as readers are told of them, in their language: on the page of changes and in the feeds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from regulations import values
from regulations.models import Change
from regulations.wording import keys
from regulations.wording.phrase import Phrase
from regulations.wording.values import say
from web_pages import numbers
from web_pages.places import language

# What a reader's eye is drawn to: announced and doubtful things, then things taken away.
MARKS: Final = {
    Change.Kind.SCHEDULED: "coming",
    Change.Kind.CORRECTED: "estimate",
    Change.Kind.WITHDRAWN: "conflict",
    Change.Kind.CONFLICT_CLOSED: "unknown",
}


@dataclass(frozen=True)
class Said:
    """What stood or stands in a place: the value in words, and the rule in plain words (in English)."""

    value: Phrase
    text: str


@dataclass(frozen=True)
class Told:
    """An entry. `key` is its name for ever, the same in every language; `address` its page in this one."""

    change: Change
    key: str
    address: str
    title: str
    kind: str
    mark: str
    permit: str
    permit_address: str
    country: str
    matter: Phrase | None
    old: Said | None
    new: Said | None

    @property
    def valid_from(self) -> date | None:
        """The first day of the rule; None where it was not read."""
        return self.change.valid_from

    @property
    def happened_at(self) -> datetime:
        """When readers were first shown it."""
        return self.change.happened_at

    @property
    def sentences(self) -> list[str]:
        """Everything about it, one sentence each."""
        return list(_sentences(self))


def told(change: Change) -> Told:
    """An entry of the journal in the reader's language."""
    here = f"{settings.SITE_URL}/{{}}/changes/{change.pk}/"
    matter = keys.name(change.key) if change.key else None
    words = {
        "country": change.jurisdiction.name,
        "permit": change.permit.name,
        "code": change.permit_id,
        "matter": matter.text if matter else "",
        "kind": change.get_kind_display(),
    }
    pattern = (
        _("%(country)s, %(permit)s (%(code)s): %(matter)s – %(kind)s")
        if matter
        else _("%(country)s, %(permit)s (%(code)s) – %(kind)s")
    )
    return Told(
        change=change,
        key=here.format("en"),
        address=here.format(language()),
        title=pattern % words,
        kind=words["kind"],
        mark=MARKS.get(Change.Kind(change.kind), ""),
        permit=words["permit"],
        permit_address=f"/{language()}/permits/{change.permit_id}/",
        country=words["country"],
        matter=matter,
        old=_said(change.old),
        new=_said(change.new),
    )


def _said(kept: Mapping[str, Any] | None) -> Said | None:
    return Said(say(values.decode(kept["value"])), str(kept["text"])) if kept else None


def _sentences(entry: Told) -> Iterable[str]:
    change = entry.change
    if change.count:
        yield ngettext(
            "The record was opened with %(count)s provision.",
            "The record was opened with %(count)s provisions.",
            change.count,
        ) % {"count": numbers.number(change.count, language())}
    if change.version_id:
        yield _("Old: %(old)s") % {"old": _in_words(entry.old)}
        yield _("New: %(new)s") % {"new": _in_words(entry.new)}
        yield _("Valid from: %(day)s") % {"day": valid_from(change)}
        yield _("Article: %(article)s") % {"article": change.article}
        yield _("Certified by: %(who)s") % {"who": change.certified_by or _("nobody yet")}
    if change.reason:
        yield _("Reason: %(reason)s") % {"reason": change.reason}


def valid_from(change: Change) -> str:
    """The first day in words, or that nobody read it."""
    return numbers.day(change.valid_from, language()) if change.valid_from else _("start not read")


def _in_words(said: Said | None) -> str:
    return f"{said.value.text} ({said.text})" if said else _("nothing on record")
