"""The form of the pathway finder: a person, a job and a moment, all of it optional but the nationality.

Fields are named by the path of their value in the JSON of a case (`salary.amount`), so that the address of the page and
that of the API ask the same question with the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Any, Final

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from datasets.occupations import Found
from regulations.finder import flat
from regulations.forms.fields import (
    AmountField,
    CountryField,
    CurrencyField,
    DestinationsField,
    LanguageField,
    NumberField,
    OccupationField,
    YesNoField,
)
from regulations.rules.case import Case, InvalidCase, read
from regulations.wording.person import DATES, EDUCATION, LEVELS, PERIODS

MOST_LANGUAGES: Final = 4
_NOT_SAID: Final = ("", _("Not said"))
_ROW: Final = re.compile(r"(language|level)\.\d")
_CARRIED: Final = ("facts.", "funds.", "relation", "permits")


def written_in(query: QueryDict) -> dict[str, list[str]]:
    """What an address says, by the names of the form's fields: short names spelt out, languages in their rows."""
    written: dict[str, list[str]] = {}
    for name, values in query.lists():
        meant = name if _ROW.fullmatch(name) else flat.name_of(name) or name
        written.setdefault(meant, []).extend(value.replace("\x00", "�") for value in values)
    spoken = flat.nested((name, values) for name, values in written.items() if name.startswith("languages"))
    for row, (code, level) in enumerate(spoken.get("languages", {}).items(), start=1):
        written[f"language.{row}"], written[f"level.{row}"] = [code], [level]
    return {name: values for name, values in written.items() if not name.startswith("languages")}


