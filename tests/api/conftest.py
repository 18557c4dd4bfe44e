"""Requests of the API tests start with a full budget, and in English."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.utils import translation


@pytest.fixture(autouse=True)
def _fresh_start() -> Iterator[None]:
    cache.clear()
    with translation.override("en"):
        yield
