"""A form for each kind of value a provision can have: filled from a value, and read back into one.

Amounts and counts keep the digits they were written with. A form of a kind asks for nothing another kind needs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, ClassVar, Final

import msgspec
from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from regulations import values
from regulations.values import Value

_SHORT: Final = {"class": "short"}
_SPAN: Final = re.compile(r"P(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?")
_SPAN_LETTERS: Final = {"years": "Y", "months": "M", "weeks": "W", "days": "D"}
_DECIMALS: Final = _("Digits, with a point before decimals: 45934.20")


class ValueForm(forms.Form):
    """What the forms share. `written` is the value as JSON; the form's twin `initial_of` goes the other way."""

    kind: ClassVar[str]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A unit or a word that is in use already can be chosen even where the list lacks it."""
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            used = self.initial.get(name)
            if isinstance(field, forms.ChoiceField) and used and not field.valid_value(used):
                field.choices = [*field.widget.choices, (used, used)]

    @staticmethod
    def initial_of(written: Mapping[str, Any]) -> dict[str, Any]:
        """What the fields say for a value that was written before."""
        return {name: part for name, part in written.items() if name != "type"}

    def written(self) -> dict[str, Any] | None:
        """The JSON of what was filled in; empty fields are left out."""
        filled = {name: _plain(part) for name, part in self.cleaned_data.items() if part not in ("", None)}
        return {"type": self.kind, **filled}

    def value(self) -> Value | None:
        """The value that was filled in, of a form that is valid."""
        return values.decode(self.written())


def _plain(part: Any) -> Any:
    return str(part) if isinstance(part, Decimal) else part


class MoneyForm(ValueForm):
    """An amount of money."""

    kind = "money"
    amount = forms.DecimalField(
        label=_("Amount"),
        min_value=Decimal(0),
        max_digits=18,
        decimal_places=4,
        help_text=_DECIMALS,
        widget=forms.TextInput(attrs={**_SHORT, "inputmode": "decimal"}),
    )
    currency = forms.RegexField(
        r"^[A-Za-z]{3}$",
        label=_("Currency"),
        help_text=_("The three letters of ISO 4217, such as EUR."),
        error_messages={"invalid": _("Write the three letters of the currency, such as EUR.")},
        widget=forms.TextInput(attrs={**_SHORT, "autocapitalize": "characters", "maxlength": 3}),
    )
    per = forms.ChoiceField(
        label=_("For each"),
        required=False,
        choices=[
            ("", _("not stated")),
            ("hour", _("hour")),
            ("month", _("month")),
            ("year", _("year")),
            ("application", _("application")),
            ("person", _("person")),
            ("person_year", _("person and year")),
            ("position", _("position")),
            ("offer", _("offer")),
        ],
    )
    gross_net = forms.ChoiceField(
        label=_("Before or after tax"),
        required=False,
        choices=[("", _("not stated, or no pay")), ("gross", _("gross")), ("net", _("net"))],
    )

    def clean_currency(self) -> str:
        """Codes are written in capitals; one that no country uses is a slip of the hand."""
        code: str = self.cleaned_data["currency"].upper()
        if self.currencies and code not in self.currencies:
            raise forms.ValidationError(say("No country has the currency “%(code)s”.") % {"code": code})
        return code

    def __init__(self, *args: Any, currencies: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.currencies = frozenset(currencies)


class DurationForm(ValueForm):
    """A length of time, in the source's own units: 24 months are not 2 years."""

    kind = "duration"
    years, months, weeks, days = (
        forms.IntegerField(
            label=label,
            required=False,
            min_value=0,
            max_value=9999,
            widget=forms.NumberInput(attrs={**_SHORT, "inputmode": "numeric"}),
        )
        for label in (_("Years"), _("Months"), _("Weeks"), _("Days"))
    )
    day_basis = forms.ChoiceField(
        label=_("Days are"), choices=[("calendar", _("calendar days")), ("working", _("working days"))]
    )
    bound = forms.ChoiceField(
        label=_("It is"),
        required=False,
        choices=[
            ("", _("exactly this, or not stated")),
            ("min", _("the least")),
            ("max", _("the most")),
            ("range_low", _("the lower end of a range")),
            ("range_high", _("the upper end of a range")),
        ],
    )

    @staticmethod
    def initial_of(written: Mapping[str, Any]) -> dict[str, Any]:
        """The span taken apart into its units."""
        found = _SPAN.fullmatch(str(written.get("iso8601", "")))
        rest = {name: written.get(name) for name in ("day_basis", "bound")}
        return {**(found.groupdict() if found else {}), **rest}

    def clean(self) -> dict[str, Any]:
        """A span has at least one unit."""
        cleaned: dict[str, Any] = self.cleaned_data
        if not self.errors and all(cleaned.get(unit) is None for unit in _SPAN_LETTERS):
            self.add_error("years", say("Write the length in at least one of the units."))
        return cleaned

    def written(self) -> dict[str, Any]:
        """The span in ISO 8601."""
        given = {unit: self.cleaned_data[unit] for unit in _SPAN_LETTERS}
        span = "P" + "".join(
            f"{count}{_SPAN_LETTERS[unit]}"
            for unit, count in given.items()
            if count or (count == 0 and not any(given.values()))
        )
        bound = {"bound": self.cleaned_data["bound"]} if self.cleaned_data["bound"] else {}
        return {"type": self.kind, "iso8601": span, "day_basis": self.cleaned_data["day_basis"], **bound}


