"""What the OpenAPI description says of permits: the fields of each answer."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, inline_serializer
from rest_framework import serializers as s

from regulations.elements import Element
from web_api.schema import NextPage


def _many(shape: Any, **said: Any) -> s.ListField:
    """A list of them. A field of DRF belongs to the one it stands in, so each list has a copy."""
    return s.ListField(child=deepcopy(shape), **said)


_IDENTITY: dict[str, Any] = {
    "id": s.CharField(help_text=_("Such as DE-EUBC; it never changes.")),
    "country": s.CharField(help_text=_("ISO 3166-1 alpha-3, or EU.")),
    "name": s.CharField(help_text=_("In the language of the answer, else in English.")),
    "name_language": s.CharField(),
    "names": s.DictField(child=s.CharField(), help_text=_("As the authority calls it, and in English, by language.")),
    "local_code": s.CharField(allow_blank=True),
    "authority": s.CharField(allow_blank=True),
    "purpose": s.CharField(),
    "duration_class": s.CharField(allow_null=True),
    "skill_level": s.CharField(),
    "initiated_by": s.CharField(),
    "tied_to": s.CharField(),
    "service_modes": s.ListField(child=s.CharField(), help_text=_("Categories of GATS Mode 4.")),
}
_HELD: dict[str, Any] = {
    "facts": s.IntegerField(help_text=_("Claims on record that hold today.")),
    "elements": s.ListField(child=s.CharField(), help_text=_("Elements of which something is known today.")),
    "coming": s.IntegerField(help_text=_("Claims on record whose first day is still to come.")),
    "open_conflicts": s.IntegerField(),
    "conditions_encoded": s.BooleanField(help_text=_("Whether /api/v1/pathways/ can judge a case by this permit.")),
    "url": s.URLField(),
}
PermitEntryShape = inline_serializer("PermitEntry", {**_IDENTITY, **_HELD})
PermitPageShape = inline_serializer("PermitPage", {**NextPage().fields, "results": _many(PermitEntryShape)})
CitationShape = inline_serializer(
    "PermitCitation",
    {
        "source": s.CharField(help_text=_("The publisher.")),
        "source_id": s.CharField(),
        "url": s.URLField(),
        "locator": s.CharField(allow_blank=True),
        "source_date": s.CharField(allow_null=True, help_text=_("2026, 2026-06 or 2026-06-14; null: undated.")),
        "grade": s.ChoiceField(["A", "B", "C", "D"]),
        "evidence": s.CharField(),
        "read_on": s.DateField(allow_null=True),
    },
)
ConflictShape = inline_serializer(
    "PermitConflict",
    {
        "id": s.CharField(),
        "topic": s.CharField(),
        "status": s.ChoiceField(["open", "closed"]),
        "keys": s.ListField(child=s.CharField()),
        "assessment": s.CharField(allow_blank=True),
        "claims": s.ListField(child=s.JSONField()),
    },
)
ProvisionShape = inline_serializer(
    "PermitProvision",
    {
        "key": s.CharField(),
        "element": s.ChoiceField([*Element]),
        "claim": s.CharField(allow_blank=True, help_text=_("Tells apart sources that contradict one another.")),
        "value": s.JSONField(
            allow_null=True,
            help_text=_("By “type”: money, duration, number, term, boolean, reference_multiple, list, contact."),
        ),
        "value_text": s.CharField(help_text=_("The value in words.")),
        "value_language": s.CharField(),
        "text": s.CharField(help_text=_("The rule in our own words.")),
        "text_language": s.CharField(help_text=_("“en” where nobody has translated it yet.")),
        "valid_from": s.DateField(allow_null=True, help_text=_("Null: the start was not read.")),
        "valid_to": s.DateField(allow_null=True, help_text=_("The first day it no longer holds; null: open.")),
        "start_known": s.BooleanField(),
        "governing_date": s.CharField(allow_null=True, help_text=_("The date of a case that decides.")),
        "indicator_date": s.CharField(allow_null=True),
        "status": s.ChoiceField(["published", "coming"]),
        "recorded_from": s.DateTimeField(help_text=_("When it was first shown here.")),
        "confidence": s.ChoiceField(["high", "medium", "low"]),
        "confirmed_by_authority": s.BooleanField(help_text=_("False: only a secondary source says so.")),
        "freshness": s.ChoiceField(["fresh", "amber", "red", "unknown"]),
        "review_due": s.DateField(allow_null=True),
        "certified_by": s.CharField(allow_null=True),
        "certified_on": s.DateField(allow_null=True),
        "citations": _many(CitationShape),
        "conflicts": _many(ConflictShape),
    },
)
IndicatorShape = inline_serializer(
    "PermitIndicatorValue",
    {
        "value": s.CharField(),
        "currency": s.CharField(),
        "per": s.CharField(),
        "valid_from": s.DateField(allow_null=True),
        "valid_to": s.DateField(allow_null=True),
        "citation": CitationShape,
    },
)
QuotaShape = inline_serializer(
    "PermitQuota",
    {
        "key": s.CharField(),
        "nationals": s.ListField(
            child=s.CharField(), help_text=_("Whom alone it is for; empty: nobody in particular.")
        ),
        "part_of": s.CharField(allow_null=True),
        "parts": s.ListField(child=s.CharField()),
        "adds_up": s.BooleanField(allow_null=True, help_text=_("Whether its parts add up to it on that day.")),
        "readings": s.ListField(child=s.JSONField(), help_text=_("How much of it was used by a day.")),
    },
)
PermitShape = inline_serializer(
    "Permit",
    {
        **_IDENTITY,
        "as_of": s.DateField(),
        "known_on": s.CharField(allow_null=True, help_text=_("Null: as it is known now.")),
        "record_begins": s.DateTimeField(allow_null=True, help_text=_("Before this nothing was shown here.")),
        "elements": inline_serializer("PermitElements", {each: _many(ProvisionShape) for each in Element}),
        "coming": _many(ProvisionShape, help_text=_("On record and not yet in force on that day.")),
        "not_known": s.ListField(child=s.CharField(), help_text=_("Keys without a value on that day.")),
        "no_record": s.ListField(child=s.CharField(), help_text=_("Elements of which nothing is on record at all.")),
        "conflicts": _many(ConflictShape),
        "indicators": s.DictField(
            child=_many(IndicatorShape),
            help_text=_("Dated values that multiples refer to; empty: not held."),
        ),
        "quotas": _many(QuotaShape, help_text=_("What is special about keys that are ceilings.")),
        "conditions": s.JSONField(allow_null=True, help_text=_("The predicate tree; null: not yet encoded.")),
        "url": s.URLField(),
    },
)
EXAMPLE = OpenApiExample(
    "A threshold on a past day",
    value={
        "id": "DE-EUBC",
        "country": "DEU",
        "as_of": "2024-06-01",
        "known_on": None,
        "elements": {
            "e01": [
                {
                    "key": "salary_min_general",
                    "value": {"type": "money", "amount": "45300.00", "currency": "EUR", "per": "year"},
                    "valid_from": "2024-01-01",
                    "valid_to": "2025-01-01",
                }
            ]
        },
        "not_known": [],
    },
    response_only=True,
)
