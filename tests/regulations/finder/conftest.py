from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import transaction


@pytest.fixture(scope="module")
def facts(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """The carried permit facts, as the demonstration holds them: loaded once for a module, and gone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_permit_facts", verbosity=0)
        yield
        transaction.set_rollback(True)
