"""Reads of releases in the words of a statistician."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from datasets.models import Release  # noqa: F401 - for the type of the query set


class ReleaseQuerySet(models.QuerySet["Release"]):
    """Releases of one dataset or of all."""

    def published(self) -> ReleaseQuerySet:
        """Those in force now."""
        return self.filter(status="published")

    def in_force_at(self, moment: datetime) -> ReleaseQuerySet:
        """Those that readers saw at a moment; a release withdrawn since is still what was said then."""
        return self.filter(Q(ended_at__isnull=True) | Q(ended_at__gt=moment), published_at__lte=moment)

    def slim(self) -> ReleaseQuerySet:
        """Without what is long and only the page of a release and the desk show."""
        return self.defer("difference", "notes", "parameters")

    def once_published(self) -> ReleaseQuerySet:
        """Every vintage readers may still ask for: in force or superseded, not withdrawn."""
        return self.filter(status__in=["published", "superseded"])
