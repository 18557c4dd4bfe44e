"""/healthz and /readyz, which load balancers and people on call ask."""

from __future__ import annotations

import socket
import time

import pytest
from django.test import Client, override_settings

from iimd import health
from iimd import setup as hub_setup
from iimd.models import SetupStep
from iimd.setup import Step

pytestmark = pytest.mark.django_db


def test_healthz_says_ok_while_all_parts_answer(client: Client) -> None:
    response = client.get("/healthz")

    assert response.status_code == 200
    assert response.json() == {"status": "ok", "web": "up", "database": "up", "broker": "up"}


def test_healthz_names_the_broker_that_is_down(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health.app.conf, "broker_write_url", "redis://127.0.0.1:1/0")

    response = client.get("/healthz")

    assert response.status_code == 503
    assert response.json() == {"status": "unavailable", "web": "up", "database": "up", "broker": "down"}


@pytest.mark.slow
@pytest.mark.enable_socket
def test_healthz_does_not_wait_for_a_broker_that_says_nothing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setattr(health.app.conf, "broker_write_url", f"redis://127.0.0.1:{silent.getsockname()[1]}/0")
        began = time.monotonic()

        response = client.get("/healthz")

    assert response.json()["broker"] == "down"
    assert time.monotonic() - began < 15


def test_healthz_names_the_database_that_is_down(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise ConnectionError

    monkeypatch.setattr(health, "_ask_database", refuse)

    response = client.get("/healthz")

    assert response.status_code == 503
    assert response.json()["database"] == "down"


@override_settings(ALLOWED_HOSTS=["hub.example.org"], SECURE_SSL_REDIRECT=True)
def test_healthz_answers_without_a_redirect_to_https(client: Client) -> None:
    assert client.get("/healthz", headers={"host": "hub.example.org"}).status_code == 200


def test_readyz_names_a_step_that_was_never_done(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub_setup, "STEPS", (Step("load_everything", reads=()),))

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["set_up"] == ["load_everything"]


def test_readyz_says_ok_once_every_step_is_done(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub_setup, "STEPS", (Step("load_everything", reads=()),))
    SetupStep.objects.create(name="load_everything", fingerprint="", finished_at="2026-01-01T00:00Z")

    assert client.get("/readyz").status_code == 200


def test_readyz_does_not_wait_for_the_demonstration_where_none_is_shown(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub_setup, "STEPS", (Step("load_demo_people", reads=(), demo=True),))

    with override_settings(DEMO=False):
        assert client.get("/readyz").status_code == 200
    with override_settings(DEMO=True):
        assert client.get("/readyz").status_code == 503
