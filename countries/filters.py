"""What a list of countries can be narrowed by."""

from __future__ import annotations

import django_filters
from django.utils.translation import gettext_lazy as _

from countries.models import Area, Country, Currency
from countries.models.countries import IncomeGroup
from countries.querysets import CountryQuerySet


def _areas() -> list[tuple[str, str]]:
    return [(area.code, area.name) for area in Area.objects.all()]


def _currencies() -> list[tuple[str, str]]:
    return [(currency.code, currency.name) for currency in Currency.objects.all()]


class CountryFilter(django_filters.FilterSet):
    """Parameters of /api/v1/countries/ besides the page."""

    region = django_filters.ChoiceFilter(
        method="in_area", choices=_areas, help_text=_("M49 code of a region or group: 150 is Europe.")
    )
    income_group = django_filters.ChoiceFilter(
        choices=IncomeGroup.choices,
        help_text=_("World Bank income group, of the fiscal year that income_group_as_of begins."),
    )
    currency = django_filters.ChoiceFilter(
        field_name="currency_uses__currency",
        choices=_currencies,
        help_text=_("ISO 4217 code of a currency that is legal tender."),
    )
    q = django_filters.CharFilter(
        method="resembling",
        max_length=80,
        help_text=_("Any code or name in any of the six languages, the likeliest first; all in one page."),
    )

    class Meta:
        model = Country
        fields: list[str] = []

    def in_area(self, queryset: CountryQuerySet, name: str, value: str) -> CountryQuerySet:
        return queryset.in_area(value)

    def resembling(self, queryset: CountryQuerySet, name: str, value: str) -> CountryQuerySet:
        return queryset.search(value)