class PathwaysForm(forms.Form):
    """Reads what was typed; `case` and `asked` are what it means. Bound to a query, for the address is the question."""

    use_required_attribute = False

    def __init__(self, written: Mapping[str, list[str]] | None, *, destinations: Iterable[tuple[str, str]]) -> None:
        self.written = QueryDict(mutable=True)
        for name, values in (written or {}).items():
            self.written.setlist(name, values)
        super().__init__(None if written is None else self.written)
        self.case = Case()
        self.asked: dict[str, Any] = {}
        self.fields.update(_person())
        self.fields["destinations"] = DestinationsField(
            label=_("Where to"),
            required=False,
            choices=list(destinations),
            help_text=_("Countries whose permits we hold. Tick none for any of them."),
        )
        self.fields.update(_job())
        self.fields.update(_languages())
        self.fields.update(_dates())
        self.fields.update(_family())
        # What questions of the result page added, and what only an address says: kept, though no field shows it.
        self.carried = tuple(sorted(name for name in written or () if name.startswith(_CARRIED)))

    def clean(self) -> dict[str, Any]:
        """What all fields mean together, as the JSON of a case, read by the engine's own reader."""
        cleaned = super().clean() or {}
        if cleaned.get("salary.amount") is not None and not self["salary.currency"].data:
            self.add_error("salary.currency", _("An amount needs its currency."))
        for row in range(1, MOST_LANGUAGES + 1):
            if cleaned.get(f"language.{row}") and not cleaned.get(f"level.{row}") and not self[f"level.{row}"].errors:
                self.add_error(f"level.{row}", _("Say how well you speak it."))
        self.asked = {key: value for key, value in self._request(cleaned) if value not in (None, "", [], {})}
        try:
            self.case = read(self.asked)
        except InvalidCase as refusal:
            for fault in refusal.faults:
                self.add_error(fault.where if fault.where in self.fields else None, self._sentence(fault.where))
        return cleaned

    @property
    def occupations(self) -> tuple[Found, ...]:
        """The groups that the typed occupation may mean, where that is not clear."""
        field = self.fields["occupation"]
        return field.choices if isinstance(field, OccupationField) else ()

    @property
    def address(self) -> str:
        """What stands behind the question mark of an address for this question, without what was left empty."""
        return self._address(self.asked)

    @cached_property
    def hidden(self) -> SafeString:
        """The question as hidden fields of a form that asks again."""
        return format_html_join("", '<input type="hidden" name="{}" value="{}">', flat.flattened(self.asked))

    @property
    def address_of_all(self) -> str:
        """The same question about every permit."""
        return self._address({key: value for key, value in self.asked.items() if key != "permits"})

    @property
    def without_occupation(self) -> str:
        """What was typed, but for the occupation, for links that choose one."""
        query = self.written.copy()
        query.pop("occupation", None)
        return str(query.urlencode(safe="."))

    @property
    def typed(self) -> str:
        """What was typed, as it was typed."""
        return str(self.written.urlencode(safe="."))

    @property
    def kept(self) -> list[tuple[str, list[str]]]:
        """What no field shows, and the form must not lose."""
        return [(name, self.written.getlist(name)) for name in self.carried]

    @property
    def person(self) -> list[BoundField]:
        """Who one is."""
        return [self[name] for name in ("nationality", "residence", "age")]

    @property
    def destinations_field(self) -> BoundField:
        """Where to."""
        return self["destinations"]

    @property
    def work(self) -> list[BoundField]:
        """What one can do."""
        return [self[name] for name in ("occupation", "education", "experience_years")]

    @property
    def job(self) -> list[BoundField]:
        """What one is offered."""
        return [self["job_offer"], *self._fields("salary.")]

    @property
    def spoken(self) -> list[BoundField]:
        """Languages and their levels, row by row."""
        return self._fields("language.", "level.")

    @property
    def days(self) -> list[BoundField]:
        """Dates, the commonest first."""
        return self._fields("dates.")

    @property
    def company(self) -> list[BoundField]:
        """Who comes along."""
        return self._fields("family.")

    @property
    def more_is_open(self) -> bool:
        """Whether a field of those folded away holds something or is wrong."""
        return any(field.data or field.errors for field in (*self.spoken, *self.days, *self.company))

    def _fields(self, *starts: str) -> list[BoundField]:
        return [self[name] for name in self.fields if name.startswith(starts)]

    @staticmethod
    def _address(asked: Mapping[str, Any]) -> str:
        query = QueryDict(mutable=True)
        for name, value in flat.flattened(asked):
            query.appendlist(name, value)
        return query.urlencode(safe=".")

    def _request(self, cleaned: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        for name in ("nationality", "residence", "destinations", "occupation", "age", "job_offer"):
            yield name, cleaned.get(name)
        education, years = cleaned.get("education"), cleaned.get("experience_years")
        yield "education", int(education) if education else None
        yield "experience_years", _plain(years)
        if cleaned.get("salary.amount") is not None:
            yield "salary", dict(self._salary(cleaned))
        yield "languages", dict(_spoken(cleaned))
        yield "dates", {kind: day.isoformat() for kind, _name in DATES if (day := cleaned.get(f"dates.{kind}"))}
        partner, children = cleaned.get("family.partner"), cleaned.get("family.children")
        family = {"partner": partner, "children": children}
        yield "family", {key: value for key, value in family.items() if value is not None}
        yield from flat.nested((name, self.written.getlist(name)) for name in self.carried).items()

    def _salary(self, cleaned: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        yield "amount", _plain(cleaned["salary.amount"])
        yield "currency", cleaned.get("salary.currency")
        yield "period", cleaned.get("salary.period") or "year"
        if cleaned.get("salary.gross") is not None:
            yield "gross", cleaned["salary.gross"]
        if cleaned.get("salary.hours_per_week") is not None:
            yield "hours_per_week", _plain(cleaned["salary.hours_per_week"])

    def _sentence(self, where: str) -> str:
        if where in self.fields:
            return str(_("We can’t read this. Look at it again."))
        return str(_("We can’t read “%(where)s” in the address. Take it out, or fill in the form.") % {"where": where})


def _plain(number: Decimal | int | None) -> str | None:
    """As JSON reads a decimal exactly: digits in a text."""
    return None if number is None else format(Decimal(number).normalize(), "f")


def _spoken(cleaned: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for row in range(1, MOST_LANGUAGES + 1):
        code, level = cleaned.get(f"language.{row}"), cleaned.get(f"level.{row}")
        if code and level:
            yield code, level


def _person() -> dict[str, forms.Field]:
    return {
        "nationality": CountryField(
            label=_("Your nationality"), error_messages={"required": _("Say your nationality: most rules ask for it.")}
        ),
        "residence": CountryField(
            label=_("Country you live in"), required=False, help_text=_("Rules of the country you leave may hold too.")
        ),
        "age": NumberField(label=_("Your age in years"), low=0, high=130, required=False),
    }


def _job() -> dict[str, forms.Field]:
    return {
        "occupation": OccupationField(
            label=_("Occupation"),
            required=False,
            max_length=200,
            help_text=_("A word such as nurse, or a code of ISCO-08 such as 2221."),
        ),
        "education": forms.ChoiceField(
            label=_("Highest education completed"),
            required=False,
            choices=[_NOT_SAID, *((str(level), name) for level, name in EDUCATION)],
        ),
        "experience_years": NumberField(
            label=_("Years of work in the occupation"), low=0, high=80, whole=False, required=False
        ),
        "job_offer": YesNoField(label=_("Do you have a job offer?")),
        "salary.amount": AmountField(label=_("Salary offered"), required=False, help_text=_("Digits, such as 46000.")),
        "salary.currency": CurrencyField(label=_("Currency"), required=False, help_text=_("Such as EUR.")),
        "salary.period": forms.ChoiceField(label=_("Paid"), required=False, choices=PERIODS, initial="year"),
        "salary.gross": YesNoField(
            label=_("Before or after tax"), yes=_("Gross, before tax"), no=_("Net, after tax"), initial="true"
        ),
        "salary.hours_per_week": NumberField(
            label=_("Hours a week"), low=1, high=168, whole=False, required=False, help_text=_("If you know them.")
        ),
    }


def _languages() -> dict[str, forms.Field]:
    """Rows of a language and a level."""
    rows: dict[str, forms.Field] = {}
    for row in range(1, MOST_LANGUAGES + 1):
        words = {"number": row}
        rows[f"language.{row}"] = LanguageField(label=_("Language %(number)s") % words, required=False)
        rows[f"level.{row}"] = forms.ChoiceField(
            label=_("Level in language %(number)s") % words, required=False, choices=[_NOT_SAID, *LEVELS]
        )
    return rows


def _dates() -> dict[str, forms.Field]:
    picker = {"type": "date"}
    return {
        f"dates.{kind}": forms.DateField(
            label=name,
            required=False,
            input_formats=["%Y-%m-%d"],
            widget=forms.DateInput(attrs=picker, format="%Y-%m-%d"),
            error_messages={"invalid": _("Write the day as year-month-day, such as 2026-02-01.")},
        )
        for kind, name in DATES
    }


def _family() -> dict[str, forms.Field]:
    return {
        "family.partner": YesNoField(label=_("Does a partner come with you?")),
        "family.children": NumberField(label=_("How many children come with you?"), low=0, high=30, required=False),
    }
