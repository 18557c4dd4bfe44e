"""What the OpenAPI description says of every operation: problems, language, headers of conditional requests."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, FilterSet
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers

from web_api.keyset import DEFAULT_LIMIT, MAXIMUM_LIMIT
from web_api.language import LANGUAGES
from web_api.problems import KINDS, MEDIA_TYPE, Kind, kind_of

# 400, 406 and 429 can happen anywhere; 404 where the address names one thing; 405 is what other methods get.
EVERYWHERE = ("invalid-parameters", "not-authenticated", "not-acceptable", "too-many-requests", "server-error")
PROBLEM = {
    "type": "object",
    "description": _("An error as RFC 9457 describes it."),
    "required": ["type", "title", "status", "detail", "errors"],
    "properties": {
        "type": {"type": "string", "format": "uri", "description": _("A page that explains this kind of problem.")},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["where", "problem", "mend"],
                "properties": {
                    "where": {"type": "string", "description": _("The parameter, field or cell.")},
                    "problem": {"type": "string"},
                    "mend": {"type": "string", "description": _("How to mend it.")},
                },
            },
        },
    },
}
LANG = {
    "name": "lang",
    "in": "query",
    "description": _("Language of names and sentences; without it Accept-Language decides, then English."),
    "schema": {"type": "string", "enum": list(LANGUAGES)},
}
READ_HEADERS = {
    "ETag": _("Send it back as If-None-Match: while nothing has changed the answer is 304 and costs nothing."),
    "Last-Modified": _("When what is answered was published, where that is known."),
    "RateLimit": _("What is left of the budget, and the seconds until it is full again."),
    "Link": _("The address of the next page (rel=next), where there is one."),
}


PAGE_PARAMETERS = [
    OpenApiParameter("limit", {"type": "integer", "minimum": 1, "maximum": MAXIMUM_LIMIT, "default": DEFAULT_LIMIT}),
    OpenApiParameter("cursor", str, description=_("From the “next” of the page before; good for this query only.")),
]


class NextPage(serializers.Serializer[Any]):
    """What every list has besides its results."""

    next = serializers.URLField(allow_null=True, help_text=_("Address of the next page; null on the last."))


def describe(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """Post-processing hook of drf-spectacular."""
    components = result.setdefault("components", {})
    components.setdefault("schemas", {})["Problem"] = PROBLEM
    components["responses"] = {name_of(kind): _response(kind) for kind in KINDS.values()}
    for path, operations in result["paths"].items():
        for operation in operations.values():
            _complete(operation, names_one_thing="{" in path)
    return result


def parameters_of(filterset: type[FilterSet], *, paged: bool) -> list[OpenApiParameter]:
    """The parameters of a list: its filters, and those of the page."""
    filters = [
        OpenApiParameter(name, str, description=one.extra.get("help_text", ""), enum=_fixed_choices(one))
        for name, one in filterset.base_filters.items()
    ]
    return filters + (PAGE_PARAMETERS if paged else [])


def _fixed_choices(one: Any) -> list[str] | None:
    """The values of a filter, where they are written in the code and not read from a table."""
    choices = one.extra.get("choices") if isinstance(one, ChoiceFilter) else None
    return [str(value) for value, _label in choices] if choices and not callable(choices) else None


def name_of(kind: Kind) -> str:
    """The name of a problem among the components: "not-found" is NotFound."""
    return kind.code.title().replace("-", "")


def _response(kind: Kind) -> dict[str, Any]:
    example = {
        "type": kind.address,
        "title": str(kind.title),
        "status": kind.status,
        "detail": str(kind.detail),
        "errors": [],
    }
    return {
        "description": f"{kind.title}. {kind.mend}",
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}, "example": example}},
    }


def _complete(operation: dict[str, Any], *, names_one_thing: bool) -> None:
    parameters = operation.setdefault("parameters", [])
    if not any(parameter.get("name") == "lang" for parameter in parameters):
        parameters.append(LANG)
    for parameter in parameters:
        if parameter["name"] == "format" and parameter["in"] == "path":
            parameter["schema"] = {"type": "string", "enum": ["json", "csv"]}
    responses = operation["responses"]
    codes = EVERYWHERE + (("not-found",) if names_one_thing else ())
    for kind in (KINDS[code] for code in codes):
        responses.setdefault(str(kind.status), {"$ref": f"#/components/responses/{name_of(kind)}"})
    responses.setdefault("304", {"description": _("Nothing has changed since the ETag or date you sent.")})
    if "200" in responses:
        responses["200"].setdefault("headers", {}).update(
            {name: {"description": text, "schema": {"type": "string"}} for name, text in READ_HEADERS.items()}
        )


def reference(status: int) -> dict[str, str]:
    """A reference to the problem with this status."""
    return {"$ref": f"#/components/responses/{name_of(kind_of(status))}"}
