"""django-filter, with its refusals told as the API tells all others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from django_filters import FilterSet

from web_api.parameters import Query, did_you_mean

Row = TypeVar("Row", bound=Model)


def names_of(filterset: type[FilterSet]) -> frozenset[str]:
    """The parameters a filter set reads."""
    return frozenset(filterset.base_filters)


def filtered(filterset: type[FilterSet], queryset: QuerySet[Row], query: Query) -> QuerySet[Row]:
    """The rows that pass; whatever is wrong with a value is noted on the query."""
    for name in filterset.base_filters:
        query.text(name)  # given twice is a fault
    bound = filterset(query.data, queryset)
    for name, messages in bound.errors.items():
        value = query.data.get(name, "")
        allowed = [choice for choice in _choices(bound.form.fields[name]) if choice]
        mend = did_you_mean(value, allowed) if allowed else _("See /api/docs/ for what is allowed.")
        for message in messages:
            query.fault(name, str(message), mend)
    rows: QuerySet[Row] = bound.qs if not query.faults else queryset.none()
    return rows


def _choices(field: Any) -> Iterator[str]:
    for value, _label in getattr(field, "choices", ()):
        yield str(value)
