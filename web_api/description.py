"""The OpenAPI description, made once per process and language and answered from memory."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import msgspec
from django.utils import translation
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from web_api.language import language_of
from web_api.views import PublicView


class OpenApiRenderer(BaseRenderer):
    """Bytes that are JSON already; `application/json` is asked for by tools that do not know the longer name."""

    media_type = "application/json"
    format = "json"
    charset = None

    def render(self, data: bytes, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        return data


class OpenApiNamedRenderer(OpenApiRenderer):
    """The same under its registered name."""

    media_type = "application/vnd.oai.openapi+json"


class DescriptionView(PublicView):
    """The description of this API in OpenAPI 3.1."""

    renderer_classes = [OpenApiRenderer, OpenApiNamedRenderer]

    @extend_schema(exclude=True)
    def get(self, request: Request) -> Response:
        self.query.settle()
        return Response(description(language_of(request)))


@lru_cache(maxsize=8)
def description(language: str) -> bytes:
    """The description with its sentences in a language, as JSON."""
    with translation.override(language):
        schema = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    # spectacular leaves lazy sentences behind, which only become text here
    return msgspec.json.encode(schema, enc_hook=str)
