"""What the clock calls."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.conf import settings

from regulations import tasks
from tests.factories.regulations import make_draft, put_on_record


@pytest.mark.django_db
def test_the_clock_switches_what_was_scheduled(monkeypatch):
    version = put_on_record(make_draft(valid=(date(2027, 1, 1), None)), coming=True)
    monkeypatch.setattr(tasks.timezone, "now", lambda: datetime(2027, 1, 1, 8, tzinfo=UTC))

    tasks.publish_due()

    version.refresh_from_db()
    assert version.status == "published"


def test_the_clock_is_asked_every_minute():
    assert settings.CELERY_BEAT_SCHEDULE["publish_due"] == {"task": tasks.publish_due.name, "schedule": 60.0}
