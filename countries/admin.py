"""The tables as staff may look at them. They come from files: nobody edits them here."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from countries.models import Area, Country, Currency, CurrencyUse, FormerCountry, Language, LanguageShare, Name


class ReadOnly:
    """Looking is allowed, writing is `manage.py load_countries`."""

    def has_add_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        return False

    def has_change_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        return False


class NameInline(ReadOnly, admin.TabularInline):
    model = Name
    fields = ("language", "kind", "text", "source")
    ordering = ("language", "kind", "text")


class CurrencyInline(ReadOnly, admin.TabularInline):
    model = CurrencyUse


class LanguageInline(ReadOnly, admin.TabularInline):
    model = LanguageShare


@admin.register(Country)
class CountryAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("code", "name", "alpha2", "numeric", "area", "income_group", "iso_status")
    list_filter = ("iso_status", "income_group", "area")
    list_select_related = ("area",)
    search_fields = ("code", "alpha2", "known_names__text")
    inlines = (NameInline, CurrencyInline, LanguageInline)


@admin.register(Area)
class AreaAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("code", "name", "kind", "parent", "as_of")
    list_filter = ("kind",)
    list_select_related = ("parent",)


@admin.register(FormerCountry)
class FormerCountryAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("code", "name", "ended_on")


@admin.register(Currency)
class CurrencyAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("code", "name", "numeric", "minor_units")
    search_fields = ("code", "names")


@admin.register(Language)
class LanguageAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("code", "name", "own_name")
    search_fields = ("code", "names")
