"""Turns what a view of the API raises into a problem (RFC 9457)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from rest_framework import exceptions

from web_api import problems
from web_api.problems import Fault, Problem


def answer(exception: Exception, context: Mapping[str, Any]) -> HttpResponse | None:
    """DRF's EXCEPTION_HANDLER. None means: not ours, let it crash and be reported (the middleware answers 500)."""
    match exception:
        case Problem():
            return problems.respond(
                exception.kind, detail=exception.detail, errors=exception.errors, headers=exception.headers
            )
        case Http404():
            return problems.respond(problems.kind_of(404))
        case PermissionDenied():
            return problems.respond(problems.kind_of(403))
        case exceptions.ValidationError():
            return problems.respond(problems.KINDS["invalid-parameters"], errors=tuple(_faults(exception.detail)))
        case exceptions.APIException():
            return problems.respond(
                problems.kind_of(exception.status_code),
                detail=None if isinstance(exception, exceptions.Throttled) else exception.detail,
                headers=_headers(exception, context),
                status=exception.status_code,
            )
    return None


def _faults(detail: Any, where: str = "") -> Iterator[Fault]:
    """The messages of a validation error, nested as they are, as a flat list with the path of each."""
    if isinstance(detail, Mapping):
        for name, inner in detail.items():
            yield from _faults(inner, f"{where}.{name}".lstrip(".") if name != "non_field_errors" else where)
    elif isinstance(detail, list):
        for inner in detail:
            yield from _faults(inner, where)
    else:
        yield Fault(where or _("request"), str(detail), _("The API documentation at /api/docs/ lists what is allowed."))


def _headers(exception: exceptions.APIException, context: Mapping[str, Any]) -> dict[str, str]:
    """What the status obliges us to say in headers."""
    headers = {}
    if challenge := getattr(exception, "auth_header", None):
        headers["WWW-Authenticate"] = challenge
    if (wait := getattr(exception, "wait", None)) is not None:
        headers["Retry-After"] = str(int(wait))
    if isinstance(exception, exceptions.MethodNotAllowed) and (view := context.get("view")):
        headers["Allow"] = ", ".join(view.allowed_methods)
    return headers
