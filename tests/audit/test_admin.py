"""Events in the administration site: to look at, and nothing else."""

from __future__ import annotations

import pytest
from django.urls import reverse

from audit.actions import record

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _one_factor_is_enough(settings):
    settings.REQUIRE_SECOND_FACTOR = False


@pytest.fixture
def event():
    return record(action="tea.drink", actor="user:1", subject="pot:2", data={"cups": 3})


@pytest.mark.slow
def test_events_are_listed_as_sentences(admin_client, event):
    page = admin_client.get(reverse("admin:audit_event_changelist"))

    assert "user:1: tea.drink (pot:2)" in page.content.decode()


def test_an_event_is_shown_without_anything_to_change(admin_client, event):
    page = admin_client.get(reverse("admin:audit_event_change", args=[event.pk])).content.decode()

    assert event.hash in page
    assert 'name="action"' not in page
    assert 'name="_save"' not in page


@pytest.mark.parametrize("page", ["add", "delete"])
def test_events_are_neither_added_nor_deleted_there(admin_client, event, page):
    address = reverse(f"admin:audit_event_{page}", args=[event.pk] if page == "delete" else [])

    assert admin_client.get(address).status_code == 403
