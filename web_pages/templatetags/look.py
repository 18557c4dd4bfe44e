"""Template filters and tags that every page uses: `{% load look %}`."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from web_pages import numbers

register = template.Library()


def _language() -> str:
    return get_language() or "en"


@register.filter
def number(value: numbers.Number | None, digits: int = 0) -> str:
    """`{{ flow|number }}`, `{{ rate|number:2 }}`; nothing for None."""
    return "" if value is None else numbers.number(value, _language(), int(digits))


@register.filter
def signed(value: numbers.Number | None, digits: int = 0) -> str:
    """A step up or down with its sign: `{{ change|signed:1 }}` gives "+3.1"; nothing for None."""
    if value is None:
        return ""
    text = numbers.number(value, _language(), int(digits))
    return f"+{text}" if round(float(value), int(digits)) > 0 else text


@register.filter
def percent(value: numbers.Number | None, digits: int | None = None) -> str:
    """`{{ cost_percent|percent:2 }}`: the value is in per cent already."""
    return "" if value is None else numbers.percent(value, _language(), digits)


@register.filter
def million(value: numbers.Number | None) -> str:
    """An amount in millions, in words: `{{ flow|million }}` gives "52.6 billion"."""
    return "" if value is None else numbers.million(value, _language())


@register.filter
def period(value: object) -> str:
    """A statistical period: "2020-Q3" gives "2020 Q3"."""
    return "" if value is None else numbers.period(str(value), _language())


@register.filter
def day(value: dt.date | dt.datetime | None) -> str:
    """A date in words."""
    if isinstance(value, dt.datetime):
        value = value.date()
    return "" if value is None else numbers.day(value, _language())


@register.simple_tag
def country_link(code: str, name: str) -> SafeString:
    """A link to the page of a country: `{% country_link country.code country.name %}`."""
    return format_html('<a href="{}">{}</a>', reverse("country", args=[code]), name)


@register.simple_tag(takes_context=True)
def changed(context: dict[str, Any], **parameters: object) -> str:
    """This address with some of its query parameters set (or dropped, when the value is None or "")."""
    query = context["request"].GET.copy()
    for name, value in parameters.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}" if query else context["request"].path
