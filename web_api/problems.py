"""What the API answers when it cannot do what was asked (RFC 9457, `application/problem+json`).

A kind of problem has a code, which is the last part of its `type` address; the page at that address explains it.
Sentences are translated when the answer is written, so the language asked for decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import msgspec
from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import APIException

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True)
class Kind:
    """One kind of problem: its code, HTTP status, title, and what a person can do about it."""

    code: str
    status: int
    title: Any
    detail: Any
    mend: Any

    @property
    def address(self) -> str:
        """The `type` of the problem: the same in every language, so that programs can compare it."""
        return f"{settings.SITE_URL}/problems/{self.code}/"


@dataclass(frozen=True)
class Fault:
    """One thing wrong with a request: where it stands, what is wrong, how to mend it."""

    where: str
    problem: Any
    mend: Any

    def as_json(self) -> dict[str, str]:
        return {key: str(value) for key, value in asdict(self).items()}


KINDS = {
    kind.code: kind
    for kind in (
        Kind(
            "invalid-parameters",
            400,
            _("Some parameters cannot be used"),
            _("The request has parameters that are unknown or have values that cannot be used; nothing was answered."),
            _("Each entry of “errors” names a parameter, says what is wrong with it and how to mend it."),
        ),
        Kind(
            "invalid-cursor",
            400,
            _("The cursor does not belong to this request"),
            _("A cursor is only good for the address, filters and release it was given for."),
            _("Start again without “cursor” and follow the “next” address of each page as it stands."),
        ),
        Kind(
            "malformed-request",
            400,
            _("The request cannot be read"),
            _("The address, headers or body of the request do not follow the rules of HTTP or of the format."),
            _("Compare the request with the examples of the API documentation."),
        ),
        Kind(
            "not-authenticated",
            401,
            _("The API key is missing or not valid"),
            _("The request carries no API key that we know, or one that was withdrawn or has run out."),
            _(
                "Leave the key out for public data, or send one as “Authorization: Api-Key KEY”. Keys are made on your "
                "account page."
            ),
        ),
        Kind(
            "forbidden",
            403,
            _("You may not do this"),
            _("We know who you are, but your role does not allow this."),
            _("Ask the owner of the data, or use a key of an account that has the role."),
        ),
        Kind(
            "not-found",
            404,
            _("There is nothing at this address"),
            _("The address names no resource, or one that does not exist or is not published."),
            _("The index at /api/v1/ lists what there is; each list leads to its entries."),
        ),
        Kind(
            "method-not-allowed",
            405,
            _("This method does not work here"),
            _("The address exists, but not for this HTTP method."),
            _("The “Allow” header names the methods that work. Public data is read with GET."),
        ),
        Kind(
            "not-acceptable",
            406,
            _("This format is not available here"),
            _("None of the formats asked for can be made from this resource."),
            _("Use one of the formats in “errors”, by Accept header or by the ending of the address."),
        ),
        Kind(
            "release-withdrawn",
            410,
            _("This release was withdrawn"),
            _("The release existed and was withdrawn by its publisher; its figures must not be used any more."),
            _("Leave “release” out to get the current release, or choose another from the list of releases."),
        ),
        Kind(
            "precondition-failed",
            412,
            _("The resource is not what you expect"),
            _("A condition in the headers of the request (If-Match, If-Unmodified-Since) does not hold."),
            _("Read the resource again and decide on what it says now."),
        ),
        Kind(
            "too-many-rows",
            413,
            _("There are too many rows for this format"),
            _("Some formats are made whole before they are sent, and so many rows do not fit."),
            _("Ask for fewer rows, take CSV, or take a ready file of the whole release."),
        ),
        Kind(
            "content-too-large",
            413,
            _("The request is too large"),
            _("The body of the request is larger than this address takes."),
            _("Split the request into smaller ones."),
        ),
        Kind(
            "unsupported-media-type",
            415,
            _("This kind of body is not understood"),
            _("The Content-Type of the request is none that this address reads."),
            _("Send JSON, with “Content-Type: application/json”."),
        ),
        Kind(
            "too-many-requests",
            429,
            _("Too many requests"),
            _("The budget of requests for this period is used up."),
            _(
                "Wait for the number of seconds in the “Retry-After” header. Ask with If-None-Match: answers 304 cost "
                "nothing. An API key has a larger budget."
            ),
        ),
        Kind(
            "server-error",
            500,
            _("Something went wrong on our side"),
            _("The request may be right; we could not answer it and the fault was recorded."),
            _("Try again later; if it stays, tell us the address you asked for."),
        ),
        Kind(
            "unavailable",
            503,
            _("The service cannot answer now"),
            _("A part that this answer needs is not running."),
            _("Try again in a minute."),
        ),
    )
}
_BY_STATUS = {kind.status: kind for kind in reversed(KINDS.values()) if kind.code != "invalid-cursor"}


def kind_of(status: int) -> Kind:
    """The kind that stands for an HTTP status; statuses we have no page for fall back to 400 or 500."""
    if status == 400:
        return KINDS["malformed-request"]
    return _BY_STATUS.get(status) or KINDS["server-error" if status >= 500 else "malformed-request"]


class Problem(APIException):
    """Raised by views of the API; the exception handler turns it into the answer."""

    def __init__(
        self,
        code: str,
        *,
        detail: Any = None,
        errors: Iterable[Fault] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.kind = KINDS[code]
        self.status_code = self.kind.status
        super().__init__(detail or self.kind.detail, code)
        self.errors = tuple(errors)
        self.headers = dict(headers or {})


def document(
    kind: Kind, *, detail: Any = None, errors: Iterable[Fault] = (), status: int | None = None
) -> dict[str, Any]:
    """The problem as RFC 9457 has it, in the active language."""
    return {
        "type": kind.address,
        "title": str(kind.title),
        "status": status or kind.status,
        "detail": str(detail or kind.detail),
        "errors": [fault.as_json() for fault in errors],
    }


def respond(
    kind: Kind,
    *,
    detail: Any = None,
    errors: Iterable[Fault] = (),
    headers: Mapping[str, str] | None = None,
    status: int | None = None,
) -> HttpResponse:
    """The HTTP answer for a problem. It is never cached: the next request may be a better one."""
    response = HttpResponse(
        msgspec.json.encode(document(kind, detail=detail, errors=errors, status=status)),
        content_type=MEDIA_TYPE,
        status=status or kind.status,
        headers=headers,
    )
    response.headers["Cache-Control"] = "no-store"
    return response
