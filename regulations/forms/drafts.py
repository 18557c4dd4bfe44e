"""What a focal point fills in: what a version says besides its value, where it was read, and reasons."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from regulations.models import Provision, Source
from regulations.models.sources import PARTIAL_DATE
from regulations.vocabulary import GoverningDate, SourceKind
from regulations.words import choices

MOST_QUOTED_WORDS: Final = 25
BLANK_CITATIONS: Final = 1


def _day(label: Any, help_text: Any = "", *, required: bool = False) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "short"}),
        error_messages={"invalid": _("Write the day as year-month-day, such as 2026-01-31.")},
    )


class DraftForm(forms.Form):
    """The words, the days, and the date of a case that decides."""

    text = forms.CharField(
        label=_("The rule in plain words"),
        max_length=4000,
        help_text=_("In English, in your own words, complete without the law beside it."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    valid_from = _day(
        _("Holds from"), _("The first day. Leave it empty only where the text does not say: no day is made up.")
    )
    valid_to = _day(_("Holds until"), _("The day after the last. Leave it empty where no end is known."))
    governing_date = forms.ChoiceField(
        label=_("The date of a case that decides"),
        required=False,
        help_text=_("An application of last December, decided in January: which of the two days counts?"),
    )
    indicator_date = forms.ChoiceField(
        label=_("The date that decides for the reference value"),
        required=False,
        help_text=_("Only for a multiple of a reference value that goes by another date than the rule."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dates = [("", _("not stated")), *choices(GoverningDate)]
        for name in ("governing_date", "indicator_date"):
            self.fields[name].choices = dates  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A range holds at least one day."""
        cleaned: dict[str, Any] = self.cleaned_data
        start, end = cleaned.get("valid_from"), cleaned.get("valid_to")
        if start and end and end <= start:
            self.add_error("valid_to", say("The day after the last must be later than the first day."))
        return cleaned


class CitationForm(forms.Form):
    """One place in one source. A row that is left empty is no citation."""

    source = forms.ModelChoiceField(Source.objects.none(), label=_("Source"), required=False)
    locator = forms.CharField(
        label=_("Article or page"), required=False, max_length=200, help_text=_("Such as “art. 77(2)”.")
    )
    quotation = forms.CharField(
        label=_("Its own words"),
        required=False,
        max_length=600,
        help_text=_("At most 25 words, or none."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    read_on = _day(_("Read on"))

    def __init__(self, *args: Any, sources: Iterable[Source], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today
        field = self.fields["source"]
        field.queryset = sources  # type: ignore[attr-defined]
        field.label_from_instance = _called  # type: ignore[attr-defined]

    def clean_quotation(self) -> str:
        """Longer quotations are no longer small ones."""
        text: str = self.cleaned_data["quotation"]
        if len(text.split()) > MOST_QUOTED_WORDS:
            raise forms.ValidationError(
                say("Quote at most %(most)s words; these are %(count)s.")
                % {"most": MOST_QUOTED_WORDS, "count": len(text.split())}
            )
        return text

    def clean_read_on(self) -> date:
        """Nobody read it tomorrow; a day left out is today."""
        day: date = self.cleaned_data["read_on"] or self._today
        if day > self._today:
            raise forms.ValidationError(say("This day has not come yet."))
        return day

    def clean(self) -> dict[str, Any]:
        """What is written about a source needs the source."""
        cleaned: dict[str, Any] = self.cleaned_data
        if not cleaned.get("source") and (cleaned.get("locator") or cleaned.get("quotation")):
            self.add_error("source", say("Choose the source this was read in."))
        return cleaned


class _Citations(forms.BaseFormSet):
    """The citations of a version, with blank rows for more."""

    def clean(self) -> None:
        """One place is cited once."""
        seen = set()
        for form in self.forms:
            place = (form.cleaned_data.get("source"), form.cleaned_data.get("locator"))
            if place[0] and place in seen:
                form.add_error("locator", say("This place is cited above already."))
            seen.add(place)


CitationFormSet = forms.formset_factory(
    CitationForm, formset=_Citations, extra=BLANK_CITATIONS, max_num=20, absolute_max=20
)


def _called(source: Source) -> str:
    """A source as one chooses it: who published it, of when it is, and its code."""
    return f"{source.publisher} ({source.source_date or say('undated')}) · {source.code}"


class ProvisionForm(forms.Form):
    """A matter the permit has no rule on yet."""

    element = forms.ChoiceField(label=_("Element"))
    key = forms.RegexField(
        r"^[a-z][a-z0-9_]{1,59}$",
        label=_("Name of the matter"),
        max_length=60,
        help_text=_("Small letters and underscores, such as fee_residence_card. It never changes."),
        error_messages={"invalid": _("Use small letters, digits and underscores, beginning with a letter.")},
        widget=forms.TextInput(attrs={"spellcheck": "false", "autocapitalize": "none"}),
    )

    def __init__(self, *args: Any, permit: str, elements: Iterable[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._permit = permit
        self.fields["element"].choices = [*elements]  # type: ignore[attr-defined]

    def clean_key(self) -> str:
        """A matter that is there already is changed, not added."""
        key: str = self.cleaned_data["key"]
        if Provision.objects.filter(permit=self._permit, key=key).exists():
            raise forms.ValidationError(say("The permit has “%(key)s” already. Change it instead.") % {"key": key})
        return key


class SourceForm(forms.ModelForm):
    """A text that was read and that others may cite too."""

    url = forms.URLField(label=_("Address"), max_length=500, assume_scheme="https")

    class Meta:
        model = Source
        fields = ("publisher", "kind", "url", "language", "source_date", "read_on", "licence")
        widgets = {"read_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "short"})}

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today
        self.fields["kind"].choices = choices(SourceKind)  # type: ignore[attr-defined]
        self.fields["language"].help_text = _("Its code, such as de.")
        self.fields["source_date"].widget.attrs["class"] = "short"

    def clean_source_date(self) -> str:
        """A year, a month or a day."""
        written: str = self.cleaned_data["source_date"]
        if not re.fullmatch(PARTIAL_DATE, written):
            raise forms.ValidationError(say("Write a year, a month or a day: 2026, 2026-06 or 2026-06-14."))
        return written

    def clean_read_on(self) -> date:
        """Nobody read it tomorrow."""
        day: date = self.cleaned_data["read_on"]
        if day > self._today:
            raise forms.ValidationError(say("This day has not come yet."))
        return day


class WhyForm(forms.Form):
    """Why something is sent back, taken off the record, put aside or closed."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One sentence for those who read it later. It stays on record."),
        error_messages={"required": _("Write in a sentence why.")},
    )
