"""What workers do for permits: one call each, safe to run twice."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from regulations.actions import coming, openness


@shared_task(name="regulations.publish_due")
def publish_due() -> None:
    """Call every rule whose first day has begun where it holds in force. See regulations/actions/coming.py."""
    coming.publish_due(at=timezone.now())


@shared_task(name="regulations.compute_openness")
def compute_openness() -> None:
    """Publish the dataset on permit openness anew where rules have changed. See regulations/actions/openness.py."""
    openness.compute_openness(at=timezone.now())
