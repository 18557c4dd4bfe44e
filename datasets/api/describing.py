"""OpenAPI for observations: an operation for each dataset, with the parameters that its own dimensions are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from datasets import codes
from datasets import definition as definitions
from datasets.api.question import DEFAULT_LIMIT, MAXIMUM_LIMIT
from datasets.definition import Definition, Dimension
from datasets.formats.tables import MEDIA_TYPES
from datasets.periods import EXAMPLES
from web_api.schema import reference

FEW = 40  # codes that are listed in the description; longer lists stand at the dataset's own address
PAGE = {
    "type": "object",
    "required": ["dataset", "release", "next", "total", "columns", "rows"],
    "properties": {
        "dataset": {"type": "string"},
        "release": {"type": "integer"},
        "next": {"type": ["string", "null"], "format": "uri"},
        "total": {"type": ["integer", "null"]},
        "columns": {"type": "array", "items": {"type": "string"}},
        "rows": {
            "type": "array",
            "items": {
                "anyOf": [
                    {"type": "array", "items": {"type": ["string", "number", "null"]}},
                    {"type": "object", "additionalProperties": {"type": ["string", "number", "null"]}},
                ]
            },
        },
    },
}
COUNT = {
    "type": "object",
    "required": ["dataset", "release", "rows", "columns", "bytes", "fits", "preview", "files"],
    "properties": {
        "dataset": {"type": "string"},
        "release": {"type": "integer"},
        "rows": {"type": "integer"},
        "columns": {"type": "array", "items": {"type": "string"}},
        "bytes": {"type": "object", "additionalProperties": {"type": "integer"}},
        "fits": {"type": "object", "additionalProperties": {"type": "boolean"}},
        "preview": {"type": "array", "items": {"type": "array", "items": {"type": ["string", "number", "null"]}}},
        "files": {"type": "array", "items": {"$ref": "#/components/schemas/BulkFile"}},
    },
}
CHANGES = {
    "type": "object",
    "required": ["dataset", "from_release", "release", "next", "columns", "rows"],
    "properties": {
        "dataset": {"type": "string"},
        "from_release": {"type": "integer"},
        "release": {"type": "integer"},
        "next": {"type": ["string", "null"], "format": "uri"},
        "columns": {"type": "array", "items": {"type": "string"}},
        "rows": {"type": "array", "items": {"type": "array", "items": {"type": ["string", "number", "null"]}}},
    },
}


def describe(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """Post-processing hook of drf-spectacular; it runs before the one that adds problems and headers."""
    result.setdefault("components", {}).setdefault("schemas", {}).update(
        Observations=PAGE, Count=COUNT, Changes=CHANGES
    )
    for definition in definitions.all_definitions().values():
        result["paths"][f"/api/v1/datasets/{definition.id}/data"] = {"get": _operation(definition)}
        result["paths"][f"/api/v1/datasets/{definition.id}/count"] = {"get": _counting(definition)}
        result["paths"][f"/api/v1/datasets/{definition.id}/changes"] = {"get": _changes(definition)}
    return result


def _operation(definition: Definition) -> dict[str, Any]:
    language = get_language() or "en"
    return {
        "operationId": f"data-{definition.id}",
        "tags": ["observations"],
        "summary": definition.title[language],
        "description": definition.description[language].strip(),
        "parameters": [*(_dimension(each, language) for each in definition.dimensions), *_others(definition)],
        "security": [{"ApiKey": []}, {}],
        "responses": {
            "200": {
                "description": _("Observations: a page as JSON, everything as CSV."),
                "content": {
                    "application/json": {
                        "schema": {"$ref": "#/components/schemas/Observations"},
                        "example": _example(definition),
                    },
                    "text/csv": {"schema": {"type": "string"}, "example": ",".join(definition.columns)},
                    **{kind: {"schema": {"type": "string", "format": "binary"}} for kind in MEDIA_TYPES.values()},
                },
            },
            "404": reference(404),
            "410": reference(410),
            "413": reference(413),
        },
    }


def _counting(definition: Definition) -> dict[str, Any]:
    language = get_language() or "en"
    others = [each for each in _others(definition) if each["name"] not in {"limit", "cursor", "shape"}]
    title = definition.title[language]
    return {
        "operationId": f"count-{definition.id}",
        "tags": ["observations"],
        "summary": _("How much there is: %(title)s") % {"title": title},
        "parameters": [*(_dimension(each, language) for each in definition.dimensions), *others],
        "security": [{"ApiKey": []}, {}],
        "responses": {
            "200": {
                "description": _("Rows, bytes, the first rows, and ready files, before anything is pulled."),
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Count"}}},
            },
            "404": reference(404),
            "410": reference(410),
        },
    }


def _changes(definition: Definition) -> dict[str, Any]:
    language = get_language() or "en"
    left_out = {"labels", "shape", "columns", "as_of"}
    older = _parameter("from_release", {"type": "integer", "minimum": 1}, _("The release to compare with."))
    others = [each for each in _others(definition) if each["name"] not in left_out]
    title = definition.title[language]
    return {
        "operationId": f"changes-{definition.id}",
        "tags": ["observations"],
        "summary": _("What changed between two releases: %(title)s") % {"title": title},
        "parameters": [
            older | {"required": True},
            *(_dimension(each, language) for each in definition.dimensions),
            *others,
        ],
        "security": [{"ApiKey": []}, {}],
        "responses": {
            "200": {
                "description": _("Every figure that was added, removed or changed: a page as JSON, all as CSV."),
                "content": {
                    "application/json": {"schema": {"$ref": "#/components/schemas/Changes"}},
                    "text/csv": {"schema": {"type": "string"}},
                },
            },
            "404": reference(404),
            "410": reference(410),
        },
    }


def _example(definition: Definition) -> dict[str, Any]:
    return {
        "dataset": definition.id,
        "release": 1,
        "next": None,
        "total": None,
        "columns": list(definition.columns),
        "rows": [],
    }


def _dimension(dimension: Dimension, language: str) -> dict[str, Any]:
    known = sorted(codes.codes_of(dimension))
    item: dict[str, Any] = {"type": "string", "minLength": 1}
    if len(known) <= FEW:
        item = {"type": "string", "enum": known}
    description = dimension.label[language]
    if dimension.codelist == codes.AREA:
        description += ". " + _("ISO 3166-1 alpha-3 (alpha-2 is understood too) or M49.")
    return _parameter(dimension.column, {"type": "array", "items": item, "minItems": 1}, description)


def _others(definition: Definition) -> Sequence[dict[str, Any]]:
    said = {"example": EXAMPLES[definition.time.format]}
    text = {"type": "string"}
    return (
        _parameter(
            "time_period", {"type": "array", "items": text}, _("Only these periods, such as %(example)s.") % said
        ),
        _parameter("start_period", text, _("From this period on, itself included: %(example)s.") % said),
        _parameter("end_period", text, _("Up to this period, all of it included: %(example)s.") % said),
        _parameter("release", {"type": "integer", "minimum": 1}, _("The release with this number.")),
        _parameter("as_of", {"type": "string", "format": "date"}, _("The release readers saw on this day (UTC).")),
        _parameter(
            "columns",
            {"type": "array", "items": {"type": "string", "enum": list(definition.columns)}, "minItems": 1},
            _("Only these columns; they come in the order of the dataset."),
        ),
        _parameter("labels", {"type": "string", "enum": ["id", "name", "both"]}, _("Codes, names, or both.")),
        _parameter("shape", {"type": "string", "enum": ["columns", "records"]}, _("JSON rows as lists or as objects.")),
        _parameter(
            "limit",
            {"type": "integer", "minimum": 1, "maximum": MAXIMUM_LIMIT},
            _("Rows of a page: %(default)s in JSON unless said; CSV has all rows unless said.")
            % {"default": DEFAULT_LIMIT},
        ),
        _parameter("cursor", text, _("From the “next” of the page before.")),
    )


def _parameter(name: str, schema: dict[str, Any], description: str) -> dict[str, Any]:
    parameter: dict[str, Any] = {"name": name, "in": "query", "description": description, "schema": schema}
    if schema["type"] == "array":
        parameter |= {"style": "form", "explode": False}
    return parameter
