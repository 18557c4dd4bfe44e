"""Reads the query parameters of a request and collects everything that is wrong with them.

No parameter is ever ignored: a misspelt filter would otherwise answer with too much, and nobody would notice.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from difflib import get_close_matches
from typing import Any, TypeVar

from django.http import QueryDict
from django.utils.translation import gettext as _

from web_api.language import LANGUAGES
from web_api.problems import Fault, Problem

T = TypeVar("T")
Text = Any  # a text, or one that is translated when it is written
MAXIMUM_LENGTH = 4_000  # of one value: no honest list of codes is longer, and the database is spared the rest


def did_you_mean(word: str, words: Collection[str], otherwise: str = "") -> str:
    """A hint with the nearest of the words, or with all of them where they are few, or another hint."""
    by_fold = {known.casefold(): known for known in words}
    near = [by_fold[match] for match in get_close_matches(word.casefold(), by_fold, n=3, cutoff=0.6)]
    if near:
        return _("Did you mean %(words)s?") % {"words": ", ".join(f"“{one}”" for one in near)}
    if len(words) <= 30:
        return _("Use one of: %(words)s.") % {"words": ", ".join(sorted(words))}
    return otherwise or _("See /api/docs/ for what is allowed.")


class Query:
    """The parameters of one request. Readers note faults; `settle` raises one problem that lists them all."""

    def __init__(self, data: QueryDict, known: Collection[str]) -> None:
        self.data = data
        self.faults: list[Fault] = []
        self.known = frozenset(known) | {"lang"}
        for name, values in data.lists():
            self._look_over(name, values)
        self.choice("lang", LANGUAGES, default=None)

    def _look_over(self, name: str, values: list[str]) -> None:
        if name not in self.known:
            mend = (
                _("Choose the format by the ending of the address (.csv, .json) or by the Accept header.")
                if name == "format"
                else did_you_mean(name[:80], self.known)
            )
            self.fault(name[:80], _("There is no such parameter here."), mend)
        elif any("\x00" in value for value in values):
            self.fault(name, _("The value holds a character that no text may hold (NUL)."), _("Take it out."))
        elif any(len(value) > MAXIMUM_LENGTH for value in values):
            self.fault(
                name,
                _("The value is longer than %(number)s characters.") % {"number": MAXIMUM_LENGTH},
                _("Split the request into several."),
            )

    def fault(self, where: str, problem: Text, mend: Text) -> None:
        """Notes something wrong with the parameter `where`."""
        self.faults.append(Fault(where, str(problem).replace("\x00", "�"), mend))

    def settle(self) -> None:
        """Raises the problem, if there is one."""
        if self.faults:
            raise Problem("invalid-parameters", errors=self.faults)

    def text(self, name: str, default: str | None = None) -> str | None:
        """The one value of a parameter; an empty one counts as not given."""
        values = [value for value in self.data.getlist(name) if value]
        if len(values) > 1:
            self.fault(name, _("The parameter is given more than once."), _("Give it once."))
        return values[0] if values else default

    def codes(self, name: str) -> tuple[str, ...]:
        """The values of a parameter that may be repeated or separated by commas, in the order asked, each once."""
        parts = [part.strip() for value in self.data.getlist(name) for part in value.split(",")]
        if parts and not any(parts):
            self.fault(name, _("The parameter has no value."), _("Give one, or leave the parameter out."))
        return tuple(dict.fromkeys(part for part in parts if part))

    def choice(self, name: str, options: Collection[str], default: str | None) -> str | None:
        """A value out of a few."""
        value = self.text(name)
        if value is None or value in options:
            return value or default
        self.fault(name, _("“%(value)s” is not one of the values.") % {"value": value}, did_you_mean(value, options))
        return default

    def integer(self, name: str, default: int, *, low: int, high: int) -> int:
        """A whole number between two limits, both allowed."""
        value = self.text(name)
        if value is None:
            return default
        number = int(value) if value.isascii() and value.isdigit() and len(value) < 19 else None
        if number is not None and low <= number <= high:
            return number
        self.fault(
            name,
            _("“%(value)s” is not a whole number from %(low)s to %(high)s.")
            % {"value": value[:40], "low": low, "high": high},
            _("Give a number from %(low)s to %(high)s.") % {"low": low, "high": high},
        )
        return default

    def date(self, name: str) -> dt.date | None:
        """A day, as 2026-11-22."""
        return self.parsed(name, dt.date.fromisoformat, _("Write the day as YYYY-MM-DD, for example 2024-06-30."))

    def parsed(self, name: str, parse: Callable[[str], T], mend: str) -> T | None:
        """A value read by `parse`, which raises ValueError for what it cannot read."""
        value = self.text(name)
        if value is None:
            return None
        try:
            return parse(value)
        except ValueError:
            self.fault(name, _("“%(value)s” cannot be read.") % {"value": value[:40]}, mend)
            return None
