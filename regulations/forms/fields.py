"""Fields that understand what people type: a country by any name, an occupation by a word, an amount with spaces."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from countries.text import fold
from datasets import occupations
from regulations.rules.case import MOST_DESTINATIONS, MOST_MONEY
from regulations.wording import speech
from web_pages.places import candidates, code_of, language

LONGEST = 200
# "46 000", "46’000", "46,000" and "46.000" are the same salary: three digits after a mark are thousands, for nobody
# states pay to a thousandth. The page says back what it understood.
_GROUPS = re.compile(r"[\s’'_]")
_THOUSANDS = re.compile(r"\d{1,3}([.,]\d{3})+")


class CountryField(forms.CharField):
    """A country by any code or name; its alpha-3 code, or empty."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST, **kwargs)
        self.widget.attrs |= {"list": "country-names", "autocomplete": "country-name"}

    def clean(self, value: Any) -> str:
        written = super().clean(value)
        if not written:
            return ""
        if code := code_of(written):
            return code
        raise ValidationError(unknown_country(written), code="unknown_country")


def unknown_country(written: str) -> str:
    """Says that a country is not known, and which may have been meant."""
    near = [country.name for country in candidates(written[:80])[:3]]
    problem = _("We know no country called “%(written)s”.") % {"written": written[:40]}
    return f"{problem} " + (
        _("Did you mean %(names)s?") % {"names": ", ".join(near)} if near else _("Write its name or its code.")
    )


class DestinationsField(forms.MultipleChoiceField):
    """Countries to go to, by code or name, ticked or in the address; none means any."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> list[str]:
        written = [part.strip() for entry in value or () for part in str(entry).split(",") if part.strip()]
        if len(written) > MOST_DESTINATIONS:
            problem = _("These are %(number)s countries. Choose at most %(most)s, or none for any.")
            raise ValidationError(problem % {"number": len(written), "most": MOST_DESTINATIONS}, code="too_many")
        return list(dict.fromkeys(_destination(each) for each in written if each.casefold() != "any"))


def _destination(written: str) -> str:
    if code := code_of(written):
        return code
    raise ValidationError(unknown_country(written), code="unknown_country")


class CodeField(forms.CharField):
    """A code of a list, or its name in the reader's language; the code, or empty."""

    named: Callable[[str], Mapping[str, str]]
    problem: Any  # a sentence that is translated when it is shown

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST, **kwargs)

    def clean(self, value: Any) -> str:
        written = super().clean(value)
        if not written:
            return ""
        if code := type(self).named(language()).get(fold(written)):
            return code
        raise ValidationError(self.problem, params={"written": written[:40]}, code="unknown_code")


class CurrencyField(CodeField):
    """A currency: "EUR", or "euro"."""

    named = staticmethod(speech.currencies)
    problem = gettext_lazy("We know no currency “%(written)s”. Write its code of three letters, such as EUR.")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs |= {"list": "currency-names", "autocomplete": "off", "class": "short"}


class LanguageField(CodeField):
    """A language: "de", or "German"."""

    named = staticmethod(speech.languages)
    problem = gettext_lazy("We know no language “%(written)s”. Write its name, or its code such as de.")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs |= {"list": "language-names", "autocomplete": "off"}


class OccupationField(forms.CharField):
    """An occupation by a code of ISCO-08 or a word; the code, or empty.

    A word that several groups answer to is refused, with the groups in `choices`, unless one has just that name.
    """

    choices: tuple[occupations.Found, ...] = ()

    def clean(self, value: Any) -> str:
        written = super().clean(value)
        if not written or occupations.is_group(written):
            return str(written)
        self.choices = occupations.search(written, language())
        if len(self.choices) == 1 or (self.choices and fold(self.choices[0].found_as) == fold(written)):
            return self.choices[0].code
        raise ValidationError(_no_occupation(written, bool(self.choices)), code="unclear_occupation")


def _no_occupation(written: str, several: bool) -> str:
    if several:
        return _("Several groups of occupations answer to “%(written)s”. Choose one of those below.") % {
            "written": written[:40]
        }
    return _("We found no occupation called “%(written)s”. Try another word, or a code of ISCO-08 such as 2221.") % {
        "written": written[:40]
    }


class AmountField(forms.CharField):
    """An amount of money of at least nought, as people write it; a Decimal, or None."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST, **kwargs)
        self.widget.attrs |= {"inputmode": "decimal"}

    def clean(self, value: Any) -> Decimal | None:
        written = _GROUPS.sub("", super().clean(value))
        if not written:
            return None
        if _THOUSANDS.fullmatch(written):
            written = re.sub(r"[.,]", "", written)
        try:
            amount = Decimal(written.replace(",", "."))
        except InvalidOperation:
            raise ValidationError(_("Write the amount in digits, such as 46000."), code="invalid") from None
        if not amount.is_finite() or not 0 <= amount <= MOST_MONEY:
            raise ValidationError(_("An amount lies between 0 and 1,000,000,000,000."), code="out_of_range")
        return amount


class NumberField(forms.CharField):
    """A number between two limits, both allowed; whole unless `whole` is False. An int, a Decimal, or None."""

    def __init__(self, *, low: int, high: int, whole: bool = True, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST, **kwargs)
        self.low, self.high, self.whole = low, high, whole
        self.widget.attrs |= {"inputmode": "numeric" if whole else "decimal", "class": "short"}

    def clean(self, value: Any) -> int | Decimal | None:
        written = super().clean(value).replace(",", ".")
        if not written:
            return None
        try:
            number = Decimal(written)
        except InvalidOperation:
            raise ValidationError(self._refusal(), code="invalid") from None
        in_range = number.is_finite() and self.low <= number <= self.high
        if not in_range or (self.whole and number != number.to_integral_value()):
            raise ValidationError(self._refusal(), code="out_of_range")
        return int(number) if self.whole else number

    def _refusal(self) -> str:
        limits = {"low": self.low, "high": self.high}
        if self.whole:
            return _("Write a whole number from %(low)s to %(high)s.") % limits
        return _("Write a number from %(low)s to %(high)s.") % limits


class YesNoField(forms.ChoiceField):
    """Yes, no, or not said: True, False or None."""

    def __init__(self, *, yes: str | Promise = "", no: str | Promise = "", **kwargs: Any) -> None:
        choices = [
            ("", gettext_lazy("Not said")),
            ("true", yes or gettext_lazy("Yes")),
            ("false", no or gettext_lazy("No")),
        ]
        super().__init__(choices=choices, required=False, **kwargs)

    def to_python(self, value: Any) -> str:
        written = str(value or "").strip().lower()
        return {"yes": "true", "1": "true", "no": "false", "0": "false"}.get(written, written)

    def clean(self, value: Any) -> bool | None:
        return {"true": True, "false": False}.get(super().clean(value))
