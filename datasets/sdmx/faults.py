"""What goes wrong with an SDMX request, by the codes of the standard, and the messages that say so. Pure.

Source: SDMX 2.1 technical specification, section 7, guidelines for web services, table of error codes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

import msgspec

_MESSAGE: Final = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"
_COMMON: Final = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common"


class Fault(Exception):
    """A request that is not answered: HTTP status, code of the standard, and what happened.

    `what` and `details` become a sentence in the language of the reader (sentences.py).
    """

    status = 500
    code = 500

    def __init__(self, what: str, /, **details: object) -> None:
        super().__init__(what, details)
        self.what, self.details = what, details


class NoResults(Fault):
    """Nothing matches, or there is no such artefact."""

    status, code = 404, 100


class TooLarge(Fault):
    """The question is longer than any honest one."""

    status, code = 413, 130


class Malformed(Fault):
    """The question cannot be read."""

    status, code = 400, 140


class AnswerTooLarge(Fault):
    """The answer is larger than the format is made for."""

    status, code = 413, 510


class NotAcceptable(Fault):
    """None of the formats asked for can be made."""

    status, code = 406, 1406


class NotImplementedHere(Fault):
    """The standard has it; the hub does not."""

    status, code = 501, 501


class Unavailable(Fault):
    """The service cannot answer now."""

    status, code = 503, 503


# Codes of errors that HTTP knows and the table of the standard does not: its range for a service's own begins at 1000.
_BY_STATUS: Final = {400: 140, 401: 110, 404: 100, 413: 130, 500: 500, 501: 501, 503: 503}


def code_of(status: int) -> int:
    """The standard's code for an HTTP status, or one of ours."""
    return _BY_STATUS.get(status, 1000 + status)


def as_xml(code: int, sentences: Sequence[str]) -> bytes:
    """The error message of SDMX-ML 2.1."""
    texts = "".join(f"<com:Text>{escape(_printable(each))}</com:Text>" for each in sentences)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f"<mes:Error xmlns:mes={quoteattr(_MESSAGE)} xmlns:com={quoteattr(_COMMON)}>"
        f'<mes:ErrorMessage code="{code}">{texts}</mes:ErrorMessage></mes:Error>\n'
    ).encode()


def as_json(code: int, sentences: Sequence[str]) -> bytes:
    """The errors of an SDMX-JSON message."""
    title, *detail = map(_printable, sentences)
    error = {"code": code, "title": title} | ({"detail": " ".join(detail)} if detail else {})
    return msgspec.json.encode({"errors": [error]})


def _printable(text: str) -> str:
    """What somebody sent may hold characters that no XML may."""
    return "".join(each if each.isprintable() or each == "\n" else "�" for each in text)
