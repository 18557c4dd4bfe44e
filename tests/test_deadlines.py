"""No test waits for ever: the database gives up, and pytest says where a run stands."""

from __future__ import annotations

import pytest
from django.db import OperationalError, connection, transaction

from tests.conftest import SETTINGS_OF_SESSIONS
from tests.together import together


@pytest.mark.django_db(transaction=True)
def test_a_session_of_a_worker_or_a_thread_gives_up_too():
    def deadlines() -> dict[str, str]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, current_setting(name) FROM unnest(%s) name", [list(SETTINGS_OF_SESSIONS)])
            return dict(cursor.fetchall())

    expected = {
        "iimd.throwaway": "on",
        "lock_timeout": "30s",
        "statement_timeout": "2min",
        "idle_in_transaction_session_timeout": "4min",
    }
    assert [deadlines(), *together(deadlines)] == [expected, expected]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_whoever_waits_for_a_lock_is_told_rather_than_kept():
    def wait() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '100ms'")
            cursor.execute("LOCK TABLE datasets_release")

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE datasets_release")
        (refused,) = together(wait)

    assert isinstance(refused, OperationalError)
    assert "lock timeout" in str(refused)


def test_a_test_that_hangs_is_ended_and_shown(pytestconfig: pytest.Config):
    assert float(pytestconfig.getini("faulthandler_timeout")) == 300
    assert pytestconfig.getini("faulthandler_exit_on_timeout") is True
