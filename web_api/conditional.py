"""Answers that need not be sent again: ETag, Last-Modified, Cache-Control and Vary."""

from __future__ import annotations

import datetime as dt
import hashlib

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date, parse_http_date

# A published figure may be corrected at any time; a minute old is fresh enough, and asking again is cheap.
FRESH = "public, max-age=60, stale-while-revalidate=600"
# A release that is named by its number never changes, but it can be withdrawn.
LASTING = "public, max-age=3600, stale-while-revalidate=86400"
# Part of every tag that is made before the answer is: raise it when the shape of those answers changes.
EDITION = 1
VARY = ("Accept", "Accept-Language", "Accept-Encoding")


def tag(*parts: object) -> str:
    """A strong entity tag made of everything that decides the bytes of an answer."""
    return f'"{hashlib.sha256(repr((EDITION, *parts)).encode()).hexdigest()[:32]}"'


def unchanged(request: HttpRequest, etag: str, modified: dt.datetime | None) -> HttpResponse | None:
    """The answer 304 (or 412) where the client already has what we would send, else None: then do the work."""
    response = get_conditional_response(request, etag, int(modified.timestamp()) if modified else None)
    if response is not None and response.status_code == 304:
        stamp(response, etag, modified)
    return response


def stamp(response: HttpResponseBase, etag: str, modified: dt.datetime | None, caching: str = FRESH) -> None:
    """Says what an answer is, so that the client can ask whether it still holds."""
    response.headers["ETag"] = etag
    response.headers.setdefault("Cache-Control", caching)
    if modified:
        response.headers["Last-Modified"] = http_date(modified.timestamp())
    patch_vary_headers(response, VARY)


def settle(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Where the tag is not known before the work: tags the bytes, and drops them if the client has them already."""
    if "ETag" not in response.headers:
        response.headers["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    modified = response.headers.get("Last-Modified")
    seconds = parse_http_date(modified) if modified else None
    return get_conditional_response(request, response.headers["ETag"], seconds, response) or response
