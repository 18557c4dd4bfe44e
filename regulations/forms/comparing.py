"""What a comparison is asked with: permits or a kind of them, a currency, the two days."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from regulations.comparison.table import MOST_PERMITS
from regulations.models import Permit
from regulations.permit_types import KINDS
from regulations.queries import comparison
from regulations.wording.permit_types import NAMES

DEFAULT_CURRENCY = "EUR"


class ComparingForm(forms.Form):
    """Read from an address: `permits` once or often, with commas or without."""

    permits = forms.MultipleChoiceField(
        label=gettext_lazy("Permits, at most six"), required=False, widget=forms.CheckboxSelectMultiple
    )
    type = forms.ChoiceField(label=gettext_lazy("Or one kind in all countries"), required=False)
    currency = forms.ChoiceField(label=gettext_lazy("Amounts in"), required=False)
    as_of = forms.DateField(
        label=gettext_lazy("Rules in force on"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    known_on = forms.DateField(
        label=gettext_lazy("As the hub showed them on"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, asked: QueryDict, today: dt.date, **kwargs: Any) -> None:
        super().__init__(_commas_apart(asked), **kwargs)
        self.today = today
        self.known = list(Permit.objects.with_jurisdiction().order_by("code"))
        self._choose("type", [("", "—"), *((code, str(NAMES[code])) for code in KINDS)])
        self._choose("currency", [(code, code) for code in comparison.currencies(today)])
        self.fields["permits"].choices = [(each.code, each.name) for each in self.known]  # type: ignore[attr-defined]
        self.fields["permits"].error_messages["invalid_choice"] = gettext_lazy(
            "There is no permit %(value)s. Codes look like DE-EUBC."
        )
        self.fields["currency"].error_messages["invalid_choice"] = gettext_lazy("There is no rate for %(value)s.")

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean_permits(self) -> list[str]:
        """The codes in the order asked for, each once."""
        codes = list(dict.fromkeys(self.cleaned_data["permits"]))
        if len(codes) > MOST_PERMITS:
            message = _("Choose at most %(most)s permits; these are %(asked)s.")
            raise forms.ValidationError(message, params={"most": MOST_PERMITS, "asked": len(codes)})
        return codes

    def chosen(self) -> list[Permit]:
        """The permits to compare: those named, else those of the kind."""
        codes = self.cleaned_data["permits"]
        if codes:
            by_code = {permit.code: permit for permit in self.known}
            return [by_code[code] for code in codes]
        kind = KINDS.get(self.cleaned_data["type"])
        return [permit for permit in self.known if kind.holds(permit, permit.code)] if kind else []

    @property
    def currency_asked(self) -> str:
        """The reader's currency; the euro unless said."""
        return str(self.cleaned_data.get("currency") or DEFAULT_CURRENCY)

    @property
    def day(self) -> dt.date:
        """The day whose rules and rates are compared."""
        return self.cleaned_data.get("as_of") or self.today


def _commas_apart(asked: QueryDict) -> QueryDict:
    data = asked.copy()
    codes = [code.strip().upper() for written in asked.getlist("permits") for code in written.split(",")]
    data.setlist("permits", [code for code in codes if code])
    if "currency" in data:
        data["currency"] = str(asked["currency"]).strip().upper()
    return data
