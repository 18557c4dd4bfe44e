"""Permits side by side in the API."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, inline_serializer
from rest_framework import serializers as s
from rest_framework.request import Request
from rest_framework.response import Response

from regulations.comparison.table import MOST_PERMITS
from regulations.models import Permit
from regulations.permit_types import KINDS
from regulations.presenting.comparison_file import described
from regulations.queries import comparison
from web_api.parameters import did_you_mean
from web_api.views import PublicView

EURO = "EUR"

ConvertedShape = inline_serializer(
    "ConvertedAmount", {"amount": s.FloatField(), "currency": s.CharField()}, allow_null=True
)
AmountShape = inline_serializer(
    "ComparedAmount",
    {
        "amount": s.FloatField(),
        "currency": s.CharField(),
        "per": s.CharField(allow_null=True, help_text=_("year, month, application, person …")),
        "gross_net": s.CharField(allow_null=True),
        "computed": s.BooleanField(help_text=_("Whether it comes from a multiple of an index, not out of the source.")),
        "converted": ConvertedShape,
    },
    many=True,
)
AnswerShape = inline_serializer(
    "ComparedAnswer",
    {
        "key": s.CharField(),
        "claim": s.CharField(allow_blank=True),
        "value": s.JSONField(allow_null=True),
        "text": s.CharField(),
        "amounts": AmountShape,
        "indices_not_held": s.ListField(child=s.CharField()),
        "valid_from": s.DateField(allow_null=True),
        "valid_to": s.DateField(allow_null=True),
        "citation": inline_serializer(
            "ComparedCitation",
            {
                "source": s.CharField(),
                "url": s.CharField(allow_blank=True),
                "locator": s.CharField(allow_blank=True),
                "source_date": s.CharField(allow_blank=True),
                "grade": s.CharField(help_text=_("A law, B authority, C its press, D anybody else.")),
            },
            allow_null=True,
        ),
    },
    many=True,
)
RowShape = inline_serializer(
    "ComparedRow",
    {
        "question": s.CharField(),
        "name": s.CharField(),
        "element": s.CharField(help_text=_("e01 to e12.")),
        "differs": s.BooleanField(),
        "cells": inline_serializer(
            "ComparedCell",
            {
                "permit": s.CharField(),
                "mark": s.CharField(allow_blank=True, help_text=_("lowest, highest or nothing.")),
                "answers": AnswerShape,
            },
            many=True,
        ),
    },
    many=True,
)
RateShape = inline_serializer(
    "ExchangeRate",
    {
        "currency": s.CharField(),
        "per_unit_of": s.CharField(),
        "rate": s.FloatField(),
        "period": s.CharField(),
        "dataset": s.CharField(),
        "release": s.IntegerField(),
    },
    many=True,
)
ComparisonShape = inline_serializer(
    "Comparison",
    {
        "as_of": s.DateField(),
        "currency": s.CharField(),
        "permits": inline_serializer(
            "ComparedPermit", {"id": s.CharField(), "country": s.CharField(), "name": s.CharField()}, many=True
        ),
        "rates": RateShape,
        "without_rate": s.ListField(child=s.CharField()),
        "rows": RowShape,
    },
)


class ComparisonView(PublicView):
    """Up to six permits, or one kind of permit in all countries, on real units."""

    parameters = {"permits", "type", "currency", "as_of", "known_on"}

    @extend_schema(
        operation_id="compare",
        tags=["permits"],
        summary=_("Permits side by side"),
        description=_(
            "The same questions to every permit. A cell without answers means that no record is held, not that there "
            "is no rule. Amounts are converted at the last published rate up to the day; every rate used is named."
        ),
        parameters=[
            OpenApiParameter(
                "permits", str, many=True, explode=False, description=_("At most six codes, such as DE-EUBC,FR-EUBC.")
            ),
            OpenApiParameter("type", str, enum=list(KINDS), description=_("One kind in all countries instead.")),
            OpenApiParameter("currency", str, description=_("Currency to convert into; EUR unless said.")),
            OpenApiParameter("as_of", OpenApiTypes.DATE, description=_("Rules in force on that day.")),
            OpenApiParameter("known_on", OpenApiTypes.DATE, description=_("As the hub showed them on that day.")),
        ],
        responses=ComparisonShape,
    )
    def get(self, request: Request) -> Response:
        day = self.query.date("as_of") or timezone.now().date()
        known_on = self.query.date("known_on")
        currency = self._currency(day)
        permits = self._permits()
        self.query.settle()
        found = comparison.side_by_side(permits, day=day, known_on=known_on, currency=currency)
        return Response(described(found))

    def _currency(self, day: dt.date) -> str:
        known = set(comparison.currencies(day))
        return self.query.choice("currency", known, default=EURO) or EURO

    def _permits(self) -> Sequence[Permit]:
        codes = [code.upper() for code in self.query.codes("permits")]
        kind = self.query.choice("type", KINDS, default=None)
        everyone = {permit.code: permit for permit in Permit.objects.with_jurisdiction().order_by("code")}
        if not codes:
            if kind is None and not self.query.faults:
                self.query.fault("permits", _("Nothing is asked for."), _("Name permits: ?permits=DE-EUBC,FR-EUBC"))
            return [each for each in everyone.values() if kind and KINDS[kind].holds(each, each.code)]
        if len(codes) > MOST_PERMITS:
            words = {"asked": len(codes), "most": MOST_PERMITS}
            problem = _("These are %(asked)s permits; at most %(most)s are compared.") % words
            self.query.fault("permits", problem, _("Leave some out, or ask for a type."))
        for code in codes:
            if code not in everyone:
                problem = _("There is no permit “%(code)s”.") % {"code": code[:40]}
                mend = did_you_mean(code[:40], everyone, str(_("The list at /api/v1/permits/ has all codes.")))
                self.query.fault("permits", problem, mend)
        return [everyone[code] for code in codes if code in everyone]
