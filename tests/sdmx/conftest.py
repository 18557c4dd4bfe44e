"""A hub with a few observations, asked by its address, and real clients that ask it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.http.response import HttpResponseBase
from django.test import Client
from pytest_django.live_server_helper import LiveServer

from countries import actions as countries
from countries import queries
from datasets.models import Release
from tests.api.releases import published
from tests.sdmx.observations import PRICES, SAVINGS, matrix

Ask = Callable[..., "Answer"]


class Answer:
    """What came back: status, media type, headers and the whole body."""

    def __init__(self, response: HttpResponseBase) -> None:
        self.status = response.status_code
        self.headers = response.headers
        self.media_type = response.headers.get("Content-Type", "")
        self.body: bytes = b"".join(response.streaming_content) if response.streaming else response.content

    @property
    def text(self) -> str:
        return self.body.decode()


@pytest.fixture(autouse=True)
def _fresh_start(settings: Any) -> None:
    settings.API_RATES = {"anonymous": "1000000/minute"}
    cache.clear()


@pytest.fixture
def flows(db: None) -> Release:
    """Twelve corridors in two years; one value is missing."""
    return published("REM_FLOW_BILATERAL", matrix())


@pytest.fixture
def prices(db: None) -> Release:
    """Quarterly prices, with statuses and remarks that need escaping."""
    return published("REM_PRICE_CORRIDOR", PRICES)


@pytest.fixture
def ask(client: Client) -> Ask:
    """Asks an address below /sdmx/ and gives the whole answer."""

    def asked(address: str, accept: str = "*/*", **headers: str) -> Answer:
        return Answer(client.get(f"/sdmx/{address}", headers={"Accept": accept} | headers))

    return asked


@pytest.fixture
def service(live_server: LiveServer, transactional_db: None) -> str:
    """The address of a running hub with three datasets."""
    countries.load()  # an earlier test that commits may have had them flushed
    queries.forget()
    published("REM_FLOW_BILATERAL", matrix())
    published("REM_PRICE_CORRIDOR", PRICES, at=dt.datetime(2026, 3, 2, tzinfo=dt.UTC))
    published("REM_SAVING", SAVINGS)
    return f"{live_server.url}/sdmx"