class NumberForm(ValueForm):
    """A count or a share."""

    kind = "number"
    number = forms.CharField(
        label=_("Number"),
        max_length=200,
        help_text=_(
            "Digits, with a point before decimals. A share is written as 0.20 for 20 per cent. "
            "Several, one for each year, are parted by semicolons."
        ),
        widget=forms.TextInput(attrs={**_SHORT, "inputmode": "decimal"}),
    )
    unit = forms.ChoiceField(
        label=_("Unit"),
        choices=[
            ("year", _("years")),
            ("points", _("points")),
            ("person", _("persons")),
            ("permit", _("permits")),
            ("petition", _("petitions")),
            ("country", _("countries")),
            ("industry_field", _("fields of industry")),
            ("hour_per_week", _("hours a week")),
            ("share", _("share of one")),
            ("share_of_full_time", _("share of full time")),
        ],
    )
    op = forms.ChoiceField(
        label=_("It is"),
        required=False,
        choices=[("", _("exactly this")), (">=", _("the least")), ("<=", _("the most"))],
    )

    @staticmethod
    def initial_of(written: Mapping[str, Any]) -> dict[str, Any]:
        """One number, or several in one line."""
        number = written.get("number", "")
        parts = number if isinstance(number, list) else [number]
        rest = {name: part for name, part in written.items() if name not in ("type", "number")}
        return {"number": "; ".join(map(str, parts)), **rest}

    def clean_number(self) -> list[Decimal]:
        """The numbers of the line."""
        one = forms.DecimalField(max_digits=18, decimal_places=6)
        return [one.clean(part.strip()) for part in self.cleaned_data["number"].split(";")]

    def written(self) -> dict[str, Any]:
        """Whole numbers are JSON numbers, others keep their digits as text, as in the carried facts."""
        parts = [int(each) if each == each.to_integral_value() else str(each) for each in self.cleaned_data["number"]]
        written: dict[str, Any] = super().written() or {}
        return {**written, "number": parts[0] if len(parts) == 1 else parts}


class TermForm(ValueForm):
    """A word or a short phrase."""

    kind = "term"
    term = forms.CharField(
        label=_("Word or phrase"), max_length=300, help_text=_("Short; whole sentences go into the wording below.")
    )


class FlagForm(ValueForm):
    """Yes or no."""

    kind = "boolean"
    value_ = forms.ChoiceField(
        label=_("Answer"),
        choices=[("yes", _("yes")), ("no", _("no"))],
        error_messages={"required": _("Say yes or no.")},
    )

    @staticmethod
    def initial_of(written: Mapping[str, Any]) -> dict[str, Any]:
        """A stored truth as one of the two answers."""
        return {"value_": "yes" if written.get("value") else "no"} if "value" in written else {}

    def written(self) -> dict[str, Any]:
        """The answer as a truth."""
        return {"type": self.kind, "value": self.cleaned_data["value_"] == "yes"}


