"""What every answer under /api/, /sdmx/ and /feeds/ has in common, whoever made it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers
from redis.exceptions import RedisError

from web_api import budgets, conditional, problems, remembered
from web_api.language import language_of

OPEN = ("/api/", "/sdmx/", "/feeds/")
READS = ("GET", "HEAD")
KEPT = ("Allow", "Retry-After", "Content-Range")  # what a problem takes over from the answer it replaces
EXPOSED = "ETag, Last-Modified, Link, Retry-After, RateLimit, RateLimit-Policy, Content-Disposition, Content-Language"


class ApiMiddleware:
    """Problems instead of HTML errors, conditional answers, rate headers, and leave for any web page to read them.

    It stands outside everything that can fail, so that an unknown address, a refused host or a crash is a problem too.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(OPEN):
            return self.get_response(request)
        if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
            return _preflight()
        response = self._answer(request)
        if request.method in READS and response.status_code in {200, 304}:
            response = _as_cacheable(request, response)
        if response.status_code >= 400:
            response = _as_problem(request, response)
        _count(request, response)
        # The API reads no cookies, so nothing private can leak to the page that asks.
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = EXPOSED
        return response

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        """From memory where the client has the answer already; a key is counted and may be withdrawn, so never then."""
        if request.method != "GET" or "HTTP_AUTHORIZATION" in request.META:
            return self.get_response(request)
        now = request.published = remembered.stamp()  # type: ignore[attr-defined]  # for views that remember, too
        if confirmed := remembered.still_holds(request, now):
            return confirmed
        response = self.get_response(request)
        remembered.keep(request, response, now)
        return response


def _preflight() -> HttpResponse:
    return HttpResponse(
        status=204,
        headers={
            "Access-Control-Allow-Origin": "*",
            "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
            "Access-Control-Allow-Headers": "Accept, Accept-Language, Authorization, Content-Type, If-None-Match",
            "Access-Control-Max-Age": "86400",
        },
    )


def _as_problem(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Errors that did not come from a view of the API: unknown addresses, refused hosts, crashes."""
    if response.headers.get("Content-Type", "").startswith(problems.MEDIA_TYPE):
        return response
    if not request.path_info.startswith("/api/") or (settings.DEBUG and response.status_code >= 500):
        return response  # a developer needs the traceback
    with translation.override(language_of(request)):
        kept = {name: response.headers[name] for name in KEPT if name in response.headers}
        answer = problems.respond(problems.kind_of(response.status_code), headers=kept, status=response.status_code)
        answer.headers["Content-Language"] = translation.get_language() or "en"
    patch_vary_headers(answer, ["Accept-Language"])
    return answer


def _as_cacheable(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    response.headers.setdefault("Cache-Control", conditional.FRESH)
    patch_vary_headers(response, conditional.VARY)
    if isinstance(response, HttpResponse) and response.status_code == 200:
        return conditional.settle(request, response)
    return response


def _count(request: HttpRequest, response: HttpResponseBase) -> None:
    budget: budgets.Budget | None = getattr(request, "budget", None)
    if budget is None:
        return
    if response.status_code == 304 or (request.method == "HEAD" and response.status_code < 400):
        with suppress(RedisError):  # the counter went away between the two steps; the answer is still good
            budgets.give_back(request)
    for name, value in request.budget.headers().items():  # type: ignore[attr-defined]
        response.headers[name] = value
