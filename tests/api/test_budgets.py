"""Who asks too much is told when to come back; what costs nothing is free."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from redis.exceptions import ConnectionError as RedisGone

from web_api import budgets, throttles

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _three_an_hour(settings: Any) -> None:
    settings.API_RATES = {"anonymous": "3/hour", "research": "5/hour"}


def test_fourth_request_of_three_is_refused_with_a_time_to_wait(client: Client):
    left = [client.get("/api/v1/").headers["RateLimit"] for _ in range(3)]
    refused = client.get("/api/v1/")

    assert [field.split(";")[1] for field in left] == ["r=2", "r=1", "r=0"]
    assert refused.status_code == 429
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert 0 < int(refused.headers["Retry-After"]) <= 3600
    assert refused.headers["RateLimit-Policy"] == '"anonymous";q=3;w=3600'


def test_304_and_head_cost_nothing(client: Client):
    tag = client.get("/api/v1/").headers["ETag"]
    for _ in range(5):
        assert client.get("/api/v1/", headers={"If-None-Match": tag}).status_code == 304
        assert client.head("/api/v1/").status_code == 200

    assert ";r=1;" in client.get("/api/v1/").headers["RateLimit"]


def test_clients_are_counted_apart(client: Client):
    for _ in range(4):
        client.get("/api/v1/", REMOTE_ADDR="192.0.2.1")

    assert client.get("/api/v1/", REMOTE_ADDR="192.0.2.2").status_code == 200


def test_addresses_of_one_ipv6_network_are_counted_together():
    assert throttles.network_of("2001:db8::1") == throttles.network_of("2001:db8::ffff")
    assert throttles.network_of("2001:db8:0:1::1") != throttles.network_of("2001:db8::1")


def test_forwarded_addresses_count_only_behind_proxies_of_ours(client: Client):
    for number in range(3):
        client.get("/api/v1/", headers={"X-Forwarded-For": f"192.0.2.{number}"})

    assert client.get("/api/v1/", headers={"X-Forwarded-For": "192.0.2.9"}).status_code == 429


def test_tier_has_its_own_budget():
    assert budgets.rate_of("research") == (5, 3600)
    assert budgets.rate_of("unheard-of") == (3, 3600)


def test_budget_is_full_again_in_the_next_window():
    now = time.time()
    for _ in range(4):
        spent = budgets.spend("anonymous", "somebody", now=now)

    assert spent.spent
    assert not budgets.spend("anonymous", "somebody", now=now + 3600).spent


def test_public_data_stays_readable_while_the_counter_is_away(client: Client, monkeypatch: pytest.MonkeyPatch):
    def gone(*args: object, **kwargs: object) -> None:
        raise RedisGone

    monkeypatch.setattr(cache, "incr", gone)

    assert client.get("/api/v1/").status_code == 200
