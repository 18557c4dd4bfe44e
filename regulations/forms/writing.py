"""The page on which a version is written: one form for its words and days, one for its value, one a citation.

The three are filled in and judged together. Another kind of value can be asked for without losing what was typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.http import QueryDict

from countries.queries import minor_units
from regulations import values
from regulations.actions.drafts import Content, Reference
from regulations.forms.drafts import CitationFormSet, DraftForm
from regulations.forms.values import FORMS, KIND_NAMES, MoneyForm, MultipleForm, ValueForm, kind_of
from regulations.models import Jurisdiction, ProvisionVersion, ReferenceIndicator, Source
from regulations.wording import indicators

OTHER_KIND: Final = "other_kind"  # the button that asks for another kind of value


class Writing:
    """Everything a person fills in to say what a provision is to be."""

    def __init__(
        self,
        *,
        jurisdiction: Jurisdiction,
        today: date,
        data: QueryDict | None = None,
        base: ProvisionVersion | None = None,
        **initial: Any,
    ) -> None:
        """`base`: what the fields say before anybody types; `initial` overrides its words and days."""
        kind = _kind_asked_for(data) if data else kind_of(base.value) if base else "money"
        self.kind = kind if kind in FORMS else "term"
        # Asking for another kind of value judges nothing yet, but every form shows what was typed so far.
        self.judged = data is not None and OTHER_KIND not in data
        typed = data if self.judged else None
        shown: Mapping[str, Any] = data.dict() if data and not self.judged else {}
        self.draft = DraftForm(typed, initial={**_said(base), **initial, **shown})
        self.value = self._value_form(jurisdiction, typed, base, shown)
        self.citations = CitationFormSet(
            data,
            initial=_cited(base),
            prefix="citations",
            form_kwargs={"sources": _sources(jurisdiction, base), "today": today},
        )
        self.kinds = [(name, words, name == self.kind) for name, words in KIND_NAMES.items()]

    def is_valid(self) -> bool:
        """Whether all of it can be taken; every form is judged, so that all messages show at once."""
        if not self.judged:
            return False
        return all([self.draft.is_valid(), self.value.is_valid(), self.citations.is_valid()])

    @property
    def has_errors(self) -> bool:
        """Whether something must be mended."""
        return self.judged and not self.is_valid()

    def content(self) -> Content:
        """What was filled in, of forms that are valid."""
        said = self.draft.cleaned_data
        return Content(
            value=values.encode(self.value.value()),
            text=said["text"],
            valid_from=said["valid_from"],
            valid_to=said["valid_to"],
            governing_date=said["governing_date"],
            indicator_date=said["indicator_date"],
            references=tuple(
                Reference(filled["source"].pk, filled["locator"], filled["quotation"], filled["read_on"])
                for filled in (form.cleaned_data for form in self.citations)
                if filled.get("source")
            ),
        )

    def _value_form(
        self,
        jurisdiction: Jurisdiction,
        typed: QueryDict | None,
        base: ProvisionVersion | None,
        shown: Mapping[str, Any],
    ) -> ValueForm:
        form = FORMS[self.kind]
        before = form.initial_of(base.value) if base and base.value and kind_of(base.value) == self.kind else {}
        more: dict[str, Any] = {}
        if form is MoneyForm:
            more = {"currencies": minor_units()}
        if form is MultipleForm:
            more = {"indicators": _indicators(jurisdiction)}
        return form(typed, initial={**before, **shown}, **more)


def _kind_asked_for(data: QueryDict) -> str:
    return data.get(OTHER_KIND) or data.get("kind") or ""


def _said(base: ProvisionVersion | None) -> dict[str, Any]:
    if base is None:
        return {}
    names = ("text", "valid_from", "valid_to", "governing_date", "indicator_date")
    return {name: getattr(base, name) for name in names}


def _cited(base: ProvisionVersion | None) -> list[dict[str, Any]]:
    if base is None:
        return []
    return [
        {"source": each.source_id, "locator": each.locator, "quotation": each.quotation, "read_on": each.read_on}
        for each in base.citations.all()
    ]


def _sources(jurisdiction: Jurisdiction, base: ProvisionVersion | None) -> QuerySet[Source]:
    """The sources of a jurisdiction (their codes begin with it), and those that stand under the version already."""
    cited = [each.source_id for each in base.citations.all()] if base else []
    return Source.objects.filter(Q(code__startswith=f"{jurisdiction.pk}-") | Q(pk__in=cited)).order_by("publisher")


def _indicators(jurisdiction: Jurisdiction) -> list[tuple[str, str]]:
    known = ReferenceIndicator.objects.filter(Q(jurisdiction=jurisdiction) | Q(jurisdiction=None))
    return [(code, indicators.name(code)) for code in known.values_list("pk", flat=True)]
