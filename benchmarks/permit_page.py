"""Pages about permits with the facts the hub carries: what the server takes to make them.

Full requests to the WSGI application in one process, of the fullest permit, of a country with eleven, and of six
permits side by side, asked before so that the record is in memory. Written beside them: the first page after a
publication, which reads the whole record anew.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from functools import cache
from typing import Any

from benchmarks.api_page import hub
from benchmarks.case import Case

PERMIT, COUNTRY = "/en/permits/ES-CA-INI/", "/en/countries/GBR/permits/"
SIX = "/en/compare/?permits=ES-CA-INI,DE-EUBC,FR-EUBC,SE-WP,GB-SW,CA-FSW"
REQUESTS = 20


@cache
def client() -> Any:
    """A client of a throw-away hub with all carried facts on record."""
    asked, _release = hub()
    from django.conf import settings

    from regulations.actions import carried
    from regulations.carried import content

    # Hashed names of static files come from `collectstatic`, which a throw-away hub has no use for.
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    carried.load(content=content.read(), at=datetime(2026, 11, 22, 12, tzinfo=UTC))
    for path in (PERMIT, COUNTRY, SIX):
        _get(asked, path)
    return asked


def _get(asked: Any, path: str) -> None:
    answer = asked.get(path, headers={"Accept-Language": "en"})
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}")


def _each(path: str) -> float:
    """Seconds of one request, on average over some."""
    asked = client()
    began = time.perf_counter()
    for _ in range(REQUESTS):
        _get(asked, path)
    return (time.perf_counter() - began) / REQUESTS


def after_a_publication() -> float:
    """Seconds of a permit page when the record has just moved."""
    asked = client()
    from regulations.models import Permit

    Permit.objects.get(pk="ES-CA-INI").save()
    began = time.perf_counter()
    _get(asked, PERMIT)
    return time.perf_counter() - began


CASES = [
    Case("permit_page: one permit", lambda: _each(PERMIT), within_seconds=0.080),
    Case("permit_page: eleven permits of a country", lambda: _each(COUNTRY)),
    Case("permit_page: six side by side", lambda: _each(SIX)),
    Case("permit_page: first after a publication", after_a_publication),
]
