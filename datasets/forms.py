"""What people fill in at the desk."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _


class UploadForm(forms.Form):
    """A published file and where it was got. What is wrong inside the file is found by the import."""

    # An empty file is refused by the ledger, which also says how to mend it.
    file = forms.FileField(label=_("File"), allow_empty_file=True)
    address = forms.URLField(
        label=_("Where you got it"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("The address of the publisher’s page or download. Left empty, the source’s own page is noted."),
    )
    retrieved_on = forms.DateField(
        label=_("When you got it"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "short"}),
    )
    vintage = forms.CharField(
        label=_("Edition"),
        required=False,
        max_length=100,
        help_text=_("Only where the file does not say itself of when it is, such as “December 2022”."),
    )

    year = forms.IntegerField(
        label=_("Year"),
        required=False,
        min_value=1900,
        max_value=2100,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
        help_text=_("Only where the file does not say itself of which year it is."),
    )

    def __init__(self, *args: Any, today: date, asks_year: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today
        if not asks_year:
            del self.fields["year"]
        self.fields["retrieved_on"].initial = today
        self.fields["retrieved_on"].widget.attrs["max"] = today.isoformat()

    def clean_retrieved_on(self) -> date | None:
        """Nobody got a file tomorrow."""
        retrieved: date | None = self.cleaned_data["retrieved_on"]
        if retrieved and retrieved > self._today:
            raise forms.ValidationError(
                say("This day has not come yet; today is %(today)s.") % {"today": date_format(self._today)}
            )
        return retrieved


class ReasonForm(forms.Form):
    """Why something is taken back: it stays on record for those who read it later."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One sentence for those who read it later. It stays on record and is shown with the release."),
        error_messages={"required": _("Write in a sentence why.")},
    )
