"""The tables of the example workflow, with its database guard."""

from __future__ import annotations

import pytest
from django.db import connection

from tests.workflow.examples import PERMIT, Permit, Stamp
from workflow.triggers import guard


@pytest.fixture(scope="session")
def permits_in_database(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        with connection.schema_editor() as editor:
            editor.create_model(Permit)
            editor.create_model(Stamp)
        guard(PERMIT).install(Permit)
        yield
        with connection.schema_editor() as editor:
            editor.delete_model(Stamp)
            editor.delete_model(Permit)


@pytest.fixture
def permits(permits_in_database, db):
    """An empty table of permits, guarded by the database."""
    return Permit.objects
