"""Reads of events in the words of someone who looks something up."""

from __future__ import annotations

from django.db import models


class EventQuerySet(models.QuerySet["Event"]):  # type: ignore[name-defined]
    """Events in the order they were written."""

    def for_subject(self, subject: str) -> EventQuerySet:
        """What happened to one thing."""
        return self.filter(subject=subject)

    def by_actor(self, actor: str) -> EventQuerySet:
        """What one person or program did."""
        return self.filter(actor=actor)
