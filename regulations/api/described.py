"""What OpenAPI says of the finder's request and answer."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, inline_serializer
from rest_framework import serializers as s

from regulations.rules.case import MOST_DESTINATIONS, Dates

_COUNTRY: Final = {"type": "string", "description": _("ISO 3166-1 alpha-3 or alpha-2.")}
_DAY: Final = {"type": "string", "format": "date"}
_AMOUNT: Final = {"type": "number", "minimum": 0, "maximum": 10**12}
_CURRENCY: Final = {"type": "string", "pattern": "^[A-Z]{3}$"}

CASE: Final[dict[str, Any]] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "nationality": _COUNTRY,
        "residence": _COUNTRY,
        "destinations": {"type": "array", "items": _COUNTRY, "maxItems": MOST_DESTINATIONS},
        "occupation": {"type": "string", "pattern": "^[0-9]{1,4}$", "description": _("ISCO-08.")},
        "education": {"type": "integer", "minimum": 0, "maximum": 8, "description": _("ISCED 2011.")},
        "experience_years": {"type": "number", "minimum": 0, "maximum": 80},
        "age": {"type": "integer", "minimum": 0, "maximum": 130},
        "salary": {
            "type": "object",
            "required": ["amount", "currency"],
            "properties": {
                "amount": _AMOUNT,
                "currency": _CURRENCY,
                "period": {"type": "string", "enum": ["year", "month", "week", "day", "hour"], "default": "year"},
                "gross": {"type": "boolean", "default": True},
                "hours_per_week": {"type": "number", "exclusiveMinimum": 0, "maximum": 168},
            },
        },
        "job_offer": {"type": "boolean"},
        "languages": {
            "type": "object",
            "additionalProperties": {"type": "string", "enum": ["A1", "A2", "B1", "B2", "C1", "C2"]},
            "description": _("Levels of the CEFR by language (ISO 639-1)."),
        },
        "dates": {"type": "object", "properties": dict.fromkeys(Dates.__struct_fields__, _DAY)},
        "facts": {
            "type": "object",
            "additionalProperties": {"type": ["boolean", "number", "string"]},
            "description": _("Answers to the questions of an earlier answer, by fact."),
        },
        "family": {
            "type": "object",
            "properties": {
                "partner": {"type": "boolean"},
                "children": {"type": "integer", "minimum": 0, "maximum": 30},
            },
        },
        "funds": {
            "type": "object",
            "required": ["amount", "currency"],
            "properties": {
                "amount": _AMOUNT,
                "currency": _CURRENCY,
                "period": {"type": "string", "enum": ["total", "year", "month"], "default": "total"},
            },
        },
        "relation": {"type": "string"},
        "permits": {"type": "array", "items": {"type": "string"}, "description": _("Look at these only.")},
    },
    "example": {
        "nationality": "IND",
        "destinations": ["DEU"],
        "occupation": "2512",
        "education": 6,
        "age": 29,
        "salary": {"amount": 46000, "currency": "EUR", "period": "year", "gross": True},
        "dates": {"application": "2026-02-01"},
    },
}
CASE_PARAMETERS: Final = [
    OpenApiParameter("as_of", OpenApiTypes.DATE, description=_("Look from this day instead of today.")),
    OpenApiParameter("known_on", OpenApiTypes.DATE, description=_("With what was on record at the end of this day.")),
    OpenApiParameter("nationality", str, description=_("ISO 3166-1 alpha-3 or alpha-2.")),
    OpenApiParameter("residence", str, description=_("ISO 3166-1 alpha-3 or alpha-2.")),
    OpenApiParameter("destinations", str, description=_("Country codes, repeated or separated by commas.")),
    OpenApiParameter("occupation", str, description=_("ISCO-08.")),
    OpenApiParameter("education", int, description=_("ISCED 2011.")),
    OpenApiParameter("experience_years", float),
    OpenApiParameter("age", int),
    OpenApiParameter("salary.amount", float),
    OpenApiParameter("salary.currency", str),
    OpenApiParameter("salary.period", str, enum=["year", "month", "week", "day", "hour"]),
    OpenApiParameter("salary.gross", bool),
    OpenApiParameter("job_offer", bool),
    OpenApiParameter("languages", str, description=_("Languages and levels: de:B1,en:C1.")),
    OpenApiParameter("dates.application", OpenApiTypes.DATE),
    OpenApiParameter("dates.decision", OpenApiTypes.DATE),
    OpenApiParameter("family.partner", bool),
    OpenApiParameter("family.children", int),
    OpenApiParameter("permits", str, description=_("Codes of permits, repeated or separated by commas.")),
]


def _objects(about: Any) -> s.Field[Any, Any, Any, Any]:
    return s.ListField(child=s.DictField(), help_text=about)


PATHWAYS: Final = inline_serializer(
    "Pathways",
    {
        "asked": s.DictField(help_text=_("The case as it was sent.")),
        "as_of": s.DateField(allow_null=True),
        "known_on": s.DateField(allow_null=True),
        "total": s.IntegerField(),
        "outcomes": s.DictField(child=s.IntegerField()),
        "next": s.URLField(allow_null=True),
        "results": inline_serializer(
            "Pathway",
            {
                "permit": s.CharField(),
                "country": s.CharField(),
                "names": s.DictField(child=s.CharField()),
                "outcome": s.ChoiceField(choices=["met", "not_met", "unknown", "not_encoded"]),
                "branches": _objects(_("The answer for each stretch of a date that was not given.")),
                "failing": _objects(_("The smallest set of conditions in the way, with margins and citations.")),
                "passing": _objects(_("Conditions that are met.")),
                "not_known": _objects(_("Conditions that no answer of the person settles.")),
                "questions": _objects(_("Facts that would settle what is open; answer them in `facts`.")),
                "alternatives": _objects(_("Named ways to qualify.")),
                "costs": _objects(_("Fees and who pays.")),
                "totals": _objects(_("Sums by payer and currency.")),
                "time": _objects(_("How long steps take: statutory, target or observed.")),
                "documents": _objects(_("What to hand in.")),
                "recognition": _objects(_("Recognition of qualifications.")),
                "exit_rules": _objects(_("Rules of the countries of nationality and residence.")),
                "conflicts": _objects(_("What sources disagree about.")),
                "freshness": s.DictField(),
            },
            many=True,
        ),
    },
)
