"""Tells a client that what it has still holds, without asking the database.

An answer whose tag is known before it is made can be remembered by its address: until something is published the same
question has the same answer. Each process remembers for itself; a stamp in Redis, shared by all, says whether anything
was published since. Where Redis is away nothing is remembered and the question is answered in full.
"""

from __future__ import annotations

import uuid
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import Final

from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import parse_etags
from redis.exceptions import RedisError

STAMP: Final = "api:published"
MOST: Final = 4_096
HEADERS: Final = ("ETag", "Last-Modified", "Cache-Control", "Vary", "Content-Language")
# What besides the address decides an answer.
_DECISIVE: Final = ("HTTP_ACCEPT", "HTTP_ACCEPT_LANGUAGE", "HTTP_HOST")


@dataclass(frozen=True, slots=True)
class _Answer:
    stamp: str
    tag: str
    headers: dict[str, str]


_kept: OrderedDict[tuple[str, ...], _Answer] = OrderedDict()
_lock = Lock()


def forget_all() -> None:
    """Something is being published: every process has to look again.

    At once, for whoever reads in this transaction, and again when the others can see it.
    """
    _new_stamp()
    transaction.on_commit(_new_stamp)


def _new_stamp() -> None:
    cache.set(STAMP, uuid.uuid4().hex, timeout=None)


def stamp() -> str | None:
    """What changes with every publication; None where nobody can tell. Read it before an answer is made."""
    try:
        return cache.get_or_set(STAMP, lambda: uuid.uuid4().hex, timeout=None)
    except RedisError:
        return None


def still_holds(request: HttpRequest, now: str | None) -> HttpResponse | None:
    """The answer 304 where the client sends the tag of an answer given since the last publication."""
    sent = request.META.get("HTTP_IF_NONE_MATCH")
    if not sent or now is None or (kept := _kept.get(_key(request))) is None or kept.stamp != now:
        return None
    if kept.tag not in {tag.removeprefix("W/") for tag in parse_etags(sent)}:
        return None
    return HttpResponse(status=304, headers=kept.headers)


def keep(request: HttpRequest, response: HttpResponseBase, since: str | None) -> None:
    """Remember an answer that says it holds until something is published."""
    if since is None or not getattr(response, "holds_until_publication", False) or "ETag" not in response.headers:
        return
    headers = {name: response.headers[name] for name in HEADERS if name in response.headers}
    with _lock:
        _kept[_key(request)] = _Answer(since, response.headers["ETag"].removeprefix("W/"), headers)
        while len(_kept) > MOST:
            _kept.popitem(last=False)


def _key(request: HttpRequest) -> tuple[str, ...]:
    return (request.path_info, request.META["QUERY_STRING"], *(request.META.get(name, "") for name in _DECISIVE))
