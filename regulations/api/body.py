"""A JSON body of plain values, read so that no body, however odd, is an error of ours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO, Any

import msgspec
from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser


class PlainJson(BaseParser):
    """application/json. What is nested too deep, or is no UTF-8, is refused like any other malformed body."""

    media_type = "application/json"

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        """The values of the body. Raises ParseError."""
        try:
            return msgspec.json.decode(stream.read())
        except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as refusal:
            raise ParseError(_("The body is no JSON that can be read: %(why)s.") % {"why": refusal}) from None
