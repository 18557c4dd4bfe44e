"""API keys: who has one is counted apart and may ask more; a wrong one is told so."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.actions.keys import create_key, revoke_key
from accounts.models import ApiKey, User
from accounts.roles import Role
from tests.factories.accounts import person_with

pytestmark = pytest.mark.django_db


def key_of(person: User) -> tuple[ApiKey, dict[str, str]]:
    key, fresh = create_key(person=person, name="notebook", at=timezone.now())
    return key, {"Authorization": f"Api-Key {fresh}"}


@pytest.mark.parametrize(("roles", "tier"), [((), "person"), ((Role.ANALYST,), "analyst")])
def test_key_has_the_budget_of_its_tier(client: Client, roles: tuple[Role, ...], tier: str):
    _key, headers = key_of(person_with(*roles))

    policy = client.get("/api/v1/", headers=headers).headers["RateLimit-Policy"]

    assert policy.startswith(f'"{tier}";q=')
    assert client.get("/api/v1/").headers["RateLimit-Policy"].startswith('"anonymous";')


def test_answer_is_the_same_with_a_key_and_without(client: Client):
    _key, headers = key_of(person_with())
    plain = client.get("/api/v1/countries/DEU/")

    again = client.get("/api/v1/countries/DEU/", headers=headers | {"If-None-Match": plain.headers["ETag"]})

    assert again.status_code == 304


@pytest.mark.parametrize("sent", ["Api-Key nonsense", "Bearer iimdabcdefgh.wrong", "Api-Key"])
def test_wrong_key_is_401_and_not_taken_for_a_stranger(client: Client, sent: str):
    response = client.get("/api/v1/", headers={"Authorization": sent})

    assert response.status_code == 401
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["WWW-Authenticate"].startswith("Api-Key")


def test_revoked_key_opens_nothing(client: Client):
    person = person_with()
    key, headers = key_of(person)
    revoke_key(person=person, key=key, at=timezone.now())

    assert client.get("/api/v1/", headers=headers).status_code == 401


def test_wrong_keys_cost_budget_too(client: Client, settings: Any):
    settings.API_RATES = {"anonymous": "3/hour"}
    answers = [client.get("/api/v1/", headers={"Authorization": "Api-Key no.no"}).status_code for _ in range(5)]

    assert answers == [401, 401, 401, 429, 429]
