"""How datasets and releases look in JSON."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.reverse import reverse

from datasets.api.naming import names_of
from datasets.definition import Definition, Dimension
from datasets.models import BulkFile, Dataset, Release, SourceFile
from datasets.periods import EXAMPLES


def _language() -> str:
    return get_language() or "en"


class SourceFileSerializer(serializers.ModelSerializer[SourceFile]):
    """The published file that a release was read from."""

    class Meta:
        model = SourceFile
        fields = ["name", "sha256", "size", "address", "publisher", "licence", "retrieved_on"]


class InputSerializer(serializers.Serializer[Any]):
    """A release that another one was computed from."""

    dataset = serializers.CharField(source="input.dataset_id")
    release = serializers.IntegerField(source="input.number")


class BulkFileSerializer(serializers.ModelSerializer[BulkFile]):
    """A whole release as a file that lies ready."""

    url = serializers.SerializerMethodField()

    class Meta:
        model = BulkFile
        fields = ["format", "name", "size", "sha256", "url"]

    @extend_schema_field(serializers.URLField())
    def get_url(self, file: BulkFile) -> str:
        address: str = self.context["request"].build_absolute_uri(file.get_absolute_url())
        return address


class ReleaseSerializer(serializers.ModelSerializer[Release]):
    """What a dataset said, from when to when."""

    id = serializers.CharField(source="__str__", help_text=_("Dataset and number, such as REM_INFLOW@3."))
    dataset = serializers.CharField(source="dataset_id")
    release = serializers.IntegerField(source="number", help_text=_("What the parameter `release` takes."))
    rows = serializers.IntegerField(source="row_count", help_text=_("Observations."))
    source_file = SourceFileSerializer(allow_null=True)
    inputs = InputSerializer(many=True)
    files = BulkFileSerializer(source="bulk_files", many=True)
    url = serializers.SerializerMethodField()
    data = serializers.SerializerMethodField(  # type: ignore[assignment]  # DRF takes fields off the class
        help_text=_("The observations of exactly this release.")
    )

    class Meta:
        model = Release
        fields = [
            *("id", "dataset", "release", "status", "kind", "vintage", "published_at", "ended_at", "reason"),
            *("period_start", "period_end", "rows", "digest", "code_version", "parameters", "notes"),
            *("source_file", "inputs", "files", "url", "data"),
        ]

    @extend_schema_field(serializers.URLField())
    def get_url(self, release: Release) -> str:
        return reverse("api-release", [release.dataset_id, release.number], request=self.context["request"])

    @extend_schema_field(serializers.URLField())
    def get_data(self, release: Release) -> str:
        address = reverse("api-data", [release.dataset_id], request=self.context["request"])
        return f"{address}?release={release.number}"


def in_force(release: Release | None, request: Request) -> dict[str, Any] | None:
    """The release in force as a dataset shows it in a list."""
    if release is None:
        return None
    return {
        "release": release.number,
        "published_at": release.published_at,
        "vintage": release.vintage,
        "period_start": release.period_start,
        "period_end": release.period_end,
        "rows": release.row_count,
        "url": reverse("api-release", [release.dataset_id, release.number], request=request),
    }


def summary(dataset: Dataset, release: Release | None, request: Request) -> dict[str, Any]:
    """A dataset in a list."""
    definition, language = dataset.definition, _language()
    return {
        "id": definition.id,
        "title": definition.title[language],
        "description": definition.description[language].strip(),
        "room": definition.room,
        "kind": Release.Kind.DERIVED.value if definition.derived else Release.Kind.IMPORTED.value,
        "dimensions": list(definition.dimension_ids),
        "frequency": definition.time.format,
        "unit": definition.measure.unit,
        "update_rhythm": definition.update_rhythm,
        "publisher": definition.source.publisher,
        "licence": definition.source.licence.id,
        "in_force": in_force(release, request),
        "url": reverse("api-dataset", [definition.id], request=request),
        "data": reverse("api-data", [definition.id], request=request),
    }


def whole(dataset: Dataset, release: Release | None, request: Request) -> dict[str, Any]:
    """A dataset with its structure, method, source and licence."""
    definition, language = dataset.definition, _language()
    source = definition.source
    return summary(dataset, release, request) | {
        "version": definition.version,
        "digest": definition.digest,
        "method": definition.method[language].strip(),
        "source": {
            "publisher": source.publisher,
            "name": source.name,
            "url": source.url,
            "citation": source.citation,
            "licence": {"id": source.licence.id, "name": source.licence.name, "url": source.licence.url},
        },
        "structure": structure(definition, language),
        "derived": {
            "function": definition.derived.function,
            "inputs": list(definition.derived.inputs),
            "optional_inputs": list(definition.derived.optional),
            "parameters": definition.derived.parameters,
        }
        if definition.derived
        else None,
        "releases": reverse("api-dataset-releases", [definition.id], request=request),
    }


def structure(definition: Definition, language: str) -> dict[str, Any]:
    """Dimensions with their codes, time, measure and attributes, in the order of the columns."""
    measure = definition.measure
    return {
        "columns": list(definition.columns),
        "dimensions": [_dimension(each, language) for each in definition.dimensions],
        "time": {"frequency": definition.time.format, "example": EXAMPLES[definition.time.format]},
        "measure": {
            "unit": measure.unit,
            "label": measure.label[language],
            "decimals": measure.decimals,
            "minimum": measure.minimum,
            "maximum": measure.maximum,
        },
        "attributes": [
            {"id": each.id, "label": each.label[language], "type": each.type} for each in definition.attributes
        ],
    }


def _dimension(dimension: Dimension, language: str) -> dict[str, Any]:
    names = names_of(dimension, language)
    return {
        "id": dimension.id,
        "parameter": dimension.column,
        "label": dimension.label[language],
        "concept": dimension.concept or dimension.id,
        "codelist": dimension.codelist or None,
        "codes": [{"id": code, "label": name} for code, name in sorted(names.items())],
    }
