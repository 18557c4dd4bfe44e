"""The shapes of what is made from definition files, written down for the OpenAPI description only."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import inline_serializer
from rest_framework import serializers as s

from datasets.models import Release

InForce = inline_serializer(
    "ReleaseInForce",
    {
        "release": s.IntegerField(),
        "published_at": s.DateTimeField(),
        "vintage": s.CharField(),
        "period_start": s.CharField(),
        "period_end": s.CharField(),
        "rows": s.IntegerField(),
        "url": s.URLField(),
    },
    allow_null=True,
)


class DatasetSummary(s.Serializer[Any]):
    """A dataset in a list."""

    id = s.CharField()
    title = s.CharField()
    description = s.CharField()
    room = s.CharField(help_text=_("The part of the hub it belongs to."))
    kind = s.ChoiceField(Release.Kind.choices)
    dimensions = s.ListField(child=s.CharField())
    frequency = s.ChoiceField(["year", "quarter", "month", "day"])
    unit = s.CharField()
    update_rhythm = s.CharField()
    publisher = s.CharField()
    licence = s.CharField(help_text=_("SPDX identifier where there is one."))
    in_force = InForce
    url = s.URLField()
    data = s.URLField()  # type: ignore[assignment]  # DRF takes fields off the class


class CodeShape(s.Serializer[Any]):
    """A code and what it is called."""

    id = s.CharField()
    label = s.CharField()  # type: ignore[assignment]


class DimensionShape(s.Serializer[Any]):
    """A dimension with all codes it may hold."""

    id = s.CharField()
    parameter = s.CharField(help_text=_("The name of the parameter that restricts it."))
    label = s.CharField()  # type: ignore[assignment]
    concept = s.CharField()
    codelist = s.CharField(allow_null=True)
    codes = CodeShape(many=True)


class StructureShape(s.Serializer[Any]):
    """What columns there are and what stands in them."""

    columns = s.ListField(child=s.CharField())
    dimensions = DimensionShape(many=True)
    time = s.DictField()
    measure = s.DictField()
    attributes = s.ListField(child=s.DictField())


class DatasetWhole(DatasetSummary):
    """A dataset with structure, method, source and licence."""

    version = s.CharField()
    digest = s.CharField()
    method = s.CharField()
    source = s.DictField()  # type: ignore[assignment]
    structure = StructureShape()
    derived = s.DictField(allow_null=True)
    releases = s.URLField()
