"""What the description promises is what is answered: schemathesis makes requests out of it, odd ones too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from iimd.wsgi import application
from remittances import corridors
from tests.api.releases import published
from tests.api.test_data import matrix
from web_api.description import description

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
CHECKS = (
    schemathesis.checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
)


@pytest.fixture
def described(settings: Any) -> Iterator[Any]:
    """The description of a hub that has one release, with more requests allowed than the test makes."""
    settings.API_RATES = {"anonymous": "1000000/minute"}
    cache.clear()
    description.cache_clear()
    corridors._corridors.cache_clear()
    published("REM_FLOW_BILATERAL", matrix())
    # The server would close the connection after each request, and with it the transaction of this test.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_answers_conform_to_the_description(described: Any) -> None:
    for found in described.get_all_operations():
        _try_out(found.ok())


def _try_out(operation: Any) -> None:
    @given(case=operation.as_strategy())
    @settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    def asked(case: Any) -> None:
        case.call_and_validate(checks=CHECKS, headers={"Accept-Encoding": "identity"})

    asked()