class MultipleForm(ValueForm):
    """A multiple of a dated reference value; it moves with the reference by itself."""

    kind = "reference_multiple"
    coefficient = forms.DecimalField(
        label=_("Multiple"),
        min_value=Decimal(0),
        max_digits=10,
        decimal_places=4,
        help_text=_("0.8 for 80 per cent of the reference value, 1.5 for one and a half times."),
        widget=forms.TextInput(attrs={**_SHORT, "inputmode": "decimal"}),
    )
    indicator = forms.ChoiceField(label=_("Of which reference value"))

    def __init__(self, *args: Any, indicators: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["indicator"].choices = [("", "—"), *indicators]  # type: ignore[attr-defined]


class ListForm(ValueForm):
    """Several phrases or codes, or values written in braces."""

    kind = "list"
    items = forms.CharField(
        label=_("One on each line"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"})
    )

    @staticmethod
    def initial_of(written: Mapping[str, Any]) -> dict[str, Any]:
        """A line for each item; an item that is a value itself stands as its JSON."""
        lines = [each if isinstance(each, str) else json.dumps(each) for each in written.get("items", ())]
        return {"items": "\n".join(lines)} if lines else {}

    def clean_items(self) -> str:
        """Every line in braces must be a value we know."""
        text: str = self.cleaned_data["items"]
        try:
            values.decode({"type": self.kind, "items": _lines(text)})
        except (msgspec.ValidationError, json.JSONDecodeError) as error:
            raise forms.ValidationError(
                say("A line in braces is not a value we can read: %(error)s") % {"error": error}
            ) from None
        return text

    def written(self) -> dict[str, Any]:
        """The lines that are not empty."""
        return {"type": self.kind, "items": _lines(self.cleaned_data["items"])}


def _lines(text: str) -> list[Any]:
    lines = (line.strip() for line in text.splitlines())
    return [json.loads(line) if line.startswith("{") else line for line in lines if line]


class ContactForm(ValueForm):
    """Whom to ask."""

    kind = "contact"
    name = forms.CharField(label=_("Office"), max_length=300)
    phone = forms.CharField(label=_("Telephone"), max_length=60, required=False, help_text=_("With the country code."))
    address = forms.CharField(label=_("Address"), max_length=500, required=False)


class StatedNoneForm(ValueForm):
    """The source says there is none: no quota, no fee. Nothing to fill in."""

    kind = "none"

    def written(self) -> dict[str, Any]:
        """As the term the content files use."""
        return {"type": "term", "term": "none"}


class NoValueForm(ValueForm):
    """The source speaks of the matter and gives no value. Nothing to fill in."""

    kind = "unstated"

    def written(self) -> None:
        """A value that is left null."""
        return


FORMS: Final[dict[str, type[ValueForm]]] = {
    form.kind: form
    for form in (
        MoneyForm,
        DurationForm,
        NumberForm,
        TermForm,
        FlagForm,
        MultipleForm,
        ListForm,
        ContactForm,
        StatedNoneForm,
        NoValueForm,
    )
}

KIND_NAMES: Final = {
    "money": _("an amount of money"),
    "duration": _("a length of time"),
    "number": _("a count or a share"),
    "term": _("a word or phrase"),
    "boolean": _("yes or no"),
    "reference_multiple": _("a multiple of a reference value"),
    "list": _("a list"),
    "contact": _("a contact point"),
    "none": _("none: the source says there is none"),
    "unstated": _("no value: the source leaves it open"),
}


def kind_of(written: Mapping[str, Any] | None) -> str:
    """Which form a value is filled in with."""
    if written is None:
        return NoValueForm.kind
    if written == {"type": "term", "term": "none"}:
        return StatedNoneForm.kind
    return str(written["type"])
