"""304 without a question to the database, and never for what was published since."""

from __future__ import annotations

import datetime as dt
from unittest import mock

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks
from redis.exceptions import ConnectionError as RedisAway

from datasets.models import Release
from tests.api.releases import FIRST, published, withdrawn
from tests.api.test_data import FLOWS, matrix
from web_api import remembered

pytestmark = pytest.mark.django_db


@pytest.fixture
def release() -> Release:
    return published("REM_FLOW_BILATERAL", matrix())


def tag_of(client: Client, address: str = FLOWS, **headers: str) -> str:
    response = client.get(address, headers=headers)
    if response.streaming:
        b"".join(response.streaming_content)
    return str(response.headers["ETag"])


@pytest.mark.usefixtures("release")
@pytest.mark.parametrize("address", [FLOWS, f"{FLOWS}.csv", f"{FLOWS}?ref_area=DEU&labels=both"])
def test_what_a_client_has_is_confirmed_without_the_database(
    client: Client, address: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = client.get(address)
    b"".join(first)

    with django_assert_num_queries(0):
        again = client.get(address, headers={"if-none-match": first.headers["ETag"]})
        weak = client.get(address, headers={"if-none-match": f'"other", W/{first.headers["ETag"]}'})

    assert (again.status_code, weak.status_code) == (304, 304)
    for name in ("ETag", "Last-Modified", "Cache-Control", "Vary"):
        assert again.headers[name] == first.headers[name]
    assert again.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.usefixtures("release")
def test_another_question_or_language_or_format_is_another_answer(client: Client) -> None:
    tag = tag_of(client, f"{FLOWS}?labels=name")

    assert client.get(f"{FLOWS}?labels=id", headers={"if-none-match": tag}).status_code == 200
    assert (
        client.get(f"{FLOWS}?labels=name", headers={"if-none-match": tag, "accept-language": "fr"}).status_code == 200
    )
    as_csv = client.get(f"{FLOWS}?labels=name", headers={"if-none-match": tag, "accept": "text/csv"})
    assert as_csv.status_code == 200
    b"".join(as_csv)


def test_a_publication_ends_what_was_remembered(
    client: Client, release: Release, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    tag = tag_of(client)
    assert client.get(FLOWS, headers={"if-none-match": tag}).status_code == 304

    with django_capture_on_commit_callbacks(execute=True):
        published("REM_FLOW_BILATERAL", matrix(2.0), at=FIRST + dt.timedelta(days=1))

    assert client.get(FLOWS, headers={"if-none-match": tag}).status_code == 200


def test_a_withdrawal_ends_what_was_remembered(
    client: Client, release: Release, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    tag = tag_of(client)

    with django_capture_on_commit_callbacks(execute=True):
        withdrawn(release, at=FIRST + dt.timedelta(days=1))

    assert client.get(FLOWS, headers={"if-none-match": tag}).status_code == 404


def test_what_was_made_while_something_was_published_is_not_remembered(client: Client, release: Release) -> None:
    """An answer of the release before must not count as one made since."""
    real = remembered.keep

    def publish_meanwhile(*what: object) -> None:
        remembered.forget_all()
        real(*what)  # type: ignore[arg-type]

    with mock.patch.object(remembered, "keep", publish_meanwhile):
        tag = tag_of(client)

    with CaptureQueriesContext(connection) as asked:
        client.get(FLOWS, headers={"if-none-match": tag})
    assert len(asked) > 0


@pytest.mark.usefixtures("release")
def test_without_redis_the_question_is_answered_in_full(client: Client) -> None:
    tag = tag_of(client)

    with mock.patch.object(cache, "get_or_set", side_effect=RedisAway):
        assert client.get(FLOWS, headers={"if-none-match": tag}).status_code == 304
        assert client.get(FLOWS).status_code == 200


@pytest.mark.usefixtures("release")
def test_a_key_is_always_looked_at(client: Client) -> None:
    tag = tag_of(client)

    refused = client.get(FLOWS, headers={"if-none-match": tag, "authorization": "Api-Key of-nobody"})

    assert refused.status_code == 401


@pytest.mark.usefixtures("release")
def test_memory_has_an_end(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "MOST", 3)
    for limit in range(1, 6):
        tag_of(client, f"{FLOWS}?limit={limit}")

    assert len(remembered._kept) == 3
