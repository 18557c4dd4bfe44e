"""What workers do for permits: one call each, safe to run twice."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from regulations.actions import coming


@shared_task(name="regulations.publish_due")
def publish_due() -> None:
    """Call every rule whose first day has begun where it holds in force. See regulations/actions/coming.py."""
    coming.publish_due(at=timezone.now())
