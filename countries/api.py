"""Countries in the API."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.http import http_date
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_field, inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from countries.filters import CountryFilter
from countries.models import Country, LoadedEdition
from web_api import keyset
from web_api.filters import filtered, names_of
from web_api.parameters import did_you_mean
from web_api.problems import Fault, Problem
from web_api.schema import NextPage, parameters_of
from web_api.views import PublicListView, PublicView


class NamedSerializer(serializers.Serializer[Any]):
    """Something of a code list with its name in the language of the answer."""

    code = serializers.CharField()
    name = serializers.CharField()


class CountrySerializer(serializers.ModelSerializer[Country]):
    """A country or area as it stands in lists."""

    name = serializers.CharField(help_text=_("In the language of the answer."))
    names = serializers.DictField(child=serializers.CharField(), help_text=_("By language: en, es, fr, ar, zh, ru."))
    area = NamedSerializer(help_text=_("The smallest M49 area it lies in."))
    currency = serializers.SerializerMethodField(help_text=_("ISO 4217 code of the main currency."))
    url = serializers.SerializerMethodField()

    class Meta:
        model = Country
        fields = ["code", "alpha2", "numeric", "name", "names", "area", "income_group", "currency", "note", "url"]

    def get_currency(self, country: Country) -> str | None:
        return next((use.currency_id for use in country.currency_uses.all() if use.is_main), None)

    @extend_schema_field(serializers.URLField())
    def get_url(self, country: Country) -> str:
        return reverse("api-country", [country.code], request=self.context["request"])


class CurrencyUseSerializer(NamedSerializer):
    """A currency that is legal tender."""

    code = serializers.CharField(source="currency_id")
    name = serializers.CharField(source="currency.name")
    is_main = serializers.BooleanField()


class LanguageShareSerializer(NamedSerializer):
    """A language and how many people can use it."""

    code = serializers.CharField(source="language_id")
    name = serializers.CharField(source="language.name")
    share_percent = serializers.FloatField(help_text=_("Per cent of the population; shares add up to more than 100."))
    official_status = serializers.CharField()


class CountryDetailSerializer(CountrySerializer):
    """All that is kept about a country or area."""

    regions = serializers.SerializerMethodField(help_text=_("M49 codes of all regions and groups it belongs to."))
    currencies = CurrencyUseSerializer(source="currency_uses", many=True)
    languages = LanguageShareSerializer(source="language_shares", many=True)

    class Meta(CountrySerializer.Meta):
        fields = [
            *CountrySerializer.Meta.fields,
            "iso_status",
            "income_group_as_of",
            "regions",
            "currencies",
            "languages",
        ]

    def get_regions(self, country: Country) -> list[str]:
        return sorted(membership.area_id for membership in country.memberships.all())


GERMANY = OpenApiExample(
    "Germany", value={"code": "DEU", "alpha2": "DE", "numeric": "276", "name": "Germany"}, response_only=True
)


class CountryListView(PublicListView):
    """Countries and areas in use."""

    parameters = names_of(CountryFilter) | set(keyset.PARAMETERS)

    @extend_schema(
        operation_id="countries",
        tags=["countries"],
        summary=_("Countries and areas"),
        parameters=parameters_of(CountryFilter, paged=True),
        responses=inline_serializer("CountryPage", {**NextPage().fields, "results": CountrySerializer(many=True)}),
    )
    def get(self, request: Request, format: str | None = None) -> Response:  # noqa: A002 - DRF's name
        rows = filtered(CountryFilter, Country.objects.with_facts(), self.query)
        if self.query.text("q"):
            page = self._ranked(rows)
        else:
            page = keyset.page(rows.distinct(), by=("code",), query=self.query, request=request)
        data = CountrySerializer(page.rows, many=True, context={"request": request}).data
        return Response({"next": page.next, "results": data}, headers=keyset.link(page.next) | _modified())

    def _ranked(self, rows: Any) -> keyset.Page[Country]:
        """The likeliest first: an order without a key, so there is one page."""
        limit = self.query.integer("limit", keyset.DEFAULT_LIMIT, low=1, high=keyset.MAXIMUM_LIMIT)
        if self.query.text("cursor"):
            self.query.fault("cursor", _("A search has one page."), _("Leave “cursor” or “q” out."))
        self.query.settle()
        return keyset.Page(list(rows[:limit]), None)


class CountryView(PublicView):
    """One country or area, by its alpha-3, alpha-2 or numeric code."""

    @extend_schema(
        operation_id="country", tags=["countries"], summary=_("One country or area"), responses=CountryDetailSerializer
    )
    def get(self, request: Request, code: str) -> Response:
        self.query.settle()
        country = find(code)
        data = CountryDetailSerializer(country, context={"request": request}).data
        return Response(data, headers={"Content-Location": data["url"]} | _modified())


def find(code: str) -> Country:
    """The country with this code, in any of the three codings; a Problem with suggestions if there is none."""
    wanted = code.upper()
    found = (
        Country.objects.with_facts()
        .prefetch_related("memberships")
        .filter(Q(code=wanted) | Q(alpha2=wanted) | Q(numeric=wanted))
        .first()
    )
    if found:
        return found
    near = [country.code for country in Country.objects.search(code)[:3]]
    mend = did_you_mean(near[0], near) if near else _("The list at /api/v1/countries/ has all codes.")
    raise Problem(
        "not-found",
        errors=[Fault("code", _("There is no country or area with the code “%(code)s”.") % {"code": code[:20]}, mend)],
    )


def _modified() -> dict[str, str]:
    edition = LoadedEdition.objects.first()
    return {"Last-Modified": http_date(edition.loaded_at.timestamp())} if edition else {}
