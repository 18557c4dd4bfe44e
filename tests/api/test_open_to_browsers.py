"""Any web page may read what is public; cookies play no part."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_preflight_is_answered_without_touching_anything(client: Client):
    response = client.options("/api/v1/countries/", headers={"Access-Control-Request-Method": "GET"})

    assert response.status_code == 204
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Authorization" in response.headers["Access-Control-Allow-Headers"]


def test_answers_may_be_read_from_anywhere_without_credentials(client: Client):
    response = client.get("/api/v1/countries/DEU/", headers={"Origin": "https://example.org"})

    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response.headers
    assert "ETag" in response.headers["Access-Control-Expose-Headers"]
    assert "Cookie" not in response.headers["Vary"]
    assert not response.cookies


def test_options_names_the_methods(client: Client):
    assert client.options("/api/v1/countries/").headers["Allow"] == "GET, HEAD, OPTIONS"
