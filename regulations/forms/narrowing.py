"""The filters of the list of permits."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from regulations import words
from regulations.models.permits import SUPRANATIONAL
from regulations.vocabulary import DurationClass, Purpose, SkillLevel
from web_pages.places import code_of, names


class NarrowingForm(forms.Form):
    """Country by any name or code, and the classification. What is left out does not restrict."""

    country = forms.CharField(label=gettext_lazy("Country"), required=False, max_length=100)
    purpose = forms.ChoiceField(label=gettext_lazy("Purpose"), required=False)
    duration_class = forms.ChoiceField(label=gettext_lazy("Length"), required=False)
    skill_level = forms.ChoiceField(label=gettext_lazy("Skill"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, kind in (("purpose", Purpose), ("duration_class", DurationClass), ("skill_level", SkillLevel)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
            field.choices = [("", _("Any")), *words.choices(kind)]
        self.fields["country"].widget.attrs |= {"list": "country-names", "autocomplete": "off"}

    def clean_country(self) -> str:
        """The alpha-3 code, or EU; empty for all."""
        written = str(self.cleaned_data["country"]).strip()
        if not written or written.upper() in SUPRANATIONAL:
            return written.upper()
        code = code_of(written)
        if code is None:
            raise forms.ValidationError(_("We know no country called “%(name)s”."), params={"name": written[:40]})
        return code

    @property
    def country_name(self) -> str:
        """The country chosen, in the reader's language."""
        code = self.cleaned_data.get("country", "")
        return names().get(code) or str(SUPRANATIONAL.get(code, ""))

    def chosen(self) -> dict[str, str]:
        """What restricts, by field."""
        return {name: value for name, value in self.cleaned_data.items() if value}
