"""What the installation itself remembers."""

from __future__ import annotations

from django.db import models


class SetupStep(models.Model):
    """A step of `manage.py setup_hub` that is done, and what it had read."""

    name = models.CharField(primary_key=True, max_length=60, help_text="the command the step runs")
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 of the files the step depends on")
    finished_at = models.DateTimeField(help_text="when it ended well, UTC")

    def __str__(self) -> str:
        return self.name
